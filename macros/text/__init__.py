"""What words on a page are made of: links, citations, and how hard they are to read."""
