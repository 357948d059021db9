"""Which tests call which function of a copy with mutants, and how long each of them takes."""

import json
import time
from collections import defaultdict
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest


class Hits:
    """Listens to the trampolines while pytest collects and runs; a plugin of pytest."""

    def __init__(self) -> None:
        self.heard: list[set[str]] = [set()]  # of what is going on, the innermost last
        self.at_import: set[str] = set()
        self.of_fixture: dict[str, set[str]] = defaultdict(set)
        self.of_file: dict[str, set[str]] = defaultdict(set)
        self.of_test: dict[str, set[str]] = {}
        self.seconds: dict[str, float] = {}
        self.failed: set[str] = set()
        self.spent_on_fixtures = 0.0

    def listen(self) -> None:
        """Let the trampolines of this process, and of no other, tell their function here."""
        from mutmut.mutation import trampoline

        def hear(name: str, **_: object) -> None:
            self.heard[-1].add(name)

        trampoline.record_trampoline_hit = hear
        trampoline._mutant_under_test = "stats"

    @contextmanager
    def _within(self, calls: set[str]) -> Iterator[None]:
        self.heard.append(calls)
        try:
            yield
        finally:
            self.heard.pop()

    @pytest.hookimpl(wrapper=True)
    def pytest_make_collect_report(self, collector: pytest.Collector) -> Generator[None, Any, Any]:
        with self._within(self.of_file[collector.nodeid.partition("::")[0]]):
            return (yield)

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: Any) -> Generator[None, Any, Any]:
        if fixturedef.scope == "function":
            return (yield)
        began = time.perf_counter()
        with self._within(self.of_fixture[fixturedef.argname]):
            found = yield
        self.spent_on_fixtures += time.perf_counter() - began
        return found

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Function) -> Generator[None, Any, Any]:
        began, spent = time.perf_counter(), self.spent_on_fixtures
        with self._within(self.of_test.setdefault(item.nodeid, set())):
            done = yield
        self.seconds[item.nodeid] = time.perf_counter() - began - (self.spent_on_fixtures - spent)
        for name in item.fixturenames:
            self.of_test[item.nodeid] |= self.of_fixture[name]
        self.of_test[item.nodeid] |= self.of_file[item.nodeid.partition("::")[0]]
        return done

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.failed.add(report.nodeid)

    def save(self, file: Path) -> None:
        """Write the tests by function, quickest first, without those that fail anyway."""
        tests = defaultdict(list)
        for test in sorted(self.of_test.keys() - self.failed, key=self.seconds.__getitem__):
            for function in self.of_test[test]:
                tests[function].append((test, round(self.seconds[test], 3)))
        kept = {"tests": tests, "at_import": sorted(self.at_import), "failed": sorted(self.failed)}
        file.write_text(json.dumps(kept, ensure_ascii=False, indent=1), "utf-8")
