"""Draws questions about a ledger: labels at every depth, values that occur and that do not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

from tests.agreement.asked import (
    NOTHING,
    SOMETHING,
    Question,
    Refused,
    labels_of,
    prefix_of,
    shown,
    without_prefix,
)
from tests.agreement.chance import EDGES, SESSIONS, YEARS
from tests.agreement.counting import Counting, Hit
from tests.agreement.figures import FIGURES
from tests.agreement.rows import DAYS, NUMBERS, Office, Row

# A moment is a day and an hour: nobody asks for one.
NEVER = ("开始时间",)
ABSENT = "没有的"
ALIASES = {"活动": ("阵地类型", "阵地子类", "主办类别"), "提案": ("主办类别",)}


def draw_path(random: Random, sheets: tuple[str, ...], depth: int) -> tuple[str, tuple[str, ...]]:
    """Draw a label or a dotted one; give it with the sheets in which its last label stands."""
    sheet = random.choice(sheets)
    if depth == 0 and sheet in ALIASES and random.random() < 0.1:
        alias = random.choice(ALIASES[sheet])
        return alias, ("单位" if alias == "主办类别" else "阵地",)
    labels = labels_of(sheet)
    links = [name for name, spec in labels.items() if spec.targets]
    if depth and links:
        name = random.choice(links)
        rest, ends = draw_path(random, labels[name].targets, depth - 1)
        return f"{name}.{rest}", ends
    return random.choice([name for name in labels if name not in NEVER]), (sheet,)


class Asking:
    """Draws questions about one ledger."""

    def __init__(self, random: Random, office: Office, today: date) -> None:
        self.random = random
        self.today = today
        self.office = office
        self._pools: dict[tuple[tuple[str, ...], str], list[str]] = {}

    def question(self, code: str) -> Question:
        """Draw a question for one indicator, most often one that some record fits."""
        sheets = FIGURES[code][0]
        bare, hits = self._bare(code)
        hit = self.random.choice(hits) if hits and self.random.random() < 0.8 else None
        where: list[tuple[str, tuple[str, ...]]] = []
        for _ in range(self.random.choice((0, 1, 1, 2, 3))):
            names = [name for name, _ in where]
            label, values = self._condition(sheets, names, hit)
            if label not in names or self.random.random() < 0.3:
                where.append((label, values))
        if sheets[0] == "协商" and self.random.random() < 0.2:
            where.append(("上级议题", self._values("上级议题", ("协商",))))
        by = self._by(sheets, hit) if self.random.random() < 0.4 else ""
        return replace(bare, where=tuple(where), by=by)

    def _by(self, sheets: tuple[str, ...], hit: Hit | None) -> str:
        """Draw a label to group by, rather one under which something stands."""
        for _ in range(3):
            label = draw_path(self.random, sheets, self._depth())[0]
            if hit is None or hit.groups(self.office, label) != {NOTHING}:
                break
        return label

    def _bare(self, code: str) -> tuple[Question, list[Hit]]:
        """Draw a period and a scope, rather such as find something."""
        for _ in range(4):
            scope = self.random.choice(("本级", "本级", "辖区"))
            question = Question(code, (), self.period(), scope)
            try:
                hits = list(FIGURES[code][2](Counting(self.office, question, self.today)))
            except Refused:
                hits = []
            if hits or self.random.random() < 0.2:
                break
        return question, hits

    def _condition(
        self, sheets: tuple[str, ...], before: list[str], hit: Hit | None
    ) -> tuple[str, tuple[str, ...]]:
        """Draw a label and values; where a record is to fit, its own value among them."""
        for _ in range(8):
            label, ends = self._label(sheets, before)
            reached = sorted(hit.groups(self.office, label) - {NOTHING}) if hit else []
            if reached:
                more = self._values(label, ends) if self.random.random() < 0.3 else ()
                return label, tuple(dict.fromkeys((self.random.choice(reached), *more)))
            if hit is None:
                break
        return label, self._values(label, ends)

    def _depth(self) -> int:
        return self.random.choice((0, 0, 0, 1, 1, 2, 3))

    def _label(self, sheets: tuple[str, ...], before: list[str]) -> tuple[str, tuple[str, ...]]:
        """Draw a label; often one on the link of an earlier one."""
        sheet = self.random.choice(sheets)
        label, ends = draw_path(self.random, (sheet,), self._depth())
        # The venue of an event and the topic of a session are those that are counted.
        if self.random.random() < 0.1 and label.partition(".")[0] not in sheets:
            return f"{prefix_of(sheet)}.{label}", ends
        dotted = [name for name in before if "." in name]
        if dotted and self.random.random() < 0.5:
            link = dotted[0].rpartition(".")[0]
            targets = targets_of(sheets, link)
            name, ends = draw_path(self.random, targets, 0)
            label = f"{link}.{name}"
        return label, ends

    def _values(self, label: str, ends: tuple[str, ...]) -> tuple[str, ...]:
        last = label.rpartition(".")[2]
        last = {"阵地类型": "类型", "阵地子类": "子类", "主办类别": "类别"}.get(last, last)
        pool = self._pool(ends, last)
        count = self.random.choice((1, 1, 1, 2))
        found = self.random.sample(pool, min(count, len(pool)))
        closed = any(last in labels_of(s) and labels_of(s)[last].closed for s in ends)
        if not found or (not closed and self.random.random() < 0.05):
            found.append(_absent(last))
        if self.random.random() < 0.12:
            found[-1] = self.random.choice((NOTHING, SOMETHING))
        return tuple(found)

    def _pool(self, ends: tuple[str, ...], label: str) -> list[str]:
        """Give the values that occur under a label, and those that its closed list allows."""
        if (ends, label) not in self._pools:
            values: set[str] = set()
            for sheet in ends:
                spec = labels_of(sheet).get(label)
                values.update(spec.closed if spec else ())
                for row in self.office.rows[sheet]:
                    for holder in (row, *row.services):
                        values.update(_name(v) for v in holder.all(label))
                for target in spec.targets if spec else ():
                    values.update(row.name for row in self.office.rows[target][:4])
            self._pools[ends, label] = sorted(values)
        return self._pools[ends, label]

    def period(self) -> str:
        """Draw a period of any form."""
        year = self.random.choice(YEARS)
        day = self.random.choice(EDGES)
        later = day + timedelta(days=self.random.choice((0, 1, 91, 365)))
        forms = (
            "",
            f"{year}",
            f"{year}",
            "..2027-12-31",
            "2024-01-01..2026-12-31",
            f"{year}H{self.random.choice((1, 2))}",
            f"{year}Q{self.random.choice((1, 2, 3, 4))}",
            f"{year}-{self.random.randrange(1, 13):02d}",
            f"{day}..{later}",
            f"..{day}",
            "".join(self.random.choice(SESSIONS)),
        )
        return self.random.choice(forms)


def targets_of(sheets: tuple[str, ...], link: str) -> tuple[str, ...]:
    """Give the sheets to which a dotted link leads."""
    sheets, path = without_prefix(sheets, (*link.split("."), ""))
    for name in path[:-1]:
        found = [labels_of(sheet)[name] for sheet in sheets if name in labels_of(sheet)]
        sheets = tuple(dict.fromkeys(target for spec in found for target in spec.targets))
    return sheets


def _absent(label: str) -> str:
    """Give a value that occurs nowhere."""
    if label in NUMBERS.split():
        return {"年度": "2050", "星级": "一星", "届次": "九届", "会次": "九次"}.get(label, "987")
    return ("2050-01" if label == "计划月份" else "2050-01-01") if label in DAYS.split() else ABSENT


def _name(value: Any) -> str:
    return value.name if isinstance(value, Row) else shown(value)
