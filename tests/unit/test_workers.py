"""Several processes share what is to be made."""

from __future__ import annotations

import os
import signal
from concurrent.futures.process import BrokenProcessPool

import pytest

from macros.live.workers import shared


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_results_come_in_the_order_of_the_pieces(jobs: int) -> None:
    """Whoever made them; a function and pieces that cannot be sent to another process will do."""
    pieces = [lambda number=number: number * number for number in range(30)]
    assert list(shared(lambda piece: piece(), pieces, jobs)) == [number * number for number in range(30)]


def test_the_work_is_done_elsewhere() -> None:
    """Or there would be nothing won."""
    assert os.getpid() not in set(shared(lambda _: os.getpid(), range(30), 2))


def test_an_error_elsewhere_is_raised_here() -> None:
    """As `map` does."""
    found = shared(lambda number: 1 // (number - 7), range(30), 2)
    with pytest.raises(ZeroDivisionError):
        list(found)


def test_a_process_that_is_killed_is_not_waited_for() -> None:
    """A machine that is short of memory ends a process without a word."""
    with pytest.raises(BrokenProcessPool):
        list(shared(lambda number: os.kill(os.getpid(), signal.SIGKILL) if number == 7 else number, range(30), 2))
