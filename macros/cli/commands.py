"""What the modules of the commands share."""

from __future__ import annotations

import argparse
import datetime as dt
from typing import TypeAlias

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
"""Where a module adds its command. Its parser gets the default `run`, a function from the options to an exit status."""


def day(said: str) -> dt.date:
    """A day of an option."""
    try:
        return dt.date.fromisoformat(said)
    except ValueError:
        raise argparse.ArgumentTypeError(f"`{said}` is not a date. Write year, month and day as 2027-12-31") from None


def count(said: str) -> int:
    """How many of something there are to be, one at least."""
    if not said.isascii() or not said.isdigit() or int(said) == 0:
        raise argparse.ArgumentTypeError(f"`{said}` is no number of them. Write 1 or more, in digits")
    return int(said)


def port(said: str) -> int:
    """A port of this machine."""
    if not said.isascii() or not said.isdigit() or not 0 <= int(said) < 2**16:
        raise argparse.ArgumentTypeError(f"`{said}` is no port. Write a number from 1024 to 65535, such as 8001")
    return int(said)
