"""Questions over suggestions and problems."""

from zxdesk.queries.followups import dated_followups
from zxdesk.queries.relations import Relations
from zxdesk.records import KINDS
from zxdesk.records.followup import SOLVED
from zxdesk.statistics.counting import Asked, Question, Seen, alias, text_within
from zxdesk.store.functions import iso_day


def suggestions(asked: Asked) -> Question:
    """Suggestions by their date, else their source's; invalid ones only when asked for."""
    row, relations = alias("suggestion"), Relations()
    dated = dated_followups(relations, "suggestion").named()
    day = dated.c.day
    valid = () if asked.values("suggestion", "valid") is not None else (row.c.valid.is_(True),)
    return Question(
        origin=row.join(dated, dated.c.id == row.c.id),
        record=row.c.id,
        record_kind="suggestion",
        owner=row.c.owner_id,
        where=(text_within(day, asked), *valid),
        seen=(Seen(KINDS["suggestion"], row, prefix="意见建议"),),
        on=day,
        relations=relations,
    )


def problems(asked: Asked) -> Question:
    """Problems by their source's date; solved ones alone by the day they were solved."""
    row, relations = alias("problem"), Relations()
    dated = dated_followups(relations, "problem").named()
    # 已解决 alone is dated by 解决日期, which that state requires (contract, section 3).
    solved = asked.values("problem", "state") == (SOLVED,)
    day = iso_day(row.c.solved_on) if solved else dated.c.day
    return Question(
        origin=row.join(dated, dated.c.id == row.c.id),
        record=row.c.id,
        record_kind="problem",
        owner=row.c.owner_id,
        where=(text_within(day, asked),),
        seen=(Seen(KINDS["problem"], row, prefix="问题"),),
        on=day,
        relations=relations,
    )
