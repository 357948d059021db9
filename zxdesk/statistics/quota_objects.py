"""Those who owe a quota: which they are, and the figure narrowed to one of them."""

from collections.abc import Sequence
from dataclasses import replace

import sqlalchemy as sa
from sqlmodel import Session

from zxdesk.errors import UserError
from zxdesk.queries.conditions import Conditions
from zxdesk.queries.groupings import last_fields
from zxdesk.queries.labels import path_of
from zxdesk.queries.values import keys, load_many
from zxdesk.records import KINDS
from zxdesk.records.kind import Field, OneOf, Reference
from zxdesk.records.target import WHOLE
from zxdesk.rules.periods import Period
from zxdesk.statistics.counting import Asked
from zxdesk.statistics.figures import Expression, Where, indicator, read_expression, records_in
from zxdesk.store import Ledger

_REGISTERS = {"unit": "unit.active", "venue": "venue.active", "member": "member.active"}
_OF_SHEET = {KINDS[name].sheet: name for name in ("venue", "member", "programme")}


def kind_of(each: str) -> str:
    """Give the kind of those who owe: a 类别 of units, 阵地, 委员, 品牌; empty for 全体."""
    return "" if each == WHOLE else _OF_SHEET.get(each, "unit")


def objects_in(
    session: Session, ledger: Ledger, each: str, among: str, period: Period
) -> list[int]:
    """Give the ids of those who owe: in being on the period's last day, today at the latest."""
    kind = kind_of(each)
    # The condition is written as the filters of a figure are.
    where = list(read_expression(f"{kind} {among}").where)
    if kind == "programme":
        return _programmes(session, ledger, where)
    if kind == "unit":
        where.append(("类别", (each,)))
    expression = Expression(code=_REGISTERS[kind], where=tuple(where))
    return records_in(session, ledger, expression, period=period)[1]


def _programmes(session: Session, ledger: Ledger, where: Where) -> list[int]:
    kind = KINDS["programme"]
    conditions = Conditions(kind, on=sa.literal(ledger.today.isoformat()))
    query = sa.select(kind.table.c.id).where(
        kind.table.c.owner_id == ledger.own_id, *conditions.of(where)
    )
    return list(session.connection().scalars(conditions.relations.before(query)))


def narrowed(
    session: Session, expression: Expression, label: str, kind: str, ids: Sequence[int]
) -> dict[int, Expression]:
    """Give for each record the figure of what counts for it.

    Args:
        label: The label that leads to it; empty where the record itself is counted.
    """
    if label:
        return {
            record_id: replace(expression, where=(*expression.where, (label, (key,))))
            for record_id, key in keys(session, kind, ids).items()
        }
    specs = [KINDS[kind].fields[name] for name in KINDS[kind].key]
    found = {}
    for record_id, values in load_many(session, KINDS[kind], ids, KINDS[kind].key).items():
        terms = tuple((spec.caption, (spec.type.show(values[spec.name]),)) for spec in specs)
        found[record_id] = replace(expression, where=(*expression.where, *terms))
    return found


def with_children(session: Session, kind: str, ids: Sequence[int]) -> list[int]:
    """Give those with others below them on their tree: what counts there counts for them too."""
    table = KINDS[kind].table
    if "parent_id" not in table.c:
        return []
    parents = set(session.connection().scalars(sa.select(table.c.parent_id).distinct()))
    return [record_id for record_id in ids if record_id in parents]


def check_label(expression: Expression, label: str, kind: str) -> None:
    """Refuse a label, known to the indicator, that does not lead to records of a kind."""
    question = indicator(expression.code).ask(Asked())
    position, path = question.row_for(path_of(label))
    counted = question.seen[position].kind
    led_to = {t for spec in last_fields(counted, path) for t in _targets(spec)} if path else ()
    if kind not in (led_to or (counted.name,)):
        raise UserError(
            f"“{label}”不是{KINDS[kind].sheet}，任务没有统计",
            f"归属请填指标里指向{KINDS[kind].sheet}的筛选项",
            code="bad_quota",
        )


def _targets(spec: Field) -> list[str]:
    if isinstance(spec, OneOf):
        return [target for target, _ in spec.options]
    return [spec.target] if isinstance(spec, Reference) else []
