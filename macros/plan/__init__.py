"""A client's findings to a verdict."""
