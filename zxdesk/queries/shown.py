"""Shows what a label leads to, across links: 「协商.形式」 of an event."""

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session

from zxdesk.queries.labels import Path, find_field, unknown_label
from zxdesk.queries.services import current_texts
from zxdesk.queries.values import Names, load_many, referred
from zxdesk.records import KINDS, RecordKind


def shown(
    session: Session, kind: RecordKind, ids: Sequence[int], path: Path, *, day: date
) -> dict[int, str]:
    """Give what stands under a label for records of a kind, as people read it.

    Args:
        day: The day on which a member's service is taken.

    Raises:
        UserError: the kind has no such label.
    """
    spec = find_field(kind, path[0])
    if spec is None:
        return _of_service(session, kind, ids, path, day)
    values = load_many(session, kind, ids, [spec.name])
    if len(path) == 1:
        texts = Names(session).show(kind, values)
        return {record_id: texts[record_id][spec.name] for record_id in values}
    links = {i: referred(spec, row[spec.name]) for i, row in values.items()}
    by_target: dict[str, dict[int, str]] = {}
    for target in {target for found in links.values() for target, _ in found}:
        wanted = sorted({i for found in links.values() for t, i in found if t == target})
        by_target[target] = shown(session, KINDS[target], wanted, path[1:], day=day)
    return {
        record_id: "、".join(dict.fromkeys(filter(None, (by_target[t][i] for t, i in found))))
        for record_id, found in links.items()
    }


def _of_service(
    session: Session, kind: RecordKind, ids: Sequence[int], path: Path, day: date
) -> dict[int, str]:
    periods = KINDS[kind.periods.kind] if kind.periods else None
    spec = find_field(periods, path[0]) if periods else None
    if spec is None:
        raise unknown_label(path[0], kind)
    texts = current_texts(session, list(ids), day)
    return {record_id: texts.get(record_id, {}).get(spec.name, "") for record_id in ids}
