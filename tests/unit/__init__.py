"""Pure functions and the small project: quick, no builder, no browser."""
