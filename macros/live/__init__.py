"""The site while somebody works on it, and built anew from what is kept of the last time. Knows MkDocs, by its public functions."""
