"""An office whose records a test writes one by one."""

import shutil
from collections.abc import Iterator
from contextlib import AbstractContextManager
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.ledgers import founded, lent
from zxdesk.records import KINDS
from zxdesk.services.records import create
from zxdesk.statistics.figures import (
    Expression,
    Figure,
    figure,
    period_of,
    read_expression,
    records_behind,
)
from zxdesk.store import Ledger

__all__ = ["Office", "founded", "office", "opened"]

TODAY = date(2025, 6, 30)


class Office:
    """Writes records with few words and asks for figures as the office writes them."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger

    def add(self, kind: str, **values: Any) -> int:
        with self.ledger.write(f"登记{kind}") as session:
            return create(session, KINDS[kind], values, owner_id=self.ledger.own_id, today=TODAY)

    def unit(self, name: str, category: str = "界别", **values: Any) -> int:
        return self.add("unit", name=name, category=category, **values)

    def member(self, name: str, **service: Any) -> int:
        member = self.add("member", name=name)
        self.add("service", member_id=member, **service)
        return member

    def event(self, day: str, type_: str = "学习", **values: Any) -> int:
        values.setdefault("name", f"{type_}{day}")
        values.setdefault("state", "已举办")
        return self.add("event", type=type_, start=datetime.fromisoformat(day), **values)

    def attend(self, event: int, member: int, status: str = "出席", **values: Any) -> int:
        return self.add("attendance", event_id=event, member_id=member, status=status, **values)

    def topic(self, topic: str, **values: Any) -> int:
        values.setdefault("year", 2024)
        return self.add("consultation", topic=topic, **values)

    def figure(self, words: str, period: str = "2024", by: str = "") -> Figure:
        expression: Expression = read_expression(words)
        return figure(self.ledger, expression, period=period_of(self.ledger, period), by=by)

    def value(self, words: str, period: str = "2024") -> Any:
        """Give the value, after proving that its records agree with it."""
        found = self.figure(words, period)
        expression = read_expression(words)
        _, ids = records_behind(self.ledger, expression, period=period_of(self.ledger, period))
        if found.denominator is not None:
            assert len(ids) == found.denominator
        elif (
            found.unit not in ("元", "条", "字") and "public" not in words and "guests" not in words
        ):
            assert len(ids) == found.value
        return found.value


def opened(founded: Path, file: Path) -> AbstractContextManager[Ledger]:
    """Open a copy of the founded ledger on the day of these tests."""
    shutil.copy(founded, file)
    return lent(file, lambda: datetime.combine(TODAY, datetime.min.time()))


@pytest.fixture
def office(founded: Path, tmp_path: Path) -> Iterator[Office]:
    """A clerk at an empty ledger."""
    with opened(founded, tmp_path / "云溪.zxd") as ledger:
        yield Office(ledger)
