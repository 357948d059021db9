"""`import --explain` says how sheets are read and writes nothing; `--map` is followed."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Desk
from tests.exchange.books import make_book

PHONES = [
    ("县级机关通讯录",),
    ("单位", "姓名", "职务", "手机"),
    ("某局", "甲某", "局长", "13800000001"),
]


@pytest.fixture
def phones(tmp_path: Path) -> Path:
    """A phone book with a list of members."""
    members = [("姓名", "界别"), ("乙某", "经济")]
    return make_book(tmp_path / "名册.xlsx", {"通讯录": PHONES, "附件": members})


def test_how_sheets_are_read_is_told_without_a_ledger(tmp_path: Path, phones: Path) -> None:
    outcome = Desk(tmp_path)("import", phones, "--explain", "--json")
    assert outcome.code == 0
    first, second = outcome.data["sheets"]
    assert (first["sheet"], first["kind"]) == ("通讯录", None)
    assert "没有委员独有的列" in first["why"]
    wanted = {"sheet": "附件", "kind": "委员", "heading_rows": [1]}
    assert {name: second[name] for name in wanted} == wanted
    assert second["columns"] == {"A": "姓名", "B": "界别"}
    assert not list(tmp_path.glob("*.zxd"))


def test_people_are_told_the_same_in_lines(tmp_path: Path, phones: Path) -> None:
    lines = Desk(tmp_path)("import", phones, "--explain").out
    assert "“附件”：委员，1 条" in lines
    assert "B  界别" in lines


def test_what_was_told_and_put_right_is_followed(desk: Desk, phones: Path) -> None:
    told = desk.json("import", phones, "--explain")
    told["sheets"][0] |= {
        "kind": "委员",
        "heading_rows": [2],
        "columns": {"A": "工作单位", "B": "姓名", "C": None, "D": "手机"},
    }
    mapping = desk.folder / "对照.json"
    mapping.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    assert desk.json("import", phones, "--map", mapping)["added"]["委员"] == 2


def test_a_mapping_of_another_book_is_refused_and_nothing_written(desk: Desk, phones: Path) -> None:
    mapping = desk.folder / "对照.json"
    mapping.write_text('{"sheets": [{"sheet": "别的", "kind": null}]}', encoding="utf-8")
    outcome = desk("import", phones, "--map", mapping)
    assert outcome.code == 2
    assert "“别的”不在要导入的文件里" in outcome.err
    labels = [step["label"] for step in desk.json("history")["steps"]]
    assert not [label for label in labels if label.startswith("导入")]


@pytest.mark.parametrize(
    "wrong", [{"columns": {}, "rows": [100, 200]}, {"columns": {"A": None}, "heading_rows": [3]}]
)
def test_a_mapping_that_says_of_no_column_what_it_is_is_refused(
    desk: Desk, phones: Path, wrong: dict[str, object]
) -> None:
    mapping = desk.folder / "对照.json"
    entry = {"sheet": "通讯录", "kind": "委员", **wrong}
    mapping.write_text(json.dumps({"sheets": [entry]}, ensure_ascii=False), encoding="utf-8")
    outcome = desk("import", phones, "--map", mapping)
    assert (outcome.code, "哪一列是什么" in outcome.err) == (2, True)
    labels = [step["label"] for step in desk.json("history")["steps"]]
    assert not [label for label in labels if label.startswith("导入")]


def test_a_sheet_that_is_held_back_is_told_by_the_exit_code(desk: Desk, phones: Path) -> None:
    outcome = desk("import", phones)
    assert (outcome.code, "最像委员" in outcome.err) == (1, True)
    mapping = desk.folder / "对照.json"
    mapping.write_text('{"sheets": [{"sheet": "通讯录", "kind": null}]}', encoding="utf-8")
    assert desk("import", phones, "--map", mapping).code == 0
