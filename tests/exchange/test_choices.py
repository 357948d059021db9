"""What somebody decides of single rows: what stays, who is meant, which unit a name means."""

from dataclasses import replace
from pathlib import Path

from tests.exchange.books import MEMBER, Desk, make_book
from tests.ledgers import Office
from zxdesk.exchange.choices import Choices
from zxdesk.exchange.incoming import Answers
from zxdesk.exchange.outcomes import ADDED, REJECTED, UNCHANGED, UPDATED
from zxdesk.store import history

FILE = "送来的表.xlsx"


def test_every_row_says_what_becomes_of_it(desk: Desk, office: Office) -> None:
    office.add("unit", name="工会", category="界别")
    rows = [
        ("单位名称", "类别", "联系人"),
        ("工会", "界别", "甲某"),
        ("妇联", "界别", None),
        ("工会", "界别", None),
        ("侨联", "没有的类别", None),
    ]
    found = desk.take({"单位": rows}, dry_run=True).rows
    assert [(row.key[2], row.outcome) for row in found] == [
        (2, UPDATED),
        (3, ADDED),
        (4, UNCHANGED),
        (5, REJECTED),
    ]
    (change,) = found[0].changes
    assert (change.field, change.old, change.new) == ("unit.contact", "", "甲某")
    assert found[3].reason.startswith("类别：")
    assert found[1].title == "妇联　界别"


def test_a_field_that_is_kept_stays_and_the_others_come(desk: Desk, office: Office) -> None:
    office.add("unit", name="工会", category="界别", contact="甲某")
    book = {"单位": [("单位名称", "类别", "联系人", "地区"), ("工会", "界别", "乙某", "溪口")]}
    key = desk.take(book, dry_run=True).rows[0].key
    answers = Answers(choices=Choices(kept={key: frozenset({"unit.contact"})}))
    report = desk.take(book, answers=answers)
    assert [change.kept for change in report.rows[0].changes] == [True, False]
    assert desk.values("unit")[0]["contact"] == "甲某"
    assert desk.values("unit")[0]["region"] == "溪口"


def test_a_namesake_is_chosen_and_then_taken(desk: Desk, office: Office) -> None:
    first, second = (office.member("张伟") for _ in range(2))
    office.add("event", name="座谈会", number="HD-1")
    book = {
        "委员": [("姓名", "手机", "届次"), ("张伟", "13800000001", "五届")],
        "出席": [("活动编号", "委员", "出席情况"), ("HD-1", "张伟", "出席")],
    }
    asked = [row.among[0] for row in desk.take(book, dry_run=True).rows]
    assert [one.ids for one in asked] == [(first, second)] * 2
    meant = {one.question: second for one in asked}
    report = desk.take(book, answers=Answers(choices=Choices(meant=meant)))
    assert not report.rejected
    assert [row["phone"] for row in desk.values("member")] == [None, "13800000001"]
    assert [row["member_id"] for row in desk.values("attendance")] == [second]
    assert [row.among[0].chosen for row in report.rows] == [second, second]


def test_a_namesake_may_be_somebody_new(desk: Desk, office: Office) -> None:
    office.member("张伟")
    office.member("张伟")
    book = {"委员": [("姓名", "手机", "届次"), ("张伟", "13800000001", "五届")]}
    (asked,) = desk.take(book, dry_run=True).rows[0].among
    assert asked.new
    report = desk.take(book, answers=Answers(choices=Choices(meant={asked.question: None})))
    assert report.rows[0].outcome == ADDED
    assert len(desk.values("member")) == 3


def test_a_near_name_of_a_unit_is_offered_and_remembered(desk: Desk, office: Office) -> None:
    known = office.add("unit", name="县住房和城乡建设局", category="承办单位")
    sector = office.add("unit", name="农业", category="界别")
    book = {"委员": [MEMBER, ("W1", "张三", "农业界", "五届", None)]}
    (offer,) = desk.take(book, dry_run=True).units
    assert (offer.name, offer.chosen) == (("界别", "农业界"), sector)
    near = {"单位": [("单位名称", "类别", "上级单位"), ("质监站", "承办单位", "承办单位/住建局")]}
    (offer,) = desk.take(near, dry_run=True).units
    assert (offer.name, offer.ids, offer.chosen) == (("承办单位", "住建局"), (known,), None)
    desk.take(near, answers=Answers(choices=Choices(units={offer.name: known})))
    assert desk.values("unit")[-1]["parent_id"] == known
    again = [("单位名称", "类别", "上级单位"), ("白蚁所", "承办单位", "承办单位/住建局")]
    report = desk.take({"单位": again})
    assert report.units[0].remembered
    assert [row["name"] for row in desk.values("unit")] == [
        "县住房和城乡建设局",
        "农业",
        "质监站",
        "白蚁所",
    ]
    history.undo(desk.ledger)
    history.undo(desk.ledger)
    assert desk.take(near, dry_run=True).units[0].chosen is None


def test_a_unit_that_was_taken_for_another_becomes_a_new_one(desk: Desk, office: Office) -> None:
    office.add("unit", name="农业", category="界别")
    book = {"委员": [MEMBER, ("W1", "张三", "农业界", "五届", None)]}
    (offer,) = desk.take(book, dry_run=True).units
    report = desk.take(book, answers=Answers(choices=Choices(units={offer.name: None})))
    assert report.added["单位"] == 1
    assert report.units == [replace(offer, chosen=None)]


def test_what_was_read_already_is_not_read_again(desk: Desk, tmp_path: Path) -> None:
    from zxdesk.exchange.reading import read_book

    file = make_book(tmp_path / FILE, {"单位": [("单位名称", "类别"), ("工会", "界别")]})
    book = read_book(file)
    file.unlink()
    assert desk.take_files(file, answers=Answers(books={file: book})).added["单位"] == 1
