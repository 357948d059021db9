"""A row of the sheet 委员 is a member together with one service."""

import pytest

from tests.exchange.books import MEMBER, Desk, counts, reasons

FULL = ("委员编号", "姓名", "界别", "届次", "任职起", "任职止", "手机")


def services(desk: Desk) -> list[tuple[str, str, str, str]]:
    """Number, term, start and sector of every service."""
    members = {row["id"]: row for row in numbered(desk)}
    shown = desk.shown("service")
    return [
        (str(members[row["member_id"]]["number"]), text["term"], text["start"], text["sector_id"])
        for row, text in zip(desk.values("service"), shown, strict=True)
    ]


def numbered(desk: Desk) -> list[dict[str, object]]:
    """Every member with id and number."""
    with desk.ledger.read() as session:
        rows = session.connection().exec_driver_sql("SELECT id, number FROM member")
        return [dict(row._mapping) for row in rows]


def test_one_row_is_a_member_and_a_service(desk: Desk) -> None:
    report = desk.take(
        {"委员": [(*MEMBER, "专委会"), ("W001", "程立言", "经济界", "第五届", "2022-03", "提案委")]}
    )
    assert counts(report) == {"added": {"委员": 1, "单位": 2}}
    assert services(desk) == [("W001", "五届", "2022-03", "经济界")]
    assert desk.column("service", "committees") == ["提案委"]


def test_several_rows_are_several_services_of_one_member(desk: Desk) -> None:
    rows = [
        FULL,
        ("W001", "程立言", "教育界", 10, "2017-03", "2022-02", "13800000001"),
        ("W001", "程立言", "经济界", 11, "2022-03", None, "13800000002"),
    ]
    report = desk.take({"委员": rows})
    assert report.added["委员"] == 2
    assert len(desk.shown("member")) == 1
    assert sorted(services(desk)) == [
        ("W001", "十一届", "2022-03", "经济界"),
        ("W001", "十届", "2017-03", "教育界"),
    ]
    assert desk.column("member", "phone") == ["13800000002"]  # that of the latest service
    assert "手机" in report.notes[0]
    steps = desk.steps()
    assert counts(desk.take({"委员": rows})) == {"unchanged": {"委员": 2}}
    assert desk.steps() == steps


def test_a_member_without_a_number_gets_one(desk: Desk) -> None:
    rows = [MEMBER[1:], ("程立言", "经济界", 5, None), ("沈若梅", "教育界", 5, None)]
    desk.take({"委员": rows})
    assert desk.column("member", "number") == ["W001", "W002"]
    assert counts(desk.take({"委员": rows})) == {"unchanged": {"委员": 2}}


def test_assigned_numbers_keep_clear_of_those_in_the_sheet(desk: Desk) -> None:
    desk.take(
        {
            "委员": [
                MEMBER,
                (None, "程立言", "经济界", 5, None),
                ("W001", "沈若梅", "教育界", 5, None),
            ]
        }
    )
    assert {row["name"]: row["number"] for row in desk.shown("member")} == {
        "程立言": "W002",
        "沈若梅": "W001",
    }


@pytest.fixture
def namesakes(desk: Desk) -> Desk:
    """A ledger with two 陈伟 in different sectors and one 程立言."""
    desk.take(
        {
            "委员": [
                MEMBER,
                ("W001", "陈伟", "经济界", 5, None),
                ("W002", "陈伟", "教育界", 5, None),
                ("W003", "程立言", "经济界", 5, None),
            ]
        }
    )
    return desk


def test_without_a_number_name_and_sector_decide(namesakes: Desk) -> None:
    report = namesakes.take(
        {"委员": [("姓名", "界别", "手机"), ("陈 伟", "教育界", "13900000000")]}
    )
    assert counts(report) == {"updated": {"委员": 1}}
    assert namesakes.column("member", "phone") == ["", "13900000000", ""]
    assert len(namesakes.shown("service")) == 3


def test_without_number_and_sector_a_shared_name_is_rejected(namesakes: Desk) -> None:
    report = namesakes.take(
        {"委员": [("姓名", "手机"), ("陈伟", "13900000000"), ("程立言", "13900000001")]}
    )
    assert reasons(report) == ["有 2 个委员叫“陈伟”：W001（经济界）、W002（教育界），请填委员编号"]
    assert counts(report) == {"updated": {"委员": 1}}


def test_two_of_one_name_in_one_sector_are_rejected(namesakes: Desk) -> None:
    namesakes.take({"委员": [MEMBER, ("W004", "陈伟", "经济界", 5, None)]})
    report = namesakes.take({"委员": [("姓名", "界别", "手机"), ("陈伟", "经济界", "13900000000")]})
    assert "W001（经济界）、W004（经济界）" in reasons(report)[0]


def test_a_namesake_in_another_sector_is_another_member_with_a_note(namesakes: Desk) -> None:
    report = namesakes.take({"委员": [MEMBER, (None, "程立言", "医卫界", 5, None)]})
    assert report.added["委员"] == 1
    assert "同名而界别不同" in report.notes[0]
    assert len(namesakes.shown("member")) == 4


def test_two_rows_of_one_name_that_disagree_on_the_person_are_not_merged(desk: Desk) -> None:
    report = desk.take(
        {
            "委员": [
                ("姓名", "界别", "手机"),
                ("陈伟", "经济界", "13800000001"),
                ("陈伟", "经济界", "13800000002"),
            ]
        }
    )
    assert [(r.row, r.column) for r in report.rejected] == [(3, "手机")]
    assert desk.column("member", "phone") == ["13800000001"]


def test_a_row_without_term_means_the_only_service(namesakes: Desk) -> None:
    report = namesakes.take(
        {"委员": [("委员编号", "姓名", "工作单位"), ("W003", "程立言", "云溪机械厂")]}
    )
    assert counts(report) == {"updated": {"委员": 1}}
    assert [s for s in namesakes.column("service", "employer") if s] == ["云溪机械厂"]
    assert len(namesakes.shown("service")) == 3


def test_a_row_without_a_start_means_the_service_of_its_term(desk: Desk) -> None:
    desk.take(
        {
            "委员": [
                MEMBER,
                ("W1", "程立言", "经济界", 10, "2017-03"),
                ("W1", "程立言", "经济界", 11, "2022-03"),
            ]
        }
    )
    report = desk.take({"委员": [(*MEMBER, "工作单位"), ("W1", "程立言", None, 10, None, "老厂")]})
    assert counts(report) == {"updated": {"委员": 1}}
    assert {(r["term"], r["employer"]) for r in desk.shown("service")} == {
        ("十届", "老厂"),
        ("十一届", ""),
    }


def test_a_row_that_fits_several_services_is_rejected(desk: Desk) -> None:
    desk.take(
        {
            "委员": [
                MEMBER,
                ("W1", "程立言", "经济界", 10, None),
                ("W1", "程立言", "教育界", 11, None),
            ]
        }
    )
    report = desk.take({"委员": [("委员编号", "姓名", "工作单位"), ("W1", "程立言", "老厂")]})
    assert reasons(report) == ["这位委员有 2 段任职，请填届次和任职起"]
    report = desk.take(
        {"委员": [("委员编号", "姓名", "界别", "工作单位"), ("W1", "程立言", "教育界", "老厂")]}
    )
    assert counts(report) == {"updated": {"委员": 1}}


def test_rows_of_one_term_with_and_without_a_start_are_two_services(desk: Desk) -> None:
    rows = [
        FULL,
        ("W1", "程立言", "教育界", 11, None, "2024-04", None),
        ("W1", "程立言", "经济界", 11, "2024-05", None, None),
    ]
    desk.take({"委员": rows})
    assert len(desk.shown("service")) == 2
    assert counts(desk.take({"委员": rows})) == {"unchanged": {"委员": 2}}


def test_only_number_and_a_new_value_update_the_member(namesakes: Desk) -> None:
    report = namesakes.take({"委员": [("委员编号", "手机"), ("W003", "13900000000")]})
    assert counts(report) == {"updated": {"委员": 1}}


def test_a_member_without_a_name_is_rejected(desk: Desk) -> None:
    report = desk.take({"委员": [MEMBER, ("W009", None, "经济界", 5, None)]})
    assert [(r.column, r.reason) for r in report.rejected] == [("姓名", "必填")]
    assert desk.shown("unit") == []


def test_a_service_that_does_not_hold_rejects_the_whole_row(desk: Desk) -> None:
    report = desk.take({"委员": [FULL, ("W1", "程立言", "经济界", 11, "2022-03", "2021-01", None)]})
    assert [(r.column, r.reason) for r in report.rejected] == [
        ("任职止", "结束不能早于开始，请核对这两个日期")
    ]
    assert (desk.shown("member"), desk.shown("service"), desk.shown("unit")) == ([], [], [])


def test_a_member_may_come_without_any_service(desk: Desk) -> None:
    assert desk.take({"委员": [("姓名", "性别"), ("程立言", "男")]}).added == {"委员": 1}
    assert desk.shown("service") == []
