"""Steps: one write, one label, one entry in the history, hashed with the one before."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

import sqlalchemy as sa

from zxdesk.store.functions import image_digest
from zxdesk.store.schema import CHANGE, STEP, STEP_STATE

EDIT, UNDO, REDO, FIXED = "edit", "undo", "redo", "fixed"


@dataclass(frozen=True)
class Changes:
    """What a step changed: open views refresh by it.

    Attributes:
        step: The step's number, 0 where nothing was changed.
        ids: The changed records by kind.
    """

    step: int = 0
    label: str = ""
    ids: Mapping[str, frozenset[int]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Tell whether anything was changed."""
        return bool(self.ids)


def begin_step(
    connection: sa.Connection,
    label: str,
    *,
    at: datetime,
    by: str,
    kind: str = EDIT,
    target: int | None = None,
) -> int:
    """Open a step; the triggers log under its number until it is finished."""
    result = connection.execute(
        STEP.insert().values(label=label, at=at, by=by, kind=kind, target=target)
    )
    key = result.inserted_primary_key
    assert key is not None
    number = int(key[0])
    connection.execute(STEP_STATE.update().values(step_no=number, receiving=False))
    return number


def finish_step(connection: sa.Connection, number: int) -> Changes:
    """Digest the images of the step, chain its hash to the one before, and close it."""
    mine = CHANGE.c.step_no == number
    digests = {f"{at}_digest": image_digest(CHANGE.c[at]) for at in ("before", "after")}
    connection.execute(CHANGE.update().where(mine).values(digests))
    names = ("table_name", "row_id", "before_digest", "after_digest", "kind", "record_id")
    columns = [CHANGE.c[name] for name in names]
    rows = connection.execute(sa.select(*columns).where(mine).order_by(CHANGE.c.seq)).all()
    step = connection.execute(sa.select(STEP).where(STEP.c.no == number)).one()
    lines = [f"{table}:{row_id}:{before}:{after}" for table, row_id, before, after, *_ in rows]
    chained = step_hash(previous_hash(connection, number), step, lines)
    connection.execute(
        STEP.update().where(STEP.c.no == number).values(hash=chained, changes=len(rows))
    )
    connection.execute(STEP_STATE.update().values(step_no=None, receiving=False))
    ids: dict[str, set[int]] = defaultdict(set)
    for *_, kind, record_id in rows:
        ids[kind].add(record_id)
    return Changes(number, step.label, {kind: frozenset(found) for kind, found in ids.items()})


def receiving(connection: sa.Connection, begins: bool) -> None:
    """Have rows of another committee written without the log, or end that."""
    connection.execute(STEP_STATE.update().values(receiving=begins))


def previous_hash(connection: sa.Connection, number: int) -> str:
    """Give the hash of the step before `number`, empty for the first."""
    found = connection.scalar(
        sa.select(STEP.c.hash).where(STEP.c.no < number).order_by(STEP.c.no.desc()).limit(1)
    )
    return found or ""


def head(connection: sa.Connection) -> tuple[int, str]:
    """Give number and hash of the last step, with which the chain ends; (0, "") for none."""
    last = sa.select(STEP.c.no, STEP.c.hash).where(STEP.c.hash != "").order_by(STEP.c.no.desc())
    found = connection.execute(last.limit(1)).first()
    return (found.no, found.hash) if found else (0, "")


def origin(connection: sa.Connection) -> str:
    """Give the hash of the first step: every copy of one ledger has the same."""
    return connection.scalar(sa.select(STEP.c.hash).order_by(STEP.c.no).limit(1)) or ""


def step_hash(previous: str, step: sa.Row[tuple[object, ...]], lines: list[str]) -> str:
    """Chain a step: SHA-256 over the hash before, the step itself and its images' digests."""
    head = json.dumps(
        [step.no, step.label, step.at.isoformat(), step.by, step.kind, step.target],
        ensure_ascii=False,
    )
    return hashlib.sha256("\n".join([previous, head, *lines]).encode()).hexdigest()
