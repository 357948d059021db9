"""Members and their services: what a person's own data and his terms must agree on."""

from datetime import date

from zxdesk.records.identity import birth_in, gender_in, tells_birth
from zxdesk.rules.order import ends_before_start, first_of, last_of
from zxdesk.rules.rule import Facts, Values, hard, odd

GENDERS = ("男", "女")
# Nobody becomes a member before he is of age.
_OF_AGE = 18
_SIBLINGS = "member_id <service.member_id"


def _other_gender(values: Values, _: Facts) -> bool:
    return values.get("gender") not in (None, "", *GENDERS)


def _no_day_in_id(values: Values, _: Facts) -> bool:
    number = values.get("id_number") or ""
    return tells_birth(number) and birth_in(number) is None


def _other_birth(values: Values, _: Facts) -> bool:
    birth, told = values.get("birth"), birth_in(values.get("id_number") or "")
    return bool(birth and told and not first_of(birth) <= told <= last_of(birth))


def _other_sex_in_id(values: Values, _: Facts) -> bool:
    told = gender_in(values.get("id_number") or "")
    return bool(told) and values.get("gender") in GENDERS and values["gender"] != told


def _under_age(values: Values, facts: Facts) -> bool:
    birth = values.get("birth")
    return bool(birth) and facts.today.year - _OF_AGE < first_of(birth).year <= facts.today.year


def _overlapping(values: Values, facts: Facts) -> bool:
    """Find another service of the same member and term that holds at the same time."""
    own = values.get("id")
    return any(
        other["id"] != own and other["term"] == values.get("term") and _meet(values, other)
        for other in facts.rows(_SIBLINGS)
    )


def _meet(one: Values, other: Values) -> bool:
    return _first(one) <= _last(other) and _first(other) <= _last(one)


def _first(service: Values) -> date:
    start = service.get("start")
    return first_of(start) if start else date.min


def _last(service: Values) -> date:
    end = service.get("end")
    return last_of(end) if end else date.max


MEMBER = (
    hard("gender_unknown", "gender", "性别应填 男 或 女，请改正", _other_gender),
    odd(
        "id_number_day",
        "id_number",
        "身份证号里的出生日期不存在，请逐位核对",
        _no_day_in_id,
    ),
    odd(
        "birth_and_id",
        "birth id_number",
        "出生日期与身份证号里的不一致，请核对",
        _other_birth,
    ),
    odd(
        "gender_and_id",
        "gender id_number",
        "性别与身份证号里的不一致，请核对",
        _other_sex_in_id,
    ),
    odd("under_age", "birth", f"按出生日期还不满 {_OF_AGE} 岁，请核对年份", _under_age),
)

SERVICE = (
    hard("end_first", "end start", "结束不能早于开始，请核对这两个日期", ends_before_start),
    odd(
        "overlapping",
        "start end term",
        "同一委员同一届已有一段任职与这段时间重叠，请给前一段填任职止",
        _overlapping,
        needs=(_SIBLINGS,),
    ),
)
RULES = {"member": MEMBER, "service": SERVICE}
