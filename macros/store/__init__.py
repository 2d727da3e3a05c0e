"""YAML in, graph out: records and pages as read, what could not be read, and the library that ties them."""
