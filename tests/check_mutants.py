"""Breaks the checks a little, one place at a time, and counts what their tests notice: `python -m tests.check_mutants 200 --seed 1`.

Takes a sample of all places in which a comparison, a condition, a number, a value that is returned or a whole statement could be
another, in the modules of `MODULES`. The tests are collected once; each mutant is a fork of that process, in which the code of
one function is exchanged. Tests that name the broken function come first. Prints the mutants that survive, and the score. What
cannot be noticed by anyone is in `EQUIVALENT`, with the reason.
"""

from __future__ import annotations

import argparse
import ast
import copy
import importlib
import os
import random
import signal
import sys
import time
import types
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pytest
from _pytest.runner import runtestprotocol

from tests.conftest import ROOT

MODULES = (
    *(f"macros/check/{name}.py" for name in (
        "appraisals", "cards", "consistency", "forms", "kinds", "pages", "records", "safety", "said", "sayings", "unfinished", "wording",
    )),
    *(f"macros/store/{name}.py" for name in ("files", "load", "page", "problems", "project", "tangle", "values")),
    "macros/text/calls.py",
    "macros/text/syntax.py",
)  # fmt: skip
"""What decides whether something is wrong, and where."""

TESTS = ("test_checks", "test_load", "test_calls", "test_attacks", "test_fix")
BROKEN = 3
"""The exit code of a fork in which the tests could not be run."""

SLOWEST = 120.0
"""Seconds of processor time after which a mutant counts as noticed: it hangs."""

LONGEST = 1200
"""Seconds after which it counts as noticed though it works at nothing: it waits for ever, as for a pipe that nobody writes to."""

EQUIVALENT: dict[str, str] = {}
"""Mutants that change nothing which anybody could notice: what they say, and why."""

_SWAPS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
    ast.And: ast.Or, ast.Or: ast.And, ast.Add: ast.Sub, ast.Sub: ast.Add,
}  # fmt: skip


@dataclass(frozen=True)
class Mutant:
    """One place that is broken."""

    file: str
    line: int
    function: str
    """The outermost function or class that it is in."""
    before: str
    after: str
    place: tuple[int, int]
    """Which statement of the module, and which node in it."""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.function}: `{self.before}` → `{self.after}`"

    @property
    def name(self) -> str:
        """What it says, without its line, which moves."""
        return f"{self.file}: {self.function}: `{self.before}` → `{self.after}`"

    def code(self) -> types.CodeType:
        """The module with the place broken."""
        tree = ast.parse((ROOT / self.file).read_text(encoding="utf-8"))
        top, index = self.place
        node = next(n for i, n in enumerate(ast.walk(tree.body[top])) if i == index)
        new = _other(node)
        assert new is not None
        if new is not node:
            _put(tree.body[top], node, new)
        return compile(ast.fix_missing_locations(tree), str(ROOT / self.file), "exec")


def mutants(file: str) -> Iterator[Mutant]:
    """Every way to break a function of a module."""
    for number, top in enumerate(ast.parse((ROOT / file).read_text(encoding="utf-8")).body):
        if isinstance(top, ast.FunctionDef | ast.ClassDef):
            # What a class, a decorator or a default says is fixed when the module is loaded, and cannot be exchanged.
            runs = {
                id(node)
                for part in ast.walk(top)
                if isinstance(part, ast.FunctionDef)
                for line in part.body
                for node in ast.walk(line)
            }
            for index, node in enumerate(ast.walk(top)):
                if id(node) in runs and isinstance(node, ast.expr | ast.stmt) and (new := _other(copy.deepcopy(node))):
                    yield Mutant(file, node.lineno, top.name, _said(node), _said(new), (number, index))


def _said(node: ast.AST) -> str:
    return " ".join(ast.unparse(node).split())[:100]


def _other(node: ast.AST) -> ast.AST | None:
    """The node broken, changed in place or another to be put in its place; None when there is no way to break it."""
    match node:
        case ast.Compare(ops=[op, *_]) if type(op) in _SWAPS:
            node.ops[0] = _SWAPS[type(op)]()  # type: ignore[call-overload]
            return node
        case ast.BoolOp():
            node.op = _SWAPS[type(node.op)]()  # type: ignore[assignment]
            return node
        case ast.BinOp(op=op) if type(op) in _SWAPS and not isinstance(node.left, ast.Constant | ast.JoinedStr):
            node.op = _SWAPS[type(op)]()  # type: ignore[assignment]
            return node
        case ast.UnaryOp(op=ast.Not()):
            return node.operand
        case ast.Constant(value=bool(value)):
            return ast.Constant(not value)
        case ast.Constant(value=int(value)):
            return ast.Constant(value + 1)
        case ast.IfExp():
            node.body, node.orelse = node.orelse, node.body
            return node
        case ast.If() | ast.While():
            node.test = ast.UnaryOp(ast.Not(), node.test)
            return node
        case ast.ListComp() | ast.SetComp() | ast.GeneratorExp() | ast.DictComp() if node.generators[0].ifs:
            node.generators[0].ifs.pop()
            return node
        case ast.Return(value=value) if value is not None and not (
            isinstance(value, ast.Constant) and value.value is None
        ):
            node.value = ast.Constant(None)
            return node
        case ast.Expr(value=ast.Constant()):
            return None
        case ast.Expr() | ast.AugAssign() | ast.Continue() | ast.Break():
            return ast.Pass()
    return None


def _put(top: ast.AST, old: ast.AST, new: ast.AST) -> None:
    for parent in ast.walk(top):
        for field, value in ast.iter_fields(parent):
            if value is old:
                setattr(parent, field, new)
            elif isinstance(value, list):
                value[:] = [new if item is old else item for item in value]


def exchange(mutant: Mutant) -> None:
    """Puts the broken code into the function that is there, wherever it was imported to."""
    module = importlib.import_module(mutant.file.removesuffix(".py").replace("/", "."))
    code = next(c for c in mutant.code().co_consts if isinstance(c, types.CodeType) and c.co_name == mutant.function)
    there = getattr(module, mutant.function)
    if isinstance(there, type):
        inner = {c.co_name: c for c in code.co_consts if isinstance(c, types.CodeType)}
        for name, value in vars(there).items():
            function = getattr(value, "fget", None) or getattr(value, "func", None) or value
            if isinstance(function, types.FunctionType) and name in inner:
                function.__code__ = inner[name]
        return
    there = getattr(there, "__wrapped__", there)
    there.__code__ = code


class Runner:
    """Runs the collected tests once for each mutant, in forks of this process."""

    def __init__(self, some: Sequence[Mutant], jobs: int) -> None:
        self.mutants, self.jobs = some, jobs
        self.survivors: list[Mutant] = []
        self.cost, self.done = 0.0, False

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Takes the place of the usual loop."""
        items = session.items
        if not self._passes(self._fork(None, items)):
            raise pytest.UsageError("The tests fail on the checks as they are. Mend them first")
        waiting, running = list(self.mutants), dict[int, Mutant]()
        while waiting or running:
            while waiting and len(running) < self.jobs:
                mutant = waiting.pop(0)
                running[self._fork(mutant, items)] = mutant
            pid, status, used = os.wait4(-1, 0)
            if os.waitstatus_to_exitcode(status) == BROKEN:
                raise pytest.UsageError(f"{running[pid]} could not be tried")
            self.cost += used.ru_utime + used.ru_stime
            mutant = running.pop(pid)
            if status == 0:
                self.survivors.append(mutant)
            print("survived" if status == 0 else "noticed ", mutant, flush=True)
        self.done = True
        return True

    @staticmethod
    def _passes(pid: int) -> bool:
        return os.waitpid(pid, 0)[1] == 0

    @staticmethod
    def _fork(mutant: Mutant | None, items: Sequence[pytest.Item]) -> int:
        if pid := os.fork():
            return pid
        signal.setitimer(signal.ITIMER_PROF, SLOWEST)
        signal.alarm(LONGEST)
        with open(os.devnull, "w") as nowhere:  # noqa: PTH123
            os.dup2(nowhere.fileno(), 1)
            os.dup2(nowhere.fileno(), 2)
        try:
            order = list(items)
            if mutant is not None:
                exchange(mutant)
                order.sort(key=lambda item: mutant.function not in item.name)
            failed = any(report.failed for item in order for report in runtestprotocol(item, log=False))
        except BaseException:  # what is wrong with this module is no mutant that was noticed
            os._exit(BROKEN)
        os._exit(int(failed))


def main(arguments: Sequence[str]) -> int:
    """Prints the score. Returns 1 when it is below 85 %."""
    parser = argparse.ArgumentParser(prog="python -m tests.check_mutants")
    parser.add_argument("count", type=int, nargs="?", default=200, help="how many mutants to try")
    parser.add_argument("--seed", type=int, default=1, help="which sample")
    parser.add_argument("--only", default="", help="only mutants that have these words in their names")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args(arguments)
    every = [mutant for file in MODULES for mutant in mutants(file)]
    every = [mutant for mutant in every if options.only in str(mutant) and mutant.name not in EQUIVALENT]
    if not every:
        parser.error(f"no mutant has `{options.only}` in its name")
    some = random.Random(options.seed).sample(every, min(options.count, len(every)))
    runner = Runner(some, options.jobs)
    tests = [str(ROOT / f"tests/unit/{name}.py") for name in TESTS]
    start = time.time()
    pytest.main(["-q", "-p", "no:cacheprovider", *tests], plugins=[runner])
    if not runner.done:
        return 2
    noticed = len(some) - len(runner.survivors)
    print(f"{noticed} of {len(some)} noticed ({noticed / max(1, len(some)):.1%}), out of {len(every)} places")
    print(f"{runner.cost:.0f} s of processor time in {time.time() - start:.0f} s")
    for survivor in sorted(map(str, runner.survivors)):
        print("survived:", survivor)
    return int(noticed < 0.85 * len(some))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
