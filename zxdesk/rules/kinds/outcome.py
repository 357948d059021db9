"""What came of the work: suggestions, problems, opinion reports, products, instructions."""

from zxdesk.records.followup import SOLVED
from zxdesk.rules.order import before, earlier, ends_before_start
from zxdesk.rules.quotas import read_target
from zxdesk.rules.rule import Broken, Facts, Values, hard, odd

_SOURCE, _TARGET = "source", "target"
_REPORTS = "issue_id <opinion.issue_id"


def _before_source(field: str) -> Broken:
    """Find a day before the event in which a record has its source."""

    def broken(values: Values, facts: Facts) -> bool:
        kind, _ = values.get(_SOURCE) or ("", 0)
        source = facts.row(_SOURCE)
        # Only an event has a day: topics and projects go on for months.
        if kind != "event" or source is None:
            return False
        return earlier(values.get(field), source["start"])

    return broken


def _solved_undated(values: Values, _: Facts) -> bool:
    return values.get("state") == SOLVED and not values.get("solved_on")


def _dated_unsolved(values: Values, _: Facts) -> bool:
    return bool(values.get("solved_on")) and values.get("state") not in (SOLVED, None)


SUGGESTION = (
    odd(
        "raised_before_source",
        "raised_on source",
        "日期早于来源活动，请核对",
        _before_source("raised_on"),
        needs=(_SOURCE,),
    ),
)
PROBLEM = (
    hard("solved_undated", "solved_on state", "已解决的问题要填解决日期，请补上", _solved_undated),
    hard(
        "dated_unsolved",
        "state solved_on",
        "填了解决日期的问题，状态应是 已解决，请改正",
        _dated_unsolved,
    ),
    odd(
        "solved_before_source",
        "solved_on source",
        "解决日期早于来源活动，请核对",
        _before_source("solved_on"),
        needs=(_SOURCE,),
    ),
)
OPINION = (
    hard(
        "reported_before_submitted",
        "reported_on submitted_on",
        "上报日期不能早于提交日期，请核对这两个日期",
        before("reported_on", "submitted_on"),
    ),
    odd(
        "nobody_reported",
        "reporters other_reporters reporting_units",
        "没有反映人，请填反映人或反映单位",
        lambda values, _: (
            not any(
                values.get(name) for name in ("reporters", "other_reporters", "reporting_units")
            )
        ),
    ),
)


def _adopted_before(values: Values, facts: Facts) -> bool:
    days = [row["submitted_on"] for row in facts.rows(_REPORTS) if row["submitted_on"]]
    return bool(days) and earlier(values.get("adopted_on"), min(days))


def _adopted_before_report(values: Values, facts: Facts) -> bool:
    days = [row["reported_on"] for row in facts.rows(_REPORTS) if row["reported_on"]]
    return bool(days) and earlier(values.get("adopted_on"), min(days))


ADOPTION = (
    # Odd, not hard: offices date an issue's reports later than what came of them was published.
    odd(
        "adopted_before_submitted",
        "adopted_on issue_id",
        "采用日期早于这一期信息的提交日期，请核对",
        _adopted_before,
        needs=(_REPORTS,),
    ),
    odd(
        "adopted_before_reported",
        "adopted_on issue_id",
        "采用日期早于这一期的上报日期，请核对",
        _adopted_before_report,
        needs=(_REPORTS,),
    ),
)


def _given_before_target(values: Values, facts: Facts) -> bool:
    target = facts.row(_TARGET)
    day = (target.get("sent_on") or target.get("submitted_on")) if target else None
    return earlier(values.get("given_on"), day)


PRODUCT = (
    odd(
        "sent_before_source",
        "sent_on source",
        "报送日期早于来源活动，请核对",
        _before_source("sent_on"),
        needs=(_SOURCE,),
    ),
)
INSTRUCTION = (
    odd(
        "given_before_target",
        "given_on target",
        "批示日期早于所批示的材料，请核对",
        _given_before_target,
        needs=(_TARGET,),
    ),
)


def _unread_target(values: Values, _: Facts) -> bool:
    words = values.get("yearly_target")
    return bool(words) and read_target(words) is None


_TARGET_WORDS = odd(
    "target_unread", "yearly_target", "每年指标看不懂，请写作 12 或 4+X", _unread_target
)
_END_FIRST = hard("end_first", "end start", "结束不能早于开始，请核对这两个日期", ends_before_start)
RULES = {
    "suggestion": SUGGESTION,
    "problem": PROBLEM,
    "opinion": OPINION,
    "adoption": ADOPTION,
    "product": PRODUCT,
    "instruction": INSTRUCTION,
    "unit": (_END_FIRST,),
    "venue": (_END_FIRST, _TARGET_WORDS),
    "programme": (_TARGET_WORDS,),
}
