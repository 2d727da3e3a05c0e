"""What the modules of the commands share."""

from __future__ import annotations

import argparse
from typing import TypeAlias

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
"""Where a module adds its command. Its parser gets the default `run`, a function from the options to an exit status."""
