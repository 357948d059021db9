"""The command line: answers, exit codes and errors of one sentence."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from pypdf import PdfReader

from zxdesk.cli import program
from zxdesk.cli.parsing import every_parser
from zxdesk.errors import UserError

CHINESE = re.compile(r"[\u4e00-\u9fff]")


def assert_one_sentence(text: str) -> None:
    assert CHINESE.search(text)
    assert text.endswith("。\n")
    assert text.count("\n") == 1
    assert "Traceback" not in text
    assert "！" not in text


def test_the_whole_job_by_commands(desk, book):
    report = desk.json("import", book)
    assert report["rejected"] == []
    assert report["added"]["委员"] == 2
    found = desk.json("figure", "event.attendances", "--where", "类型=主席会议", "--records")
    assert found["value"] == 1
    assert found["records"] == [{"kind": "出席", "key": "HD-1/W1", "title": "张晓荣"}]
    minutes = desk.json("minutes", "HD-1", "--out", desk.folder / "纪要.pdf")
    assert minutes["pages"] == len(PdfReader(desk.folder / "纪要.pdf").pages)
    assert "纪要正文" in minutes["missing"]
    steps = desk.json("history")["steps"]
    assert steps[0]["label"].startswith("导入")
    assert desk("undo").code == 0
    assert desk.json("figure", "event.held")["value"] == 0
    assert desk("redo").code == 0
    assert desk.json("figure", "event.held")["value"] == 2


def test_a_dry_run_writes_nothing(desk, book):
    before = desk.json("history")["steps"]
    assert desk.json("import", book, "--dry-run")["added"]["活动"] == 2
    assert desk.json("history")["steps"] == before
    assert desk.json("figure", "event.held")["value"] == 0


def test_rejected_rows_give_exit_code_one_and_a_book_to_correct(desk, tmp_path):
    from zxdesk.exchange.plain_book import write_plain_book

    bad = tmp_path / "错.xlsx"
    row = {"编号": "HD-9", "名称": "会", "类型": "会", "开始时间": "昨天"}
    write_plain_book(bad, {"活动": [row, {**row, "编号": "HD-8", "开始时间": "2024-01-02"}]})
    rejects = tmp_path / "退回.xlsx"
    outcome = desk("import", bad, "--rejects", rejects, "--json")
    assert outcome.code == 1
    (rejected,) = outcome.data["rejected"]
    assert (rejected["sheet"], rejected["row"], rejected["column"]) == ("活动", 2, "开始时间")
    assert rejected["value"] == "昨天"
    assert rejects.exists()
    assert desk.json("figure", "event.held")["value"] == 1
    assert desk("import", bad, "--strict", "--json").data["added"] == {}


def test_export_brings_back_what_was_imported(desk, book, tmp_path):
    desk.json("import", book)
    out = tmp_path / "导出.xlsx"
    rows = desk.json("export", "all", "--out", out)["rows"]
    assert rows["活动"] == 2
    report = desk.json("import", out)
    assert not any(report["added"].values())
    assert not any(report["updated"].values())
    filtered = desk.json("export", "活动", "--out", out, "--where", "类型=读书")["rows"]
    assert filtered == {"活动": 1}


def test_templates_are_made(desk, tmp_path):
    files = desk.json("templates", "--out", tmp_path / "模板")["files"]
    assert all(Path(file).exists() for file in files)


def test_the_catalogue_gives_values_for_a_period(desk, book):
    desk.json("import", book)
    figures = {f["code"]: f for f in desk.json("figures", "--period", "2024")["figures"]}
    assert figures["event.held"]["value"] == 2
    assert "类型" in figures["event.held"]["filters"]
    assert "value" not in desk.json("figures")["figures"][0]


def test_the_quarter_shows_rows_and_what_stands_open(desk, book):
    desk.json("import", book)
    table = desk.json("quarter", "show", "2024Q2")
    rows = {row["label"]: row for row in table["rows"]}
    assert rows["各类活动"]["quarter"] == 1
    assert rows["各类活动"]["year_to_date"] == 2
    assert rows["各类活动"]["last_year"] == 0
    assert [item["text"] for item in table["open_items"]] == ["没有出席记录：读书会"]


def test_papers_are_listed_and_printed(desk, book, tmp_path):
    desk.json("import", book)
    papers = {paper["paper"] for paper in desk.json("print", "--list")["papers"]}
    assert {"出席表", "委员名册"} <= papers
    assert desk.json("print", "roster", "--out", tmp_path / "r.pdf")["pages"] == 1
    assert desk.json("print", "出席表", "HD-1", "--out", tmp_path / "a.pdf")["pages"] == 1


def test_history_of_one_record(desk, book):
    desk.json("import", book)
    assert len(desk.json("history", "活动", "HD-1")["steps"]) == 1
    assert len(desk.json("history", "member", "W1")["steps"]) == 1


def test_what_is_due_is_listed(desk, book):
    desk.json("import", book)
    items = desk.json("todo")["items"]
    assert any("听取汇报" in item["text"] and item["key"] == "HD-1" for item in items)


def test_a_backup_is_restored(desk, book, tmp_path):
    desk.json("import", book)
    copy = tmp_path / "备份.zxd"
    assert desk.json("backup", "--out", copy)["records"] > 0
    desk("undo")
    restored = desk.json("restore", copy)
    assert Path(restored["kept"]).exists()
    assert desk.json("figure", "event.held")["value"] == 2
    assert desk.json("check", "--deep") == {"ok": True, "problems": [], "notes": []}


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["fly"], 2),
        (["figure"], 2),
        (["figure", "event.helt"], 2),
        (["figure", "event.held", "--where", "方式=空中"], 2),
        (["figure", "event.held", "--where", "颜色=红"], 2),
        (["figure", "event.held", "--period", "去年"], 2),
        (["figure", "event.held", "--by", "颜色"], 2),
        (["figure", "event.held", "--period", "五届二次"], 2),
        (["quarter", "show", "2024"], 2),
        (["minutes", "HD-404", "--out", "x.pdf"], 2),
        (["minutes", "HD-404", "--out", "x.png"], 2),
        (["export", "飞机", "--out", "x.xlsx"], 2),
        (["print", "请柬", "--out", "x.pdf"], 2),
        (["history", "活动", "HD-404"], 2),
        (["undo", "404"], 2),
        (["undo"], 1),
        (["redo"], 1),
        (["import", "没有.xlsx"], 3),
        (["restore", "没有.zxd"], 3),
        (["new", "x.zxd", "--committee", "某", "--level", "国"], 2),
    ],
)
def test_a_wrong_call_is_answered_in_one_sentence(desk, words, code):
    outcome = desk(*words)
    assert outcome.code == code
    assert outcome.out == ""
    assert_one_sentence(outcome.err)
    with_json = desk(*words, "--json")
    assert with_json.data["error"]["message"] + "\n" == with_json.err


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "foreign"), (b"not a ledger" * 20, "foreign"), (None, "missing")],
)
def test_a_wrong_ledger_is_refused_and_left_alone(desk, tmp_path, content, code):
    path = tmp_path / "别的.zxd"
    if content is not None:
        path.write_bytes(content)
    outcome = desk("figure", "event.held", "--json", ledger=path)
    assert outcome.code == 3
    assert outcome.data["error"]["code"] == code
    assert_one_sentence(outcome.err)
    if content is not None:
        assert path.read_bytes() == content


def test_a_bug_is_told_without_a_traceback_and_kept_in_the_log(desk, monkeypatch, home):
    from zxdesk import paths
    from zxdesk.cli import figure_commands

    monkeypatch.setattr(figure_commands, "INDICATORS", None)
    outcome = desk("figures")
    assert outcome.code == 3
    assert_one_sentence(outcome.err)
    assert "Traceback" in (paths.user_data() / "zxdesk.log").read_text(encoding="utf-8")


def test_the_ledger_opened_last_is_the_default(desk):
    import io
    from contextlib import redirect_stdout

    from zxdesk.cli.program import run

    out = io.StringIO()
    with redirect_stdout(out):
        assert run(["figure", "event.held"], open_window=None, pictures=None) == 0
    assert out.getvalue().startswith("活动 0 场")


def test_an_answer_that_is_not_read_to_its_end_is_no_error(desk):
    words = f"{sys.executable} -m zxdesk figures --ledger {desk.ledger} | head -1"
    root = Path(__file__).parents[2]
    done = subprocess.run(
        ["sh", "-c", words], cwd=root, capture_output=True, text=True, check=False
    )
    assert done.stdout.count("\n") == 1
    assert done.stderr == ""


def test_no_command_opens_the_window(desk):
    assert desk().code == 0


def test_each_command_is_found_in_its_module() -> None:
    for part, commands in program._PARTS.items():
        for command in commands:
            _, *added = every_parser(program.build_parser([command]))
            assert [one.prog.split()[-1] for one in added][: len(commands)] == list(commands), part


def test_a_wrong_command_is_told_all_commands() -> None:
    with pytest.raises(UserError, match=r"figure.*undo"):
        program.build_parser(["--ledger", "undo", "figur"]).parse_args(["figur"])
