"""What the rules say of a whole ledger: what is impossible in it, and what is odd."""

from collections import defaultdict
from datetime import date

import sqlalchemy as sa
from sqlmodel import Session

from zxdesk.numerals import to_chinese
from zxdesk.queries.facts import findings_of
from zxdesk.queries.values import keys, titles
from zxdesk.records import KINDS, RecordKind
from zxdesk.rules.findings import kinds_with_rules
from zxdesk.rules.numbers import holes
from zxdesk.rules.rule import Finding

# So many records are named for one rule; of the others only the number is told.
_NAMED = 20
_LONGEST_TITLE = 24
_PROPOSAL = KINDS["proposal"].table


def ruled(session: Session, *, owner_id: int, today: date) -> tuple[list[str], list[str]]:
    """Give what is impossible and what is odd in a committee's records, one sentence each."""
    impossible: list[str] = []
    odd: list[str] = []
    for name in kinds_with_rules():
        kind = KINDS[name]
        own = sa.select(kind.table.c.id).where(kind.table.c.owner_id == owner_id)
        ids = list(session.connection().scalars(own.order_by(kind.table.c.id)))
        found = findings_of(session, kind, ids, owner_id=owner_id, today=today)
        by_rule: dict[str, list[tuple[int, Finding]]] = defaultdict(list)
        for record_id, findings in found.items():
            for finding in findings:
                by_rule[finding.rule].append((record_id, finding))
        for records in by_rule.values():
            told = impossible if records[0][1].hard else odd
            told += _sentences(session, kind, records)
    return impossible, odd


def _sentences(session: Session, kind: RecordKind, records: list[tuple[int, Finding]]) -> list[str]:
    named = records[:_NAMED]
    ids = [record_id for record_id, _ in named]
    keyed, titled = keys(session, kind.name, ids), titles(session, kind.name, ids)
    told = [f"{_called(kind, keyed[i], titled[i])}：{one.sentence}" for i, one in named]
    if len(records) > _NAMED:
        told.append(f"另有 {len(records) - _NAMED} 条{kind.sheet}也是这样：{named[0][1].sentence}")
    return told


def _called(kind: RecordKind, key: str, title: str) -> str:
    short = title if len(title) <= _LONGEST_TITLE else title[: _LONGEST_TITLE - 1] + "…"
    return f"{kind.sheet} {key}" + (f"“{short}”" if title and title not in key else "")


def left_out(session: Session, *, owner_id: int) -> list[str]:
    """Give the 案号 that are left out in the row of each session."""
    table = _PROPOSAL.c
    query = sa.select(table.term, table.session, table.case_number).where(
        table.owner_id == owner_id, table.case_number.is_not(None)
    )
    rows: dict[tuple[int, int], list[str]] = defaultdict(list)
    for term, number, case_number in session.connection().execute(query):
        rows[term, number].append(case_number)
    told = []
    for (term, number), numbers in sorted(rows.items()):
        missing = holes(numbers)
        if missing:
            where = f"{to_chinese(term)}届{to_chinese(number)}次"
            told.append(f"提案 {where}的案号缺 {'、'.join(missing)}，请核对是否漏登")
    return told
