"""Several processes that share what is to be made. They are forked, so that each knows what this one knows."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any, TypeVar

T = TypeVar("T")
V = TypeVar("V")

_FEW = 4
"""For fewer pieces a process, none is started."""
_work: tuple[Callable[[Any], Any], Sequence[Any]]
"""What is done with what. It is here before the processes are forked: not all of it could be sent to them."""


def cores() -> int:
    """How many processes can work at once; 1 where it is not safe to fork."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else 1


def shared(function: Callable[[T], V], pieces: Sequence[T], jobs: int) -> Iterator[V]:
    """As `map`, by so many processes. What they do beside giving results is lost, but for the files that they write.

    Raises BrokenProcessPool when one of them is killed.
    """
    global _work
    if jobs < 2 or len(pieces) < jobs * _FEW:
        yield from map(function, pieces)
        return
    _work = function, pieces
    # An interrupt is for this process, which ends the others.
    ignoring = (signal.SIGINT, signal.SIG_IGN)
    with ProcessPoolExecutor(jobs, get_context("fork"), signal.signal, ignoring) as others:
        found = others.map(_done, range(len(pieces)))
        del _work  # the others have it, and a large site would fill the memory
        yield from found


def _done(number: int) -> Any:
    function, pieces = _work
    return function(pieces[number])
