"""A member's name is taken from a list as it is meant, or not at all."""

import pytest

from tests.exchange.books import Desk, reasons
from zxdesk.exchange.person_names import PersonName, read_name


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("赵 明", PersonName("赵明")),
        ("1.赵明", PersonName("赵明")),
        ("12、赵明", PersonName("赵明")),
        ("赵明*", PersonName("赵明")),
        ("①赵明", PersonName("赵明")),
        ("⑴ 赵明", PersonName("赵明")),
        ("（1）赵明", PersonName("赵明")),
        ("赵明〔组长〕", PersonName("赵明", remark="组长")),
        ("赵明【女】*", PersonName("赵明", gender="女")),
        ("赵明（女）", PersonName("赵明", gender="女")),
        ("赵明 (回族)", PersonName("赵明", ethnicity="回族")),
        ("赵明（召集人）", PersonName("赵明", remark="召集人")),
        ("阿依古丽•买买提", PersonName("阿依古丽·买买提")),
        ("John Smith", PersonName("John Smith")),
    ],
)
def test_what_stands_around_a_name_is_no_part_of_it(words: str, found: PersonName) -> None:
    assert read_name(words) == found


@pytest.mark.parametrize("words", ["赵明、钱宁", "赵明，钱宁", "12345", "主席签字：", "*"])
def test_what_is_no_name_is_rejected(words: str) -> None:
    assert read_name(words).problem


def test_names_of_a_list_become_members_and_the_rest_is_said(desk: Desk) -> None:
    report = desk.take(
        {
            "委员": [
                ("姓名", "界别"),
                ("1.赵明（女）", "经济"),
                ("钱宁（召集人）", "农业"),
                ("孙平、李和", "农业"),
            ]
        }
    )
    assert [(m["name"], m["gender"]) for m in desk.shown("member")] == [
        ("赵明", "女"),
        ("钱宁", ""),
    ]
    assert reasons(report) == ["一格里有几个人，请一行填一个人"]
    assert [note for note in report.notes if "召集人" in note]


@pytest.mark.parametrize(
    "words", ["吴一帆 沈若梅", "张三　李四", "赵六/钱七", "欧阳静 司马光远", "1. 周杰 金俊"]
)
def test_two_names_in_a_cell_never_become_one_member(desk: Desk, words: str) -> None:
    report = desk.take({"委员": [("姓名", "界别"), (words, "经济界"), ("孙平", "经济界")]})
    assert desk.column("member", "name") == ["孙平"]
    assert reasons(report) == ["一格里有几个人，请一行填一个人"]
    assert report.rejected[0].value == words


@pytest.mark.parametrize("words", ["张 三", "欧阳 明月", "阿依 古丽", "张 三 丰", "孙　平"])
def test_a_name_with_a_space_in_it_is_one(desk: Desk, words: str) -> None:
    desk.take({"委员": [("姓名", "界别"), (words, "经济界")]})
    assert desk.column("member", "name") == ["".join(words.split())]


def test_somebody_who_is_called_so_keeps_his_name(desk: Desk) -> None:
    with desk.ledger.write("登记") as session:
        from zxdesk.records import KINDS
        from zxdesk.services.records import create

        values = {"number": "W001", "name": "李伟（农）"}
        create(
            session, KINDS["member"], values, owner_id=desk.ledger.own_id, today=desk.ledger.today
        )
    desk.take({"委员": [("委员编号", "姓名", "手机"), ("W001", "李伟（农）", "13800000001")]})
    assert desk.column("member", "name") == ["李伟（农）"]
