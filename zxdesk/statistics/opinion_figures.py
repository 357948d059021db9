"""Questions over opinion reports: items received, issues published, reported and adopted."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from zxdesk.queries.relations import Relations
from zxdesk.records import KINDS
from zxdesk.statistics.counting import Asked, Question, Seen, alias, within


def items(asked: Asked) -> Question:
    """Opinion reports by submission."""
    opinion = alias("opinion")
    return Question(
        origin=opinion,
        record=opinion.c.id,
        record_kind="opinion",
        owner=opinion.c.owner_id,
        where=(within(opinion.c.submitted_on, asked),),
        seen=(Seen(KINDS["opinion"], opinion, prefix="社情民意"),),
        on=sa.cast(opinion.c.submitted_on, sa.Text),
    )


def issues(asked: Asked) -> Question:
    """Distinct issues by their first 上报日期, else their first 提交日期."""
    relations = Relations()
    dated = relations.made("issue days", "issue_days", _issue_days).named()
    question = _issues(asked, lambda _: dated.c.day, relations)
    issue = question.seen[1].table
    return replace(question, origin=question.origin.join(dated, dated.c.id == issue.c.id))


def reported(asked: Asked) -> Question:
    """Distinct issues by 上报日期."""
    return _issues(asked, lambda opinion: opinion.c.reported_on, Relations())


def _issues(asked: Asked, day: Callable[[Any], Any], relations: Relations) -> Question:
    """Issues by a day that is found from the reports in them."""
    issue, opinion = alias("issue"), alias("opinion")
    return Question(
        origin=issue.join(opinion, opinion.c.issue_id == issue.c.id),
        record=issue.c.id,
        record_kind="issue",
        owner=issue.c.owner_id,
        where=(within(day(opinion), asked),),
        seen=(
            Seen(KINDS["opinion"], opinion, prefix="社情民意"),
            Seen(KINDS["issue"], issue, prefix="期号"),
        ),
        on=sa.cast(opinion.c.submitted_on, sa.Text),  # as each report is listed, whatever counts it
        relations=relations,
    )


def _issue_days() -> sa.Select[Any]:
    opinion = alias("opinion")
    # Not the first day of any sort: one 上报日期 among its reports dates the whole issue.
    day = sa.func.coalesce(sa.func.min(opinion.c.reported_on), sa.func.min(opinion.c.submitted_on))
    return (
        sa.select(opinion.c.issue_id.label("id"), sa.type_coerce(day, sa.Date).label("day"))
        .where(opinion.c.issue_id.is_not(None))
        .group_by(opinion.c.issue_id)
    )


def adopted(asked: Asked) -> Question:
    """Distinct issues adopted in the period."""
    adoption, issue, opinion = alias("adoption"), alias("issue"), alias("opinion")
    issued = adoption.join(issue, issue.c.id == adoption.c.issue_id)
    return Question(
        # Outer: an issue is adopted, too, of which no report was entered.
        origin=issued.outerjoin(opinion, opinion.c.issue_id == issue.c.id),
        record=issue.c.id,
        record_kind="issue",
        owner=adoption.c.owner_id,
        where=(within(adoption.c.adopted_on, asked),),
        seen=(
            Seen(KINDS["adoption"], adoption, prefix="采用"),
            Seen(KINDS["issue"], issue, prefix="期号"),
            Seen(KINDS["opinion"], opinion, prefix="社情民意"),
        ),
        on=sa.cast(adoption.c.adopted_on, sa.Text),
    )
