"""The small choices of which a drawn ledger is made."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import Any, TypeVar

from tests.agreement.rows import CLOSED, OWNER, PROGRAMMES, Book, Cells

T = TypeVar("T")
YEARS = (2024, 2025, 2026)
EDGES = [
    day
    for year in YEARS
    for month in (1, 4, 7, 10)
    for day in (date(year, month, 1) - timedelta(days=1), date(year, month, 1))
]
SESSIONS = [
    ("五届", "三次"),
    ("五届", "四次"),
    ("五届", "五次"),
    ("六届", "一次"),
    ("六届", "二次"),
]
PLACES = ("城关镇", "河西乡")
ORGANISERS = ("专委会", "界别", "活动组", "履职党支部", "人民团体", "承办单位")


class Chance:
    """Draws values and rows of one committee after another."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.book: Book = {}
        self.owner = ""
        self.brands: list[str] = []
        self.present: list[tuple[str, str]] = []  # category and name of the units
        days = [*EDGES, *(date(y, m, 15) for y in YEARS for m in (2, 5, 8, 11))]
        # The first of few days are drawn often, so that they meet one another.
        self.days = random.sample(days, 9)
        self.today = self.day()

    # Small choices

    def maybe(self, chance: float = 0.5) -> bool:
        """Throw a coin."""
        return self.random.random() < chance

    def pick(self, values: Sequence[T]) -> T:
        """Give one of several."""
        return self.random.choice(values)

    def some(self, values: Sequence[T], most: int = 2) -> list[T]:
        """Give several, or none."""
        count = min(self.random.randrange(most + 1), len(values))
        return self.random.sample(list(values), count)

    def perhaps(self, values: Sequence[T], chance: float = 0.6) -> T | None:
        """Give one of several, or none."""
        return self.pick(values) if values and self.maybe(chance) else None

    def day(self, chance: float = 1) -> Any:
        """Give a day, or none."""
        if not self.maybe(chance):
            return None
        return self.pick(self.days) + timedelta(days=self.pick((0, 0, 0, 1, -1)))

    def later(self, day: date | None, chance: float) -> date | None:
        """Give a day not before another."""
        found: date | None = self.day(chance)
        return max(found, day) if found and day else found

    def listed(self, sheet: str, label: str, chance: float = 0.8) -> str | None:
        """Give a value of a closed list."""
        return self.perhaps(CLOSED[sheet, label].split("/"), chance)

    def partial(self, chance: float) -> date | str | None:
        """Give a day or a month."""
        day = self.day(chance)
        return day.strftime("%Y-%m") if day and self.maybe(0.3) else day

    # Rows

    def add(self, sheet: str, **cells: Any) -> Cells:
        """Add a row."""
        if self.owner:
            cells[OWNER] = self.owner
        if sheet not in ("会次", "委员", PROGRAMMES) and self.brands and self.maybe(0.3):
            cells[PROGRAMMES] = self.some(self.brands)
        found = {label: cell for label, cell in cells.items() if cell not in (None, [])}
        self.book.setdefault(sheet, []).append(found)
        return found

    def keys(self, sheet: str, column: str = "编号") -> list[str]:
        """Give the keys of this committee's rows."""
        rows = self.book.get(sheet, ())
        return [row[column] for row in rows if row.get(OWNER, "") == self.owner]

    def count(self, most: int) -> range:
        """Give the numbers of some new records, now and then of none."""
        least = (most + 1) // 2 if self.maybe(0.85) else 0
        return range(1, 1 + self.random.randint(least, most))

    def units(self, *categories: str) -> list[str]:
        """Give the units of these kinds, as a cell names them without doubt."""
        return [f"{c}/{n}" for c, n in self.present if c in categories]

    def people(self) -> list[str]:
        """Give the numbers of this committee's members."""
        return sorted(set(self.keys("委员", "委员编号")))

    def proposals(self) -> list[str]:
        """Give the keys of this committee's proposals."""
        rows = [r for r in self.book.get("提案", ()) if r.get(OWNER, "") == self.owner]
        return [f"{r['届次']}/{r['会次']}/{r['流水号']}" for r in rows]
