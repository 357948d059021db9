"""zxdesk print and minutes: every paper of the register, from records of every kind."""

import json
import shutil
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from zipfile import ZipFile

import pytest
from pypdf import PdfReader

from tests.cli.conftest import Desk, Outcome
from tests.ledgers import Office, lent
from zxdesk.papers.catalogue import PAPERS

HOSTILE = '=HYPERLINK("http://x")<b>&甲𫖮\u202e\x0b乙\'"；--／../..\\%_'
PERSONAL = ("330681197503126666", "13900001111", "1975-03-12")
# What is written behind each paper's name.
KEYS: dict[str, tuple[str, ...]] = {
    "会议纪要": ("HD-1",),
    "协商纪要": ("XS-1",),
    "建议案": ("CG-1",),
    "协商专报": ("CG-1",),
    "签到表": ("HD-1",),
    "出席表": ("HD-1",),
    "桌签": ("HD-1",),
    "标签": (),
    "提案": ("5/3/10",),
    "提案汇编": (),
    "交办清单": (),
    "提案登记簿": (),
    "催办函": ("县水务局",),
    "社情民意信息": ("2026/8",),
    "委员名册": (),
    "委员履职档案": ("W1",),
    "阵地名册": (),
    "统计表": ("T6",),
    "计划完成情况": (),
    "清单": ("活动",),
}


def fill_office(office: Office) -> None:
    """Records that every paper has something to say about; every free text is hostile."""
    member = office.add(
        "member",
        number="W1",
        name="程立言",
        id_number=PERSONAL[0],
        phone=PERSONAL[1],
        birth=PERSONAL[2],
    )
    office.add("service", member_id=member, term=5, employer=HOSTILE, job="院长", start="2022-01")
    topic = office.add(
        "consultation", number="XS-1", topic=HOSTILE, stage="已完成", planned_month="2026-03"
    )
    event = office.add(
        "event",
        number="HD-1",
        name=HOSTILE,
        start=datetime(2026, 3, 5, 9),
        state="已举办",
        topics=(topic,),
        agenda=((HOSTILE, None, HOSTILE, None, None),),
        minutes=f"一、{HOSTILE}\n{HOSTILE}",
        minutes_number="3",
        sitting_in=HOSTILE,
    )
    office.add("attendance", event_id=event, member_id=member)
    source = ("event", event)
    office.add("suggestion", content=HOSTILE, source=source)
    office.add("product", number="CG-1", title=HOSTILE, source=source, sent_to="县委")
    office.add("venue", name=HOSTILE, start="2024-03")
    unit = office.add("unit", name="县水务局", category="承办单位")
    proposal = office.add(
        "proposal",
        serial="10",
        subject=HOSTILE,
        text=f"（一）{HOSTILE}",
        conclusion="立案",
        first_signer_id=member,
        topic="经济建设",
        assigned_on=date(2026, 6, 1),
    )
    office.add("handling", proposal_id=proposal, unit_id=unit, due_on=date(2026, 9, 1))
    issue = office.add("issue", number="8")
    office.add("opinion", title=HOSTILE, text=HOSTILE, issue_id=issue, reporters=(member,))
    office.add("issue", number="1")
    sector = office.add("unit", name="经济界")
    for name in ("张三", "李四"):
        office.member(name, sector_id=sector)
    for serial in ("1", "2"):
        office.add("proposal", serial=serial, subject=f"关于{serial}的提案")


@pytest.fixture(scope="module")
def stock(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger that all these tests read and none writes."""
    folder = tmp_path_factory.mktemp("papers")
    file = Path(shutil.copy(filled, folder / "云溪.zxd"))
    with lent(file) as ledger:
        fill_office(Office(ledger))
    return folder


Print = Callable[..., Outcome]


@pytest.fixture
def print_paper(stock: Path, tmp_path: Path) -> Print:
    desk = Desk(stock, today="2026-11-22")

    def run(paper: str, *keys: str, out: str = "文表.pdf") -> Outcome:
        return desk(paper, *keys, "--out", tmp_path / out, "--json")

    return run


def words_of(path: Path) -> str:
    """Everything that stands in a paper, without spaces."""
    if path.suffix == ".docx":
        with ZipFile(path) as package:
            found = "".join(package.read(n).decode() for n in package.namelist() if "xml" in n)
    else:
        found = "".join(page.extract_text() for page in PdfReader(path).pages)
    return "".join(found.split())


def test_every_paper_of_the_register_is_filled_and_tried_here() -> None:
    assert set(KEYS) == set(PAPERS), "KEYS in tests/cli/test_paper_commands.py"


EACH = pytest.mark.parametrize(
    ("paper", "ending"), [(p.name, ending) for p in PAPERS.values() for ending in p.formats]
)


@EACH
def test_every_paper_is_written_from_the_ledger(
    paper: str, ending: str, print_paper: Print, tmp_path: Path
) -> None:
    outcome = print_paper("print", paper, *KEYS[paper], out=f"文表{ending}")
    assert outcome.code == 0, outcome.err
    path = Path(outcome.data["file"])
    assert outcome.data["pages"] == (len(PdfReader(path).pages) if ending == ".pdf" else None)
    found = words_of(path)
    assert any(words in found for words in ("云溪县", "程立言", "HYPERLINK"))
    assert not any(personal in found for personal in PERSONAL)


def test_the_list_says_what_each_paper_takes(stock: Path) -> None:
    papers = Desk(stock).json("print", "--list")["papers"]
    assert [paper["paper"] for paper in papers] == list(PAPERS)
    assert all(paper["about"] and paper["takes"] for paper in papers)
    formats = {paper["paper"]: paper["formats"] for paper in papers}
    assert formats["会议纪要"] == [".pdf", ".docx"]
    assert formats["桌签"] == [".pdf"]
    assert formats["统计表"] == [".pdf", ".docx", ".xlsx"]


@pytest.mark.parametrize("table", ["T1", "T2", "T3", "T4", "T5", "T6", "T7", "T8"])
def test_every_statistics_table_is_written_as_a_workbook(
    table: str, print_paper: Print, tmp_path: Path
) -> None:
    outcome = print_paper("print", "统计表", table, "--period", "2026Q1", out="统计表.xlsx")
    assert outcome.code == 0, outcome.err
    with ZipFile(tmp_path / "统计表.xlsx") as book:
        assert f'name="{table}"' in book.read("xl/workbook.xml").decode()


def test_minutes_are_written_for_a_word_processor(print_paper: Print) -> None:
    outcome = print_paper("minutes", "HD-1", out="纪要.docx")
    assert outcome.code == 0, outcome.err
    assert outcome.data["pages"] is None
    assert "地点" in outcome.data["missing"]


@pytest.mark.parametrize("command", [("minutes",), ("print", "会议纪要")])
def test_who_has_a_character_that_no_font_has_is_named(
    filled: Path, tmp_path: Path, command: tuple[str, ...]
) -> None:
    file = Path(shutil.copy(filled, tmp_path / "云溪.zxd"))
    with lent(file) as ledger:
        office = Office(ledger)
        event = office.add("event", number="HD-9", name="座谈会", state="已举办")
        office.add("attendance", event_id=event, member_id=office.member("王😀"))
    outcome = Desk(tmp_path)(*command, "HD-9", "--out", tmp_path / "纪要.pdf")
    assert outcome.code == 0, outcome.err
    assert "「王😀」中的“😀”" in outcome.err


def test_a_session_or_keys_narrow_a_volume(print_paper: Print, tmp_path: Path) -> None:
    assert print_paper("print", "提案汇编", "--period", "五届三次").code == 0
    whole = words_of(tmp_path / "文表.pdf")
    assert "关于1的提案" in whole
    assert print_paper("print", "提案汇编", "5/3/2").code == 0
    one = words_of(tmp_path / "文表.pdf")
    assert "关于2的提案" in one
    assert "关于1的提案" not in one


def test_a_roster_goes_by_sector_or_by_strokes(print_paper: Print, tmp_path: Path) -> None:
    assert print_paper("print", "委员名册").code == 0
    assert "经济界" in words_of(tmp_path / "文表.pdf")
    assert print_paper("print", "委员名册", "笔画").code == 0
    found = words_of(tmp_path / "文表.pdf")
    assert "经济界" not in found
    assert found.index("李四") < found.index("张三") < found.index("程立言")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("请柬",), "unknown_paper"),
        (("",), "unknown_paper"),
        (("提案", "5/3/404"), "unknown_key"),
        (("提案",), "bad_key"),
        (("提案", "5/3/1", "5/3/2"), "bad_key"),
        (("清单",), "bad_key"),
        (("清单", "车辆"), "unknown_kind"),
        (("出席表", "HD-1", "--period", "2026"), "bad_period"),
        (("统计表", "T1", "--period", "2026"), "bad_period"),
        (("催办函", "经济界"), "usage"),
        (("社情民意信息", "2026/1"), "usage"),
    ],
)
def test_what_cannot_be_printed_is_refused(
    words: tuple[str, ...], code: str, print_paper: Print, tmp_path: Path
) -> None:
    outcome = print_paper("print", *words)
    assert outcome.code == 2
    assert json.loads(outcome.out or outcome.err)["error"]["code"] == code
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("paper", "out"), [("桌签", "a.docx"), ("出席表", "a.xlsx"), ("委员名册", "a.png")]
)
def test_an_ending_that_is_not_offered_is_refused(
    paper: str, out: str, print_paper: Print, tmp_path: Path
) -> None:
    assert print_paper("print", paper, *KEYS[paper], out=out).code == 2
    assert list(tmp_path.iterdir()) == []
