"""A filled template is set by our own rules; what they do not draw is named."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement

from zxdesk.documents.blocks import Paragraph, Row, Table, Title, Turn
from zxdesk.documents.font_files import Role
from zxdesk.documents.template_layout import (
    Draft,
    compose_draft,
    draft_of_text,
    draft_of_word,
)
from zxdesk.documents.template_word import read_word
from zxdesk.errors import UserError


def drafted(write: Callable[[Any], None]) -> Draft:
    """What a Word file becomes that was written so."""
    document, out = docx.Document(), io.BytesIO()
    write(document)
    document.save(out)
    return draft_of_word(read_word(Path("模板.docx"), out.getvalue()))


def said(block: Any) -> tuple[str, Role, int, str]:
    assert isinstance(block, Paragraph)
    return (
        "".join(span.text for span in block.spans),
        block.spans[0].role,
        block.level,
        block.align,
    )


def test_title_headings_paragraphs_and_breaks_are_set() -> None:
    def write(document: Any) -> None:
        document.add_heading("总结", 0)
        document.add_heading("活动", 1)
        document.add_heading("读书", 2)
        document.add_paragraph("一、履职")
        document.add_paragraph("正文\n另一行")
        document.add_paragraph("落款").alignment = WD_ALIGN_PARAGRAPH.RIGHT
        document.add_paragraph("前").add_run().add_break(WD_BREAK.PAGE)
        document.add_paragraph("后")

    draft = drafted(write)
    assert draft.title == "总结"
    turn = next(at for at, block in enumerate(draft.flow) if isinstance(block, Turn))
    assert [said(block) for block in draft.flow[:turn]] == [
        ("活动", Role.HEADING, 1, "both"),
        ("读书", Role.KAI, 2, "both"),
        ("一、履职", Role.HEADING, 1, "both"),
        ("正文", Role.BODY, 0, "both"),
        ("另一行", Role.BODY, 0, "both"),
        ("落款", Role.BODY, 0, "right"),
        ("前", Role.BODY, 0, "both"),
    ]
    assert [said(block)[0] for block in draft.flow[turn + 1 :]] == ["后"]


def test_a_simple_table_is_set() -> None:
    def write(document: Any) -> None:
        table = document.add_table(rows=2, cols=2)
        for row, words in zip(table.rows, (("类型", "场"), ("读书", "20")), strict=True):
            for cell, word in zip(row.cells, words, strict=True):
                cell.text = word

    (table,) = drafted(write).flow
    assert isinstance(table, Table)
    assert [column.title for column in table.columns] == ["类型", "场"]
    assert list(table.rows) == [Row(("读书", "20"))]


def with_table_in_table(document: Any) -> None:
    document.add_table(rows=1, cols=1).cell(0, 0).add_table(rows=1, cols=1)


def with_list(document: Any) -> None:
    paragraph = document.add_paragraph("一项")
    properties = paragraph._p.get_or_add_pPr()
    properties.append(OxmlElement("w:numPr"))


def with_field(document: Any) -> None:
    document.add_paragraph("见")._p.append(OxmlElement("w:fldSimple"))


def with_control(document: Any) -> None:
    document.element.body.insert(0, OxmlElement("w:sdt"))


def with_footer(document: Any) -> None:
    document.sections[0].footer.paragraphs[0].text = "内部资料"


@pytest.mark.parametrize(
    ("write", "named"),
    [
        (with_table_in_table, "嵌套的表格"),
        (with_list, "自动编号"),
        (with_field, "域"),
        (with_control, "内容控件"),
        (with_footer, "页脚“内部资料”"),
    ],
)
def test_what_is_not_drawn_is_named(write: Callable[[Any], None], named: str) -> None:
    with pytest.raises(UserError, match=f"模板里有{named}") as caught:
        drafted(write)
    assert caught.value.code == "undrawn"


def test_a_page_number_in_the_footer_is_ours_anyway() -> None:
    def write(document: Any) -> None:
        document.add_paragraph("正文")
        document.sections[0].footer.paragraphs[0].text = "— 1 —"

    assert len(drafted(write).flow) == 1


@pytest.mark.parametrize(
    ("text", "title", "lines"),
    [
        ("工作报告\n\n一、活动\n办了会。", "工作报告", ["一、活动", "办了会。"]),
        ("一、活动\n办了会。", "", ["一、活动", "办了会。"]),
        ("今年办了会。\n很好。", "", ["今年办了会。", "很好。"]),
        ("", "", []),
    ],
)
def test_a_text_has_a_title_where_its_first_line_is_one(
    text: str, title: str, lines: list[str]
) -> None:
    draft = draft_of_text(text)
    assert (draft.title, [said(block)[0] for block in draft.flow]) == (title, lines)


def test_the_appendix_begins_on_a_page_of_its_own() -> None:
    draft = draft_of_text("报告\n正文。")
    (section,) = compose_draft(draft, author="县政协", appendix=["附：来源", "一"]).sections
    assert section.head == (Title(text="报告"),)
    body, turn, title, line = section.flow
    assert isinstance(turn, Turn)
    assert [said(block)[0] for block in (body, title, line)] == ["正文。", "附：来源", "一"]
