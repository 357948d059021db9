"""Numbers of proposals, which run per session: 流水号 when received, 案号 when filed."""

import re

import sqlalchemy as sa
from sqlmodel import Session

from zxdesk.queries.values import load
from zxdesk.records import KINDS
from zxdesk.store.history import deleted

_PROPOSAL = KINDS["proposal"]
_TAIL = re.compile(r"(.*?)(\d+)")
_WIDTH = 3


def next_case_number(session: Session, proposal_id: int) -> str:
    """Give the next 案号 of a proposal's session, spelled as the ones before it."""
    table = _PROPOSAL.table
    query = sa.select(table.c.owner_id).where(table.c.id == proposal_id)
    owner_id = session.connection().scalar(query)
    values = load(session, _PROPOSAL, proposal_id)
    assert owner_id is not None
    assert values is not None
    numbers = _given(session, "case_number", values["term"], values["session"], owner_id=owner_id)
    return _next(numbers, f"{values['submitted_on'].year}-")


def next_serial(session: Session, term: int, number: int, *, owner_id: int) -> str:
    """Give the next 流水号 of a session."""
    return _next(_given(session, "serial", term, number, owner_id=owner_id), "")


def _given(session: Session, name: str, term: int, number: int, *, owner_id: int) -> list[str]:
    """Give the numbers of a session, those of deleted proposals too: they may stand on paper."""
    table = _PROPOSAL.table
    mine = {"owner_id": owner_id, "term": term, "session": number}
    conditions = [table.c[column] == value for column, value in mine.items()]
    taken = session.connection().scalars(sa.select(table.c[name]).where(*conditions))
    gone = (row for row in deleted(session, _PROPOSAL.name) if mine.items() <= row.items())
    return [str(found) for found in (*taken, *(row[name] for row in gone)) if found]


def _next(numbers: list[str], prefix: str) -> str:
    best, width = 0, _WIDTH
    for words in numbers:
        match = _TAIL.fullmatch(words)
        if match and int(match[2]) > best:
            prefix, best, width = match[1], int(match[2]), len(match[2])
    return f"{prefix}{best + 1:0{width}d}"
