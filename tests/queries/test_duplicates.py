"""Records that may be the same are found; what contradicts itself is never proposed."""

import pytest

from tests.ledgers import Office
from zxdesk.queries.duplicates import likely_duplicates, near_records
from zxdesk.records import KINDS

MEMBER, UNIT = KINDS["member"], KINDS["unit"]


def found(office: Office, kind: str = "member") -> list[tuple[tuple[int, int], tuple[str, ...]]]:
    return [(one.ids, one.why) for one in likely_duplicates(office.ledger, KINDS[kind])]


def test_namesakes_and_those_who_sound_alike_are_found(office: Office) -> None:
    first = office.add("member", name="张伟")
    second = office.add("member", name="张伟")
    third = office.add("member", name="张玮", phone="13800000001")
    office.change("member", first, phone="13800000001")
    office.add("member", name="李四")
    assert found(office) == [
        ((first, third), ("同音", "手机相同")),
        ((first, second), ("同名",)),
    ]


@pytest.mark.parametrize(
    "differing",
    [
        {"birth": ("1975-03-08", "1975-04")},
        {"id_number": ("330101197503080010", "330101197503080029")},
        {"gender": ("男", "女")},
    ],
)
def test_what_contradicts_itself_is_no_duplicate(
    office: Office, differing: dict[str, tuple[str, str]]
) -> None:
    for place in range(2):
        values = {name: pair[place] for name, pair in differing.items()}
        office.add("member", name="张伟", **values)
    assert found(office) == []


def test_a_month_and_a_day_in_it_agree(office: Office) -> None:
    pair = [office.add("member", name="张伟", birth=day) for day in ("1975-03", "1975-03-08")]
    assert [ids for ids, _ in found(office)] == [tuple(pair)]


def test_near_names_of_units_are_found_within_a_category(office: Office) -> None:
    add = office.add
    long = add("unit", name="县住房和城乡建设局", category="承办单位")
    short = add("unit", name="县住建局", category="承办单位")
    add("unit", name="县住建局", category="其他")
    for name in ("第一支部", "第二支部"):
        add("unit", name=name, category="履职党支部")
    assert found(office, "unit") == [((long, short), ("名称相近",))]


def test_topics_are_the_same_only_within_a_year(office: Office) -> None:
    for year in (2025, 2026):
        office.add("consultation", topic="老旧小区改造", year=year)
    assert found(office, "consultation") == []
    third = office.add("consultation", topic="老旧小区的改造", year=2026)
    assert [ids for ids, _ in found(office, "consultation")] == [(third - 1, third)]


def test_a_name_that_is_typed_finds_those_near_it(office: Office) -> None:
    same, near = office.add("member", name="张伟"), office.add("member", name="张玮")
    office.add("member", name="李四")
    with office.ledger.read() as session:
        ids = near_records(session, MEMBER, "张 伟", owner_id=office.ledger.own_id)
    assert ids == [same, near]


def test_only_the_nearest_few_are_named(office: Office) -> None:
    office.add("member", name="张玮")
    same = [office.add("member", name="张伟") for _ in range(6)]
    with office.ledger.read() as session:
        ids = near_records(session, MEMBER, "张伟", owner_id=office.ledger.own_id)
    assert ids == same[:0:-1]
