"""`zxdesk report` fills a template from the ledger, or names what it cannot fill."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cli.conftest import SHEETS, Desk
from tests.documents.reading import pypdf_text
from tests.word_templates import word_template
from zxdesk.exchange.plain_book import write_plain_book
from zxdesk.statistics.catalogue import INDICATORS


@pytest.fixture(scope="module")
def entered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with a little work in it, which reports only read."""
    folder = tmp_path_factory.mktemp("entered")
    desk, book = Desk(folder), folder / "工作.xlsx"
    write_plain_book(book, SHEETS)
    assert desk("new", desk.ledger, "--committee", "政协云溪县委员会", "--level", "县").code == 0
    assert desk("import", book).code == 0
    return desk.ledger


@pytest.fixture
def office(entered: Path, tmp_path: Path) -> Desk:
    desk = Desk(tmp_path)
    desk.ledger = entered
    return desk


@pytest.fixture
def report(office: Desk) -> Callable[..., Any]:
    """Fills a text and gives what was written."""

    def fill(text: str, *more: str) -> str:
        template, out = office.folder / "模板.txt", office.folder / "报告.txt"
        template.write_text(text, "utf-8")
        outcome = office("report", template, "--period", "2024", "--out", out, *more)
        assert outcome.code == 0, outcome.err
        return out.read_text("utf-8")

    return fill


def test_figures_of_the_period_stand_where_they_are_asked_for(report: Callable[..., str]) -> None:
    text = (
        '活动{{ 数("event.held") }}场，读书{{ 数("event.held", 类型="读书")|汉字 }}场，'
        '两类{{ 数("event.held", 类型="读书,主席会议") }}场，'
        '{{ 数("event.held", "类型=读书") }}场，'
        '上半年{{ 数("event.held", 期间="2024H1") }}场，'
        '三月{{ 数("event.held", 期间="2024-03") }}场，'
        '辖区{{ 数("event.held", 统计范围="辖区") }}场，'
        '出席率{{ 数("event.attendance_rate")|比例 }}，办复率{{ 数("proposal.reply_rate")|比例 }}，'
        '经济界{{ 数("event.attendances", **{"委员.界别": "经济界"}) }}人次'
    )
    assert report(text) == (
        "活动2场，读书一场，两类2场，1场，上半年2场，三月1场，辖区2场，出席率50%，办复率—，经济界1人次"
    )


def test_the_answer_names_each_figure_once(office: Desk) -> None:
    template, out = office.folder / "模板.txt", office.folder / "报告.txt"
    template.write_text(
        '{{ 数("event.held", 类型="读书") }}{{ 数("event.held", 类型="读书") }}'
        '{{ 数("event.attendances", 期间="2024-03", 统计范围="辖区") }}',
        "utf-8",
    )
    answer = office.json("report", template, "--period", "2024", "--out", out)
    assert answer == {
        "file": str(out),
        "figures": [
            {"expression": "event.held 类型=读书", "value": 1, "records": 1},
            {
                "expression": "event.attendances 统计范围=辖区 期间=2024-03",
                "value": 1,
                "records": 1,
            },
        ],
    }


def test_a_template_in_gbk_is_read_and_written_in_utf_8(office: Desk) -> None:
    template, out = office.folder / "模板.txt", office.folder / "报告.txt"
    template.write_bytes("活动{{ 数(“event.held”) }}场\r\n".encode("gbk"))
    assert office("report", template, "--period", "2024", "--out", out).code == 0
    assert out.read_bytes() == "活动2场\n".encode()


def test_evidence_lists_what_figure_lists(office: Desk, report: Callable[..., str]) -> None:
    text = report('{{ 数("event.held") }}、{{ 数("event.attendance_rate") }}', "--evidence")
    first, appendix = text.split("\n", 1)
    assert first == "2、50"
    for code in ("event.held", "event.attendance_rate"):
        figure = office.json("figure", code, "--period", "2024", "--records")
        part = appendix.split(f"{code}：")[1]
        listed = "；".join(f"{r['key']} {r['title']}" for r in figure["records"])
        kind = figure["records"][0]["kind"]
        assert f"口径：{figure['definition']}\n" in part
        assert f"记录（{kind} {len(figure['records'])} 条）：{listed}\n" in part


def test_a_word_file_keeps_what_it_is(office: Desk) -> None:
    template = word_template(office.folder, header='共{{ 数("event.held") }}场')
    out = office.folder / "报告.docx"
    outcome = office("report", template, "--period", "2024", "--out", out, "--evidence")
    assert outcome.code == 0, outcome.err
    written = docx.Document(str(out))
    lines = [paragraph.text for paragraph in written.paragraphs]
    assert lines[:4] == [
        "年度报告",
        "一、活动",
        "举办 & 开展1 场 读书活动",
        "有 2 人参加",
    ] or lines[:4] == ["年度报告", "一、活动", "举办 & 开展1 场 读书活动", "有 1 人参加"]
    assert lines[4] == "附：数据来源"
    assert [p.style.name for p in written.paragraphs[:3] if p.style] == [
        "Title",
        "Heading 1",
        "Normal",
    ]
    runs = written.paragraphs[2].runs
    assert [(run.text, run.bold, run.italic) for run in runs if run.text] == [
        ("举办 & 开展", None, None),
        ("1", True, None),
        (" 场 ", None, True),
        ("读书活动", None, None),
    ]
    cells = [[cell.text for cell in row.cells] for row in written.tables[0].rows]
    assert cells == [["类型", "场"], ["读书", "1"], ["主席会议", "1"]]
    assert written.sections[0].header.paragraphs[0].text == "共2场"
    untouched = ("word/styles.xml", "word/settings.xml", "docProps/core.xml")
    with zipfile.ZipFile(template) as before, zipfile.ZipFile(out) as after:
        assert before.namelist() == after.namelist()
        assert [before.read(name) for name in untouched] == [after.read(n) for n in untouched]


def test_a_word_file_becomes_a_pdf_of_our_own_layout(office: Desk) -> None:
    out = office.folder / "报告.pdf"
    template = word_template(office.folder)
    outcome = office("report", template, "--period", "2024", "--out", out, "--evidence")
    assert outcome.code == 0, outcome.err
    text = "".join(pypdf_text(out).split())
    for words in ("年度报告", "一、活动", "举办&开展1场读书活动", "主席会议1", "附：数据来源"):
        assert words in text


@pytest.mark.parametrize("ending", [".pdf", ".docx"])
def test_a_text_becomes_a_paper(office: Desk, ending: str) -> None:
    template, out = office.folder / "模板.txt", office.folder / f"报告{ending}"
    template.write_text('工作报告\n\n一、活动\n办了{{ 数("event.held") }}场。\n', "utf-8")
    assert office("report", template, "--period", "2024", "--out", out).code == 0
    text = (
        pypdf_text(out)
        if ending == ".pdf"
        else "\n".join(p.text for p in docx.Document(str(out)).paragraphs)
    )
    said = "".join(text.split())
    assert said.index("工作报告") < said.index("一、活动") < said.index("办了2场。")


@pytest.mark.parametrize(
    ("placeholder", "words"),
    [
        ('{{ 数("event.hold") }}', "没有“event.hold”这个指标"),
        ('{{ 数("event.held", 颜色="红") }}', "颜色"),
        ('{{ 数("event.held", 状态="半途") }}', "半途"),
        ('{{ 数("event.held", "类型") }}', "类型"),
        ('{{ 数("event.held", 类型="") }}', "类型"),
        ('{{ 数("event.held", 期间="明年") }}', "明年"),
        ('{{ 数("event.held", 统计范围="全国") }}', "全国"),
        ('{{ 数("event.held", 期间=["2024", "2023"]) }}', "期间"),
        ("{{ 数() }}", "指标代码"),
        ("{{ 数(3) }}", "指标代码"),
    ],
)
@pytest.mark.parametrize("ending", [".txt", ".docx"])
def test_what_cannot_be_filled_is_named_and_nothing_is_written(
    office: Desk, placeholder: str, words: str, ending: str
) -> None:
    template, out = office.folder / f"模板{ending}", office.folder / f"报告{ending}"
    lines = ["标题", '好{{ 数("event.held") }}', f"坏{placeholder}"]
    if ending == ".txt":
        template.write_text("\n".join(lines), "utf-8")
    else:
        document = docx.Document()
        for line in lines:
            document.add_paragraph(line)
        document.save(str(template))
    out.write_bytes(b"before")
    outcome = office("report", template, "--period", "2024", "--out", out)
    place = "第3行" if ending == ".txt" else "第3段"
    assert outcome.code == 2
    assert outcome.err.startswith(f"模板{place}的 {placeholder} 不能填：")
    assert words in outcome.err
    assert outcome.err.count("\n") == 1
    assert out.read_bytes() == b"before"
    assert [file for file in office.folder.iterdir() if ".zxdesk-" in file.name] == []


def test_an_unknown_value_of_an_open_list_gives_nothing_and_a_note(office: Desk) -> None:
    template, out = office.folder / "模板.txt", office.folder / "报告.txt"
    template.write_text('{{ 数("event.held", 类型="赛诗会") }}', "utf-8")
    outcome = office("report", template, "--period", "2024", "--out", out)
    assert (outcome.code, out.read_text("utf-8")) == (0, "0")
    assert "赛诗会" in outcome.err


def zipped(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
BODY = f"<w:document {W}><w:body><w:p><w:r><w:t>%s</w:t></w:r></w:p></w:body></w:document>"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\x03\x04 and no more",
        "只是文本".encode(),
        zipped({"a.txt": b"x"}),
        zipped({"word/document.xml": b"<w:document"}),
        zipped({"word/document.xml": b"\xff\xfe<\0"}),
        zipped({"word/document.xml": (BODY % ("长" * 8_000_000)).encode()}),
        zipped(
            {"word/document.xml": (BODY % "x").encode(), "word/media/a.bin": b"\0" * 210_000_000}
        ),
        zipped({"word/document.xml": (BODY % "").encode().replace(b"<w:p>", b"<w:p>" * 5000)}),
        zipped(
            {
                "word/document.xml": (
                    '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
                    + BODY % "&b;"
                ).encode()
            }
        ),
        zipped(
            {
                "word/document.xml": (
                    '<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + BODY % "&a;"
                ).encode()
            }
        ),
    ],
    ids=range(11),
)
@pytest.mark.parametrize("ending", [".docx", ".pdf"])
def test_a_hostile_word_file_ends_in_one_sentence(office: Desk, data: bytes, ending: str) -> None:
    template, out = office.folder / "模板.docx", office.folder / f"报告{ending}"
    template.write_bytes(data)
    outcome = office("report", template, "--period", "2024", "--out", out)
    assert (outcome.code, outcome.err.count("\n")) == (3, 1)
    assert "没有生成文件" in outcome.err
    assert not out.exists()


def test_conditions_that_cut_paragraphs_in_two_are_refused(office: Desk) -> None:
    template, out = office.folder / "模板.docx", office.folder / "报告.docx"
    document = docx.Document()
    document.add_paragraph("甲{% if 1 > 2 %}乙")
    document.add_paragraph("丙{% endif %}丁")
    document.add_table(rows=1, cols=1).cell(0, 0).text = "戊"
    document.save(str(template))
    outcome = office("report", template, "--period", "2024", "--out", out)
    assert outcome.code == 0, outcome.err
    assert [p.text for p in docx.Document(str(out)).paragraphs] == ["甲丁"]


def with_picture(document: Any) -> None:
    from PIL import Image

    picture = io.BytesIO()
    Image.new("RGB", (4, 4)).save(picture, "PNG")
    picture.seek(0)
    document.add_picture(picture)


def with_merged_cells(document: Any) -> None:
    table = document.add_table(rows=2, cols=2)
    table.cell(0, 0).merge(table.cell(0, 1))


def with_header(document: Any) -> None:
    document.sections[0].header.paragraphs[0].text = "内部资料"


@pytest.mark.parametrize(
    ("adding", "named"),
    [(with_picture, "图片"), (with_merged_cells, "合并单元格"), (with_header, "内部资料")],
)
def test_what_our_layout_does_not_draw_is_named(
    office: Desk, adding: Callable[[Any], None], named: str
) -> None:
    template, out = office.folder / "模板.docx", office.folder / "报告.pdf"
    document = docx.Document()
    document.add_paragraph("正文")
    adding(document)
    document.save(str(template))
    outcome = office("report", template, "--period", "2024", "--out", out)
    assert outcome.code == 2
    assert named in outcome.err
    assert not out.exists()
    assert (
        office("report", template, "--period", "2024", "--out", out.with_suffix(".docx")).code == 0
    )


@pytest.mark.parametrize(
    ("template", "out", "code"),
    [
        ("没有.txt", "报告.txt", 3),
        ("模板.doc", "报告.docx", 2),
        ("模板.docx", "报告.txt", 2),
        ("模板.txt", "报告.xlsx", 2),
        ("模板.txt", "模板.txt", 2),
        ("模板.txt", "没有/报告.txt", 3),
    ],
)
def test_files_that_cannot_be_are_refused(office: Desk, template: str, out: str, code: int) -> None:
    (office.folder / "模板.txt").write_text("正文", "utf-8")
    (office.folder / "模板.doc").write_bytes(b"x")
    word_template(office.folder)
    outcome = office(
        "report", office.folder / template, "--period", "2024", "--out", office.folder / out
    )
    assert (outcome.code, outcome.err.count("\n")) == (code, 1)
    assert (office.folder / "模板.txt").read_text("utf-8") == "正文"


def test_the_template_that_travels_with_the_program_is_filled(office: Desk) -> None:
    from zxdesk.papers.report import own_template

    out = office.folder / "报告.txt"
    answer = office.json("report", own_template(), "--period", "2024", "--out", out, "--evidence")
    assert len(answer["figures"]) >= 25
    assert "{" not in out.read_text("utf-8")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=8)
@given(
    asked=st.lists(
        st.tuples(
            st.sampled_from([code for code in INDICATORS if not code.startswith("score.")]),
            st.sampled_from(["2024", "2024H1", "2024-06", "2023", "..2024-12-31"]),
            st.sampled_from(["本级", "辖区"]),
        ),
        min_size=1,
        max_size=6,
    )
)
def test_a_template_gives_the_values_of_figure(
    office: Desk, asked: list[tuple[str, str, str]]
) -> None:
    template, out = office.folder / "模板.txt", office.folder / "报告.txt"
    template.write_text(
        "\n".join(
            f'{{{{ 数("{code}", 期间="{period}", 统计范围="{scope}") }}}}'
            for code, period, scope in asked
        ),
        "utf-8",
    )
    answer = office.json("report", template, "--period", "2024", "--out", out)
    figures = [
        office.json("figure", code, "--period", period, "--scope", scope, "--records")
        for code, period, scope in dict.fromkeys(asked)
    ]
    assert [(one["value"], one["records"]) for one in answer["figures"]] == [
        (one["value"], len(one["records"])) for one in figures
    ]
