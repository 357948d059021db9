"""Only texts of a Word file are written; every other byte stays."""

import io
import zipfile
from pathlib import Path

import pytest

from zxdesk.documents.template_word import MAIN, WordTemplate, fill_word, read_word, word_bytes
from zxdesk.documents.word_places import NAMESPACES
from zxdesk.errors import UserError


def part(body: str, *, namespace: str = NAMESPACES[0], prefix: str = "w") -> bytes:
    """The markup of a document with this body, written with the prefix w."""
    text = f'<w:document xmlns:w="{namespace}"><w:body>{body}</w:body></w:document>'
    return text.replace("w:", f"{prefix}:").replace("xmlns:w", f"xmlns:{prefix}").encode()


def word(main: bytes, **others: bytes) -> WordTemplate:
    """A Word file of these parts, read."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr(MAIN, main)
        for name, content in others.items():
            package.writestr(f"word/{name}.xml", content)
    return read_word(Path("模板.docx"), out.getvalue())


def filled(body: str, **named: str) -> str:
    """What a body becomes where every figure is 20."""
    done = fill_word(word(part(body, **named)), {"数": lambda *_words, **_named: 20})
    return done.parts[MAIN].decode()


def paragraph(*runs: str) -> str:
    return "<w:p>" + "".join(f"<w:r><w:t>{run}</w:t></w:r>" for run in runs) + "</w:p>"


KEPT = '<w:t xml:space="preserve">'


def test_what_holds_no_placeholder_is_kept_byte_by_byte() -> None:
    body = (
        '<?a b?><!-- {{ x }} --><w:p w:id="{{ y }}"><w:r><w:t>a &amp; b &#x4e00;</w:t></w:r></w:p>'
        "<w:p/><w:p><w:r><w:t/></w:r></w:p>"
    )
    assert filled(body).encode() == part(body)
    done = filled(body + paragraph("{{ 数() }}"))
    assert done.encode() == part(body + f"<w:p><w:r>{KEPT}20</w:t></w:r></w:p>")


def test_a_placeholder_in_pieces_is_filled_in_the_first() -> None:
    done = filled(paragraph("共 {", "{ 数", "()", " }", "} 场", "。"))
    texts = (f"{KEPT}共 20</w:t>", f"{KEPT}</w:t>", f"{KEPT}</w:t>", f"{KEPT}</w:t>")
    runs = "".join(f"<w:r>{text}</w:r>" for text in (*texts, f"{KEPT} 场</w:t>"))
    assert f"<w:p>{runs}<w:r><w:t>。</w:t></w:r></w:p>" in done


def test_values_and_what_stands_around_stay_text() -> None:
    done = filled(paragraph("&lt;b&gt; {{ “&lt;i/&gt; &amp;” }}"))
    assert "&lt;b&gt; &lt;i/&gt; &amp;</w:t>" in done


@pytest.mark.parametrize(
    ("namespace", "prefix"), [(NAMESPACES[1], "w"), (NAMESPACES[0], "x"), (NAMESPACES[1], "main")]
)
def test_any_prefix_and_the_strict_form_are_read(namespace: str, prefix: str) -> None:
    done = filled(paragraph("{{ 数() }}"), namespace=namespace, prefix=prefix)
    assert f'<{prefix}:t xml:space="preserve">20</{prefix}:t>' in done


@pytest.mark.parametrize("mark", ["", "p "])
def test_paragraphs_of_statements_alone_leave_none_behind(mark: str) -> None:
    body = paragraph(f"{{%{mark}if 1 > 2 %}}") + paragraph("甲") + paragraph("{% endif %}")
    assert filled(body).encode() == part("")
    shown = body.replace("1 > 2", "2 > 1")
    assert filled(shown).encode() == part(paragraph("甲"))


def test_rows_are_repeated() -> None:
    def row(*cells: str) -> str:
        return "<w:tr>" + "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in cells) + "</w:tr>"

    loop = row("{% for 类 in ['甲', '乙'] %}", "") + row("{{ 类 }}", "一") + row("{% endfor %}", "")
    done = filled(f"<w:tbl>{row('类', '数')}{loop}</w:tbl>")
    rows = "".join(row("", "一").replace("<w:t>", f"{KEPT}{n}", 1) for n in "甲乙")
    assert done.encode() == part(f"<w:tbl>{row('类', '数')}{rows}</w:tbl>")


def test_a_cell_keeps_its_only_paragraph() -> None:
    cell = f"<w:tc>{paragraph('{% if 1 > 2 %}{% endif %}')}</w:tc><w:tc>{paragraph('甲')}</w:tc>"
    done = filled(f"<w:tbl><w:tr>{cell}</w:tr></w:tbl>")
    assert done.count("<w:p>") == 2


def test_a_paragraph_that_ends_a_section_stays() -> None:
    body = "<w:p><w:pPr><w:sectPr/></w:pPr><w:r><w:t>{% if 1 %}</w:t></w:r></w:p>"
    assert "<w:sectPr/>" in filled(body + paragraph("甲") + paragraph("{% endif %}"))


def test_text_boxes_are_filled_within_their_paragraph() -> None:
    box = f"<w:pict><w:txbxContent>{paragraph('盒{{ 数() }}')}</w:txbxContent></w:pict>"
    done = filled(f"<w:p><w:r>{box}</w:r><w:r><w:t>外{{{{ 数() }}}}</w:t></w:r></w:p>")
    assert done.index("盒20") < done.index("外20")


def test_headers_footers_and_notes_are_filled_and_named() -> None:
    for name, called in (("header2", "页眉"), ("footer1", "页脚"), ("footnotes", "脚注")):
        good = word(part(""), **{name: part(paragraph("{{ 数() }}"))})
        done = fill_word(good, {"数": lambda: 20})
        assert b"20" in done.parts[f"word/{name}.xml"]
        bad = word(part(""), **{name: part(paragraph("好") + paragraph("{{ 错 }}"))})
        with pytest.raises(UserError, match=f"模板{called}第2段的 {{{{ 错 }}}} "):
            fill_word(bad, {"数": lambda: 20})


def test_a_condition_that_would_break_the_markup_is_refused() -> None:
    body = paragraph("甲{% if 1 > 2 %}") + f"<w:tbl><w:tr><w:tc>{paragraph('乙{% endif %}')}"
    with pytest.raises(UserError, match="另一段的中间"):
        filled(body + "</w:tc></w:tr></w:tbl>")


def test_the_appendix_stands_before_the_last_section_s_settings() -> None:
    file = word(part(paragraph("甲") + "<w:sectPr/>"))
    with zipfile.ZipFile(io.BytesIO(word_bytes(file, ["附：来源", "一 < 二"]))) as package:
        main = package.read(MAIN).decode()
    places = [main.index(words) for words in ("甲", "附：来源", "一 &lt; 二", "<w:sectPr/>")]
    assert places == sorted(places)


def test_the_same_template_gives_the_same_bytes() -> None:
    file = word(part(paragraph("甲")))
    assert word_bytes(file) == word_bytes(file)
