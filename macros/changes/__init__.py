"""What changes for whom between two editions of the data."""
