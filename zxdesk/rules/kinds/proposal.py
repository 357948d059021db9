"""Proposals: one life cycle, whoever writes it down."""

from datetime import date

from zxdesk.records.proposal import (
    FILED,
    JOINT,
    MERGED,
    NATURES,
    NOT_FILED,
    PENDING,
    RETURNED,
    TO_OPINION,
)
from zxdesk.rules.order import before, earlier, in_office
from zxdesk.rules.rule import Facts, Values, hard, odd

ALONE, TOGETHER, COLLECTIVE = NATURES
_MAIN = "merged_into_id"
_UNITS = "<handling.proposal_id"
_SAME_NUMBER = "=term+session+case_number"
_SERVICES = "first_signer_id <service.member_id"
# Neither filed nor examined again: nobody is to handle these.
_UNHANDLED = (NOT_FILED, TO_OPINION)
_AFTERWARDS = ("assigned_on", "replied_on", "feedback_on")


def latest_reply(values: Values, units: tuple[Values, ...]) -> date | None:
    """Give the day of the reply: the proposal's own, else the last of its units' so far."""
    days = [unit["replied_on"] for unit in units if unit["role"] != JOINT and unit["replied_on"]]
    own: date | None = values.get("replied_on")
    return own or max(days, default=None)


def _first_assigned(values: Values, units: tuple[Values, ...]) -> date | None:
    days = [unit["assigned_on"] for unit in units if unit["assigned_on"]]
    own: date | None = values.get("assigned_on")
    return own or min(days, default=None)


def _closed_unanswered(values: Values, facts: Facts) -> bool:
    # What was merged is answered, and closed, with the main one.
    return (
        bool(values.get("closed_on"))
        and values.get("conclusion") != MERGED
        and latest_reply(values, facts.rows(_UNITS)) is None
    )


def _closed_before_reply(values: Values, facts: Facts) -> bool:
    return earlier(values.get("closed_on"), latest_reply(values, facts.rows(_UNITS)))


def _feedback_before_reply(values: Values, facts: Facts) -> bool:
    return earlier(values.get("feedback_on"), latest_reply(values, facts.rows(_UNITS)))


def _feedback_unanswered(values: Values, facts: Facts) -> bool:
    given = values.get("feedback_on") or values.get("satisfaction")
    return bool(given) and latest_reply(values, facts.rows(_UNITS)) is None


def _handled_without_filing(values: Values, _: Facts) -> str:
    if values.get("conclusion") not in _UNHANDLED:
        return ""
    return str(values["conclusion"]) if any(values.get(name) for name in _AFTERWARDS) else ""


def _handled_unexamined(values: Values, _: Facts) -> str:
    if values.get("conclusion") not in (PENDING, RETURNED):
        return ""
    later = any(values.get(name) for name in (*_AFTERWARDS, "closed_on"))
    return str(values["conclusion"]) if later else ""


def _reply_unassigned(values: Values, facts: Facts) -> bool:
    units = facts.rows(_UNITS)
    return bool(values.get("replied_on")) and _first_assigned(values, units) is None


def _merged_into_itself(values: Values, _: Facts) -> bool:
    return bool(values.get(_MAIN)) and values.get(_MAIN) == values.get("id")


def _merged_into_merged(_: Values, facts: Facts) -> bool:
    main = facts.row(_MAIN)
    return main is not None and bool(main["merged_into_id"] or main["conclusion"] == MERGED)


def _merged_into_closed(values: Values, facts: Facts) -> bool:
    """Find a link to a main proposal that was closed when the link was made.

    A finished year's list has its merged proposals beside the closed main ones: only a link that
    is new to a record that was there before, or a later submission, shows the wrong order.
    """
    main = facts.row(_MAIN)
    if main is None or not main["closed_on"]:
        return False
    new_link = facts.before is not None and facts.before.get(_MAIN) != values.get(_MAIN)
    return new_link or earlier(main["closed_on"], values.get("submitted_on"))


def _merged_into_unfiled(_: Values, facts: Facts) -> bool:
    main = facts.row(_MAIN)
    return main is not None and main["conclusion"] not in (FILED, MERGED)


def _number_taken(values: Values, facts: Facts) -> str:
    """Find another proposal with the same 案号; what was merged may bear the main one's."""
    if values.get("conclusion") == MERGED:
        return ""
    others = [row for row in facts.rows(_SAME_NUMBER) if row["conclusion"] != MERGED]
    return str(others[0]["subject"]) if others else ""


def _nobody(values: Values, _: Facts) -> bool:
    return not any(values.get(name) for name in ("first_signer_id", "joint_signers", "bodies"))


def _signs_twice(values: Values, _: Facts) -> bool:
    first = values.get("first_signer_id")
    return bool(first) and first in (values.get("joint_signers") or ())


def _in_two_parts(values: Values, _: Facts) -> bool:
    units = [u for name in ("leads", "joints", "separates") for u in values.get(name) or ()]
    return len(set(units)) < len(units)


def _other_nature(values: Values, _: Facts) -> str:
    nature, joints = values.get("nature"), values.get("joint_signers")
    if nature == ALONE and joints:
        return f"{ALONE}提案有联名人"
    if nature == TOGETHER and not joints:
        return f"{TOGETHER}提案没有联名人"
    return f"{COLLECTIVE}提案没有集体单位" if nature == COLLECTIVE and _no_body(values) else ""


def _no_body(values: Values) -> bool:
    return not values.get("bodies")


def _no_digit(values: Values, _: Facts) -> bool:
    number = values.get("case_number")
    return bool(number) and not any(char.isdigit() for char in str(number))


def _signer_out_of_office(values: Values, facts: Facts) -> bool:
    services, day = facts.rows(_SERVICES), values.get("submitted_on")
    if day is None or not values.get("first_signer_id"):
        return False
    return not in_office(services, day, facts)


PROPOSAL = (
    hard(
        "due_before_assigned",
        "due_on assigned_on",
        "答复期限不能早于交办日期，请核对这两个日期",
        before("due_on", "assigned_on"),
    ),
    hard(
        "reply_before_assigned",
        "replied_on assigned_on",
        "答复日期不能早于交办日期，请核对这两个日期",
        before("replied_on", "assigned_on"),
    ),
    hard(
        "feedback_before_reply",
        "feedback_on replied_on",
        "反馈日期不能早于答复日期，请核对这两个日期",
        _feedback_before_reply,
        needs=(_UNITS,),
    ),
    hard(
        "closed_before_reply",
        "closed_on replied_on",
        "结案日期不能早于答复日期，请核对这两个日期",
        _closed_before_reply,
        needs=(_UNITS,),
    ),
    hard(
        "closed_unanswered",
        "closed_on replied_on conclusion",
        "还没有任何单位答复，不能结案，请先登记答复",
        _closed_unanswered,
        needs=(_UNITS,),
    ),
    hard(
        "handled_without_filing",
        "conclusion assigned_on replied_on feedback_on",
        "{}的提案不交办，请清空交办、答复、反馈日期，或改为立案",
        _handled_without_filing,
    ),
    hard(
        "main_without_merging",
        "conclusion merged_into_id",
        "填了并入流水号的提案，审查结论应是 并案，请改正",
        lambda values, _: bool(
            values.get(_MAIN) and values.get("conclusion") not in (MERGED, None)
        ),
    ),
    hard(
        "merged_into_itself",
        "merged_into_id",
        "提案不能并入自己，请选另一件已立案的提案",
        _merged_into_itself,
    ),
    hard(
        "merged_into_merged",
        "merged_into_id",
        "主案自己也并入了别的提案，请直接选最终的主案",
        _merged_into_merged,
        needs=(_MAIN,),
    ),
    hard(
        "merged_into_closed",
        "merged_into_id",
        "主案已经结案，不能再并入，请另选一件",
        _merged_into_closed,
        needs=(_MAIN,),
    ),
    hard(
        "case_number_taken",
        "case_number term session conclusion",
        "同一次会议的“{}”已经用了这个案号，请改用另一个案号",
        _number_taken,
        needs=(_SAME_NUMBER,),
    ),
    hard(
        "signs_twice",
        "joint_signers first_signer_id",
        "第一提案人不能又是联名人，请从联名人里去掉",
        _signs_twice,
    ),
    hard(
        "unit_in_two_parts",
        "leads joints separates",
        "同一单位只能是主办、会办、分办之一，请去掉重复的",
        _in_two_parts,
        firm=True,
    ),
    odd(
        "assigned_before_submitted",
        "assigned_on submitted_on",
        "交办日期早于提交日期，请核对",
        before("assigned_on", "submitted_on"),
    ),
    odd(
        "closed_before_feedback",
        "closed_on feedback_on",
        "结案日期早于反馈日期，请核对",
        before("closed_on", "feedback_on"),
    ),
    odd(
        "handled_unexamined",
        "conclusion assigned_on replied_on feedback_on closed_on",
        "{}的提案已有办理日期，请补上审查结论",
        _handled_unexamined,
    ),
    odd(
        "reply_unassigned",
        "replied_on assigned_on",
        "有答复而没有交办日期，请补上交办日期",
        _reply_unassigned,
        needs=(_UNITS,),
    ),
    odd(
        "feedback_unanswered",
        "feedback_on satisfaction replied_on",
        "有反馈而没有答复日期，请补上答复日期",
        _feedback_unanswered,
        needs=(_UNITS,),
    ),
    odd(
        "nobody_proposed",
        "first_signer_id joint_signers bodies",
        "没有提案人，请填第一提案人或集体单位",
        _nobody,
    ),
    odd("other_nature", "nature joint_signers bodies", "{}，请核对提案者性质", _other_nature),
    odd(
        "not_filed_unexplained",
        "refusal conclusion",
        "不予立案的提案没有写理由，请补上",
        lambda values, _: values.get("conclusion") == NOT_FILED and not values.get("refusal"),
    ),
    odd(
        "merged_into_nothing",
        "merged_into_id conclusion",
        "并案的提案没有写并入哪一件，请补上",
        lambda values, _: values.get("conclusion") == MERGED and not values.get(_MAIN),
    ),
    odd(
        "merged_into_unfiled",
        "merged_into_id",
        "主案还没有立案，请核对并入的是哪一件",
        _merged_into_unfiled,
        needs=(_MAIN,),
    ),
    odd("case_number_words", "case_number", "案号里没有数字，请核对", _no_digit),
    odd(
        "signer_out_of_office",
        "first_signer_id submitted_on",
        "第一提案人在提交那天不在任，请核对任职起止",
        _signer_out_of_office,
        needs=(_SERVICES,),
    ),
)


RULES = {"proposal": PROPOSAL}
