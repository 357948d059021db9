"""Questions over opinion reports: items received, issues published, reported and adopted."""

from typing import Any

import sqlalchemy as sa

from zxdesk.records import KINDS
from zxdesk.statistics.counting import Asked, Question, Seen, alias, owned, within


def items(asked: Asked) -> Question:
    """Opinion reports by submission."""
    opinion = alias("opinion")
    return Question(
        origin=opinion,
        record=opinion.c.id,
        record_kind="opinion",
        where=(within(opinion.c.submitted_on, asked.period), *owned(opinion, asked)),
        seen=(Seen(KINDS["opinion"], opinion, prefix="社情民意"),),
        on=sa.cast(opinion.c.submitted_on, sa.Text),
    )


def _issues(asked: Asked, day: Any, opinion: Any) -> Question:
    """Issues by a day that is worked out over the reports in them."""
    issue = alias("issue")
    return Question(
        origin=issue.join(opinion, opinion.c.issue_id == issue.c.id),
        record=issue.c.id,
        record_kind="issue",
        where=(within(day(issue), asked.period), *owned(issue, asked)),
        seen=(
            Seen(KINDS["opinion"], opinion, prefix="社情民意"),
            Seen(KINDS["issue"], issue, prefix="期号"),
        ),
        on=sa.cast(opinion.c.submitted_on, sa.Text),
    )


def issues(asked: Asked) -> Question:
    """Distinct issues by their first 上报日期, else their first 提交日期."""

    def first(issue: Any) -> sa.ColumnElement[Any]:
        other = alias("opinion")
        reported, submitted = (
            sa.select(sa.func.min(column)).where(other.c.issue_id == issue.c.id).scalar_subquery()
            for column in (other.c.reported_on, other.c.submitted_on)
        )
        return sa.func.coalesce(reported, submitted)

    return _issues(asked, first, alias("opinion"))


def reported(asked: Asked) -> Question:
    """Distinct issues by 上报日期."""
    opinion = alias("opinion")
    return _issues(asked, lambda _issue: opinion.c.reported_on, opinion)


def adopted(asked: Asked) -> Question:
    """Distinct issues adopted in the period."""
    adoption, issue, opinion = alias("adoption"), alias("issue"), alias("opinion")
    issued = adoption.join(issue, issue.c.id == adoption.c.issue_id)
    return Question(
        origin=issued.outerjoin(opinion, opinion.c.issue_id == issue.c.id),
        record=issue.c.id,
        record_kind="issue",
        where=(within(adoption.c.adopted_on, asked.period), *owned(adoption, asked)),
        seen=(
            Seen(KINDS["adoption"], adoption, prefix="采用"),
            Seen(KINDS["issue"], issue, prefix="期号"),
            Seen(KINDS["opinion"], opinion, prefix="社情民意"),
        ),
        on=sa.cast(adoption.c.adopted_on, sa.Text),
    )
