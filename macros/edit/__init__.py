"""What writes data files for a contributor: a new record, and mends that have one right answer."""
