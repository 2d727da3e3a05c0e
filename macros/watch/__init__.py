"""Sources that watch themselves: what became of the works that we cite, by their DOI."""
