"""A client's findings to a verdict."""

from pathlib import Path

TABLE = Path("tests/planner.yaml")
"""Where the rows of the table of truth are, below the project's folder."""
