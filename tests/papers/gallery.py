"""Makes the pictures of all papers: `python -m tests.papers.gallery`."""

import tempfile
from pathlib import Path

import pypdfium2
from PIL import Image

from tests.papers.paper_samples import SAMPLES
from zxdesk.papers.catalogue import PAPERS

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "papers"
NAMES = {
    "会议纪要": "minutes",
    "协商纪要": "consultation_minutes",
    "建议案": "proposal_to_party",
    "协商专报": "special_report",
    "签到表": "sign_in",
    "出席表": "attendance",
    "桌签": "name_cards",
    "标签": "labels",
    "提案": "proposal",
    "提案汇编": "proposal_volume",
    "交办清单": "handover",
    "提案登记簿": "proposal_register",
    "催办函": "reminder",
    "社情民意信息": "opinion_issue",
    "委员名册": "roster",
    "委员履职档案": "member_sheet",
    "阵地名册": "venue_register",
    "统计表": "statistics",
    "计划完成情况": "plan",
    "清单": "list",
}
_EDGE, _GREY, _COLOURS = 8, (150, 150, 150), 24


def main() -> None:
    """Write one picture for each paper: its first three pages, two where they lie on their side."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for name, kind in PAPERS.items():
            path = Path(folder) / "paper.pdf"
            kind.write(SAMPLES[name](), path, bundled_fonts=True)
            side_by_side(path).save(FOLDER / f"{NAMES[name]}.png", optimize=True)


def side_by_side(path: Path) -> Image.Image:
    """Give the first pages beside each other, in few colours."""
    with pypdfium2.PdfDocument(path) as document:
        first = document[0].get_size()
        count = min(len(document), 2 if first[0] > first[1] else 3)
        pages = [document[n].render(scale=1.0).to_pil().convert("RGB") for n in range(count)]
    width = sum(page.width + _EDGE for page in pages) + _EDGE
    whole = Image.new("RGB", (width, pages[0].height + 2 * _EDGE), _GREY)
    x = _EDGE
    for page in pages:
        whole.paste(page, (x, _EDGE))
        x += page.width + _EDGE
    return whole.quantize(_COLOURS, dither=Image.Dither.NONE)


if __name__ == "__main__":
    main()
