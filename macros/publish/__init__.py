"""What the site offers beside its pages, made from the data and the built pages."""
