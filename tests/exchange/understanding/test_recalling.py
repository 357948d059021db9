"""What was put right for one sheet is proposed for the next one with the same headings."""

from tests.exchange.understanding.sheets import sheet
from zxdesk.exchange.understanding import explained, understand
from zxdesk.exchange.understanding.proposing import likeliest, likely_headings, proposed
from zxdesk.exchange.understanding.recalling import learned, lesson, recalled
from zxdesk.records import KINDS

LINES = [("单位", "姓名", "职务", "手机"), ("某局", "甲某", "局长", "13800000001")]
MEMBER = KINDS["member"]


def test_a_kind_that_is_named_gets_its_columns() -> None:
    found = sheet([("县级机关通讯录",), *LINES], name="通讯录")
    assert likely_headings(found) == [2]
    entry = proposed(found, MEMBER)
    assert (entry["kind"], entry["heading_rows"], entry["rows"]) == ("委员", [2], [3, 3])
    assert entry["columns"] == {"A": "工作单位", "B": "姓名", "C": "单位职务", "D": "手机"}
    assert MEMBER in likeliest(found, [2])
    assert proposed(found, None, [2])["kind"] is None


def test_a_sheet_with_the_same_headings_is_read_as_the_last_one() -> None:
    first = sheet([("通讯录",), *LINES], name="通讯录")
    entry = proposed(first, MEMBER, [2]) | {"columns": {"B": "姓名", "D": "手机"}}
    lessons = learned([], [lesson(first, entry)])
    second = sheet([("新的",), ("2026年",), *LINES], name="别的")
    automatic = explained(second, understand(second))
    (again,) = recalled(second, automatic, lessons)
    assert (again["kind"], again["heading_rows"]) == ("委员", [3])
    assert again["columns"] == {"B": "姓名", "D": "手机"}
    third = sheet([("姓名", "界别"), ("甲某", "经济")])
    automatic = explained(third, understand(third))
    assert recalled(third, automatic, lessons) == automatic


def test_the_newest_lesson_of_the_same_headings_counts() -> None:
    found = sheet(LINES)
    old, new = (
        lesson(found, proposed(found, MEMBER, [1])),
        lesson(found, proposed(found, None, [1])),
    )
    assert learned(learned([], [old]), [new]) == [new]
    (entry,) = recalled(found, explained(found, understand(found)), [new])
    assert entry["kind"] is None


def test_the_oldest_lessons_are_forgotten() -> None:
    lessons = [{"headings": [["姓名", str(number)]]} for number in range(250)]
    assert learned(lessons[:150], lessons[150:]) == lessons[50:]
