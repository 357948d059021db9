"""A Word file as an office writes one for its report."""

from pathlib import Path

import docx

TABLE = (
    ("类型", "场"),
    ('{% for 类 in ["读书", "主席会议"] %}', ""),
    (
        "{{ 类 }}",
        '{{ 数("event.held", 类型=类) }}',
    ),
    ("{% endfor %}", ""),
)


def word_template(folder: Path, *, header: str = "") -> Path:
    """A Word file whose placeholder Word has split over three runs, with a table and a header."""
    document = docx.Document()
    document.add_heading("年度报告", 0)
    document.add_heading("一、活动", 1)
    paragraph = document.add_paragraph("举办 & 开展")
    paragraph.add_run("{{ 数(“event.").bold = True
    paragraph.add_run("held”，类型")
    paragraph.add_run("=“读书”) }} 场 ").italic = True
    paragraph.add_run("读书活动")
    document.add_paragraph('{% if 数("event.held") > 1 %}')
    document.add_paragraph('有 {{ 数("event.members") }} 人参加')
    document.add_paragraph("{% endif %}")
    table = document.add_table(rows=len(TABLE), cols=2)
    for row, words in zip(table.rows, TABLE, strict=True):
        for cell, word in zip(row.cells, words, strict=True):
            cell.text = word
    document.sections[0].header.paragraphs[0].text = header
    path = folder / "模板.docx"
    document.save(str(path))
    return path
