"""How fast papers are set, beside reportlab without any setting at all.

Run it as `python -m tests.benchmarks.bench_documents [count of proposals]`.
"""

import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from datetime import date
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

from tests.documents import paper_samples
from tests.documents.samples import minutes
from zxdesk.documents.font_files import Role
from zxdesk.documents.fonts import FontBook
from zxdesk.documents.minutes import compose_minutes
from zxdesk.documents.page import BODY_SIZE, LEFT, LINES, PAPER_HEIGHT, PITCH, TOP
from zxdesk.documents.proposal_papers import compose_volume
from zxdesk.documents.register_table import compose_register
from zxdesk.documents.writing import write_document
from zxdesk.queries.paper_kinds import VolumeContent

write = partial(write_document, bundled_fonts=True)
_TEXT = "会议指出，今年以来全县政协组织围绕中心、服务大局，协商议政质量稳步提高（下同）。"


def main(count: int) -> None:
    """Time each paper and print pages, seconds, megabytes and the ratio to bare reportlab."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "文表.pdf"
        text = "\n".join([_TEXT * 8] * 300)
        pages, seconds = timed(lambda: write(compose_minutes(minutes(text=text)), path))
        bare = bare_seconds(pages)
        show("纪要", pages, seconds, bare, path)
        register = paper_samples.register(10_000)
        pages, seconds = timed(lambda: write(compose_register(register), path))
        show("登记簿 10,000 行", pages, seconds, bare_seconds(pages), path)
        for ending in (".pdf", ".docx"):
            target = path.with_suffix(ending)
            volume = compose_volume(proposals(count))
            pages, seconds = timed(partial(write, volume, target))
            show(f"提案汇编 {count} 件 {ending}", pages, seconds, bare_seconds(pages), target)
        tracemalloc.start()
        write(compose_register(paper_samples.register(10_000)), path)
        print(f"登记簿 10,000 行：最多占内存 {tracemalloc.get_traced_memory()[1] / 1e6:.0f} MB")


def proposals(count: int) -> VolumeContent:
    """Give a volume of so many proposals, made one by one."""
    return VolumeContent(
        committee="政协云溪县委员会",
        title="提案汇编",
        day=date(2026, 3, 18),
        proposals=(paper_samples.proposal(n, topic="经济建设") for n in range(count)),
        total=count,
    )


def timed(work: Callable[[], Any]) -> tuple[int, float]:
    """Give the pages that were made and the seconds of processor time that took."""
    start = time.process_time()
    result = work()
    return result.pages or 0, time.process_time() - start


def bare_seconds(pages: int) -> float:
    """Give the seconds reportlab takes to draw as many full pages of lines broken beforehand."""
    from reportlab.pdfgen.canvas import Canvas

    font = FontBook(bundled_only=True).face(Role.BODY).name
    line = (_TEXT * 2)[:28]
    start = time.process_time()
    canvas = Canvas(BytesIO(), pageCompression=1)
    for _ in range(pages):
        canvas.setFont(font, BODY_SIZE)
        for slot in range(LINES):
            canvas.drawString(LEFT, PAPER_HEIGHT - TOP - slot * PITCH, line)
        canvas.showPage()
    canvas.save()
    return time.process_time() - start


def show(name: str, pages: int, seconds: float, bare: float, path: Path) -> None:
    """Print one line of the table."""
    size = path.stat().st_size / 1e6
    speed = ""
    if pages:
        speed = f"；{pages / seconds:.0f} 页/秒，是裸 reportlab 用时的 {seconds / bare:.1f} 倍"
    print(f"{name}：{pages or '—'} 页，{seconds:.1f} 秒，{size:.1f} MB{speed}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5000)
