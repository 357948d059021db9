"""Whom or what a typed word may mean: completion by name, number and pinyin initials."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from zxdesk.queries.services import current_texts
from zxdesk.records import KINDS
from zxdesk.rules.pinyin import matches, sort_key, within


@dataclass(frozen=True)
class Candidate:
    """A record that a typed word may mean.

    Attributes:
        hint: What tells it from others of the same name: company, sector, post; number.
    """

    id: int
    title: str
    hint: str


def candidates(
    session: Session,
    kind_name: str,
    typed: str,
    *,
    owner_id: int,
    today: date,
    categories: Sequence[str] = (),
    only: Collection[int] | None = None,
    limit: int = 12,
) -> list[Candidate]:
    """Give the records of a kind that fit what was typed, the best first.

    Args:
        only: Offer none but these.
    """
    fits = matches if kind_name == "member" else within
    table = KINDS[kind_name].table
    naming = KINDS[kind_name].naming
    other = [table.c[n] for n in ("number", "category") if n in table.c]
    query = sa.select(table.c.id, table.c[naming].label("title"), *other).where(
        table.c.owner_id == owner_id
    )
    if categories:
        query = query.where(table.c.category.in_(categories))
    rows = [
        row
        for row in session.connection().execute(query)
        if (only is None or row.id in only)
        and (
            not typed.strip()
            or fits(str(row.title), typed)
            or str(getattr(row, "number", "")).casefold().startswith(typed.strip().casefold())
        )
    ]
    rows.sort(key=lambda row: _rank(row, typed.strip(), categories))
    rows = rows[:limit]
    hints = _member_hints(session, rows, today) if kind_name == "member" else {}
    return [
        Candidate(
            row.id,
            str(row.title),
            str(hints.get(row.id) or getattr(row, "category", getattr(row, "number", ""))),
        )
        for row in rows
    ]


def _rank(row: Any, typed: str, categories: Sequence[str]) -> tuple[int, bool, bool, str]:
    """Give what comes first: what the field asks for first, then what begins with the words."""
    title = str(row.title)
    place = categories.index(row.category) if categories else 0
    return place, not title.startswith(typed), not matches(title, typed), sort_key(title)


def _member_hints(session: Session, rows: Sequence[Any], today: date) -> dict[int, str]:
    texts = current_texts(session, [row.id for row in rows], today)
    hints = {
        member_id: " · ".join(
            part for part in (t["sector_id"], t["employer"], t["job"], t["post"]) if part
        )
        for member_id, t in texts.items()
    }
    shared = Counter((row.title, hints.get(row.id)) for row in rows)
    for row in rows:
        hint = hints.get(row.id)
        if hint and shared[row.title, hint] > 1:
            hints[row.id] = f"{hint} · {row.number}"
    return hints
