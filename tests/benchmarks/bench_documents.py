"""How fast papers are set, beside reportlab without any setting at all."""

import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from io import BytesIO
from typing import Any

from tests.benchmarks.measuring import Line, Places
from tests.papers import paper_samples
from tests.papers.samples import minutes
from zxdesk.documents.font_files import Role
from zxdesk.documents.fonts import FontBook
from zxdesk.documents.page import BODY_SIZE, LEFT, LINES, PAPER_HEIGHT, PITCH, TOP
from zxdesk.documents.writing import write_document
from zxdesk.papers.minutes import compose_minutes
from zxdesk.papers.proposal_volume import VolumeContent, compose_volume
from zxdesk.papers.register import compose_register

write = partial(write_document, bundled_fonts=True)
_TEXT = "会议指出，今年以来全县政协组织围绕中心、服务大局，协商议政质量稳步提高（下同）。"


def lines(places: Places) -> Iterator[Line]:
    """Measure."""
    path = places.folder / "文表.pdf"
    pages, seconds = timed(lambda: write(compose_volume(proposals(600)), path))
    yield _line("提案汇编 600 件", pages, seconds, "≤ 2.2 倍")
    register = compose_register(paper_samples.register(10_000))
    pages, seconds = timed(lambda: write(register, path))
    yield _line("登记簿 10,000 行", pages, seconds, "≤ 3 倍")
    text = "\n".join([_TEXT * 8] * 300)
    pages, seconds = timed(lambda: write(compose_minutes(minutes(text=text)), path))
    yield _line("长纪要", pages, seconds, "")


def _line(job: str, pages: int, seconds: float, goal: str) -> Line:
    return Line(
        job=f"{job}（{pages} 页）",
        seconds=seconds,
        baseline="裸 reportlab 画同样多页",
        bare=bare_seconds(pages),
        goal=goal,
    )


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


if __name__ == "__main__":
    from tests.benchmarks.__main__ import alone

    sys.exit(alone(lines))
