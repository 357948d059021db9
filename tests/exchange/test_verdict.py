"""What an import leaves out because rows disagree, what it notes, and what a merge only notes."""

from pathlib import Path

from tests.exchange.books import EVENT, MEMBER, Desk, counts, make_book, reasons
from zxdesk.exchange.checking import check_ledger
from zxdesk.exchange.merging import merge, plan_merge
from zxdesk.store import history, open_ledger

PROPOSAL = ("届次", "会次", "流水号", "案由", "提交日期", "集体单位", "审查结论")
HANDLING = ("提案", "单位", "角色", "交办日期", "答复日期")


def row(serial: str, *more: object) -> tuple[object, ...]:
    """A filed proposal of a body's."""
    return ("十一届", "五次", serial, f"关于{serial}的提案", "2026-01-08", "工商联", "立案", *more)


def test_a_closing_may_stand_before_the_reply_that_allows_it(desk: Desk) -> None:
    report = desk.take(
        {
            "提案": [
                (*PROPOSAL, "主办单位", "结案日期"),
                row("1", "县交通局", "2026-06-01"),
                row("2", "县交通局", "2026-06-01"),
            ],
            "办理": [HANDLING, ("十一届/五次/1", "县交通局", "主办", "2026-02-01", "2026-04-01")],
        }
    )
    assert [(r.row, r.column, r.reason) for r in report.rejected] == [
        (3, "结案日期", "还没有任何单位答复，不能结案，请先登记答复")
    ]
    assert desk.column("proposal", "serial") == ["1"]
    assert counts(report)["added"]["提案"] == 1


def test_rows_that_refer_to_one_left_out_are_left_out_too(desk: Desk) -> None:
    report = desk.take(
        {
            "提案": [(*PROPOSAL, "结案日期"), row("1", "2026-06-01")],
            "办理": [HANDLING, ("十一届/五次/1", "县交通局", "会办", "2026-02-01", None)],
        }
    )
    assert len(report.rejected) == 2
    assert report.rejected[1].sheet == "办理"
    assert desk.column("proposal", "serial") == []


def test_a_case_number_stands_once(desk: Desk) -> None:
    desk.take({"提案": [(*PROPOSAL, "案号"), row("1", "12")]})
    report = desk.take({"提案": [(*PROPOSAL, "案号"), row("2", "12"), row("3", "13")]})
    assert reasons(report) == ["同一次会议的“关于1的提案”已经用了这个案号，请改用另一个案号"]
    assert desk.column("proposal", "case_number") == ["12", "13"]


def test_a_dry_run_tells_the_same(desk: Desk) -> None:
    sheets = {"提案": [(*PROPOSAL, "结案日期"), row("1", "2026-06-01"), row("2", None)]}
    tried = desk.take(sheets, dry_run=True)
    done = desk.take(sheets)
    assert (counts(tried), reasons(tried)) == (counts(done), reasons(done))


def test_what_is_odd_is_noted_by_its_rows_and_taken(desk: Desk) -> None:
    people = [(f"W00{n}", f"张{n}", "经济界", 11, None, "138001380") for n in range(1, 8)]
    report = desk.take({"委员": [(*MEMBER, "手机"), *people]})
    assert report.rejected == []
    assert counts(report)["added"]["委员"] == 7
    assert "“委员”第 2、3、4、5、6 行等 7 行，手机：手机不像 11 位手机号或座机号，请核对" in (
        report.notes
    )
    again = desk.take({"委员": [(*MEMBER, "手机"), *people]})
    assert not any("手机" in note for note in again.notes)


def test_what_was_wrong_before_does_not_hold_a_row_up(desk: Desk) -> None:
    desk.take({"委员": [MEMBER, ("W001", "张三", "经济界", 11, None)]})
    with desk.ledger.write("旧数据") as session:
        session.connection().exec_driver_sql("UPDATE member SET gender = 'xyz'")
    report = desk.take({"委员": [("委员编号", "姓名", "民族"), ("W001", "张三", "畲族")]})
    assert report.rejected == []
    assert desk.column("member", "ethnicity") == ["畲族"]
    report = desk.take({"委员": [("委员编号", "姓名", "性别"), ("W001", "张三", "abc")]})
    assert reasons(report) == ["性别应填 男 或 女，请改正"]


def test_the_first_signer_is_not_a_joint_one_too(desk: Desk) -> None:
    desk.take({"委员": [MEMBER, *((f"W00{n}", f"张{n}", "经济界", 11, None) for n in (1, 2))]})
    headings = (*PROPOSAL, "第一提案人", "联名人")
    sheets = {"提案": [headings, row("1", "张1", "张1、张2")]}
    report = desk.take(sheets)
    assert report.rejected == []
    assert any("联名人里有第一提案人" in note for note in report.notes)
    assert desk.column("proposal", "joint_signers") == ["张2"]
    assert counts(desk.take(sheets)) == {"unchanged": {"提案": 1}}


def test_a_merge_takes_what_breaks_a_rule_and_names_it(desk: Desk, tmp_path: Path) -> None:
    sheets = {
        "委员": [(*MEMBER, "性别"), ("W001", "张三", "经济界", 11, None, "xyz")],
        "提案": [(*PROPOSAL, "结案日期"), row("1", "2026-06-01")],
    }
    book = make_book(tmp_path / "同事.xlsx", sheets)
    planned = plan_merge(desk.ledger, book)
    done = merge(desk.ledger, book)
    for report in (planned.report, done.report):
        assert report.rejected == []
        assert "委员“张三”：性别应填 男 或 女，请改正" in report.notes
        assert any(
            note.startswith("提案“关于1的提案”：还没有任何单位答复") for note in report.notes
        )
    assert desk.column("member", "gender") == ["xyz"]


def test_the_check_lists_both_and_changes_nothing(desk: Desk, tmp_path: Path) -> None:
    sheets = {
        "委员": [(*MEMBER, "性别", "手机"), ("W001", "张三", "经济界", 11, None, "xyz", "138")],
        "提案": [(*PROPOSAL, "案号"), row("1", "184"), row("2", "187")],
        "活动": [EVENT, ("HD-1", "主席会议", "主席会议", "2026-03-05")],
    }
    merge(desk.ledger, make_book(tmp_path / "同事.xlsx", sheets))
    steps = history.listed(desk.ledger)
    found = check_ledger(desk.ledger)
    assert found.problems == ["委员 W001“张三”：性别应填 男 或 女，请改正"]
    assert found.notes == [
        "委员 W001“张三”：手机不像 11 位手机号或座机号，请核对",
        "提案 十一届五次的案号缺 185、186，请核对是否漏登",
    ]
    assert history.listed(desk.ledger) == steps


def test_a_colleagues_ledger_is_merged_with_notes_too(desk: Desk, founded: Path) -> None:
    theirs = desk.folder / "同事.zxd"
    theirs.write_bytes(founded.read_bytes())
    with open_ledger(theirs, clock=desk.ledger.clock) as other:
        Desk(other).take({"委员": [MEMBER, ("W001", "张三", "经济界", 11, None)]})
        with other.write("旧数据") as session:
            session.connection().exec_driver_sql("UPDATE member SET gender = 'xyz'")
    done = merge(desk.ledger, theirs)
    assert done.held_back == []
    assert desk.column("member", "gender") == ["xyz"]
    assert "委员“张三”：性别应填 男 或 女，请改正" in done.report.notes
