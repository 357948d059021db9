"""minutes, print."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zxdesk.cli.frame import Answer, note, opened, printable_file
from zxdesk.cli.naming import one_kind, one_record
from zxdesk.errors import UserError
from zxdesk.records import KINDS
from zxdesk.rules.periods import Period, read_session
from zxdesk.statistics.figures import period_of
from zxdesk.store import Ledger

if TYPE_CHECKING:
    from zxdesk.papers.kind import PaperKind, PaperRequest

_ENGLISH = {"attendance": "出席表", "roster": "委员名册"}


def add(commands: Any) -> None:
    """Add these commands."""
    minutes = commands.add_parser("minutes", help="会议纪要")
    minutes.add_argument("event", metavar="活动编号", help="如 HD-2026-190")
    minutes.add_argument(
        "--out", required=True, metavar="文件.pdf", help="写成这个文件，也可以是 .docx"
    )
    minutes.set_defaults(run=run_minutes)
    printing = commands.add_parser("print", help="打印其他文表")
    printing.add_argument("paper", nargs="?", metavar="文表", help="文表的名称")
    printing.add_argument("keys", nargs="*", metavar="编号", help="印哪些记录")
    printing.add_argument(
        "--out", metavar="文件.pdf", help="写成这个文件，有的文表也可以是 .docx 或 .xlsx"
    )
    printing.add_argument("--period", metavar="期间", help="统计表等的期间")
    printing.add_argument("--list", action="store_true", help="列出全部文表")
    printing.set_defaults(run=run_print)


def run_minutes(arguments: argparse.Namespace) -> Answer:
    """Write the minutes of a meeting."""
    from zxdesk.papers.minutes import MINUTES, minutes_content

    path = printable_file(arguments.out, *MINUTES.formats)
    with opened(arguments) as ledger:
        event_id = one_record(ledger, KINDS["event"], arguments.event)
        content = minutes_content(ledger, event_id)
    result = MINUTES.write(content, path)
    return _answer(path, result, content.missing, content.doubts, tells_missing=True)


def run_print(arguments: argparse.Namespace) -> Answer:
    """Write one of the papers, or list them."""
    from zxdesk.exchange.paper_books import write_paper_book

    if arguments.list:
        return _listed()
    paper = _paper_named(arguments.paper or "")
    if not arguments.out:
        raise UserError("没有写生成到哪个文件", "请加 --out 文件.pdf")
    path = printable_file(arguments.out, *paper.endings)
    with opened(arguments) as ledger:
        request = _request(ledger, paper, arguments)
        if path.suffix.lower() not in paper.formats:
            write_paper_book(paper, ledger, request, path)
            return _answer(path, None)
        content = paper.collect(ledger, request)
        result = paper.write(content, path)
    missing, doubts = (getattr(content, name, ()) for name in ("missing", "doubts"))
    return _answer(path, result, missing, doubts)


def _listed() -> Answer:
    from zxdesk.papers.catalogue import PAPERS

    rows = [
        {
            "paper": name,
            "about": paper.about,
            "takes": paper.takes,
            "formats": list(paper.endings),
        }
        for name, paper in PAPERS.items()
    ]
    lines = (f"{r['paper']}  {r['about']}；后面写{r['takes']}" for r in rows)
    return Answer({"papers": rows}, tuple(lines))


def _paper_named(words: str) -> "PaperKind[Any]":
    from zxdesk.papers.catalogue import PAPERS

    name = _ENGLISH.get(words, words)
    if name not in PAPERS:
        raise UserError(
            f"没有“{name}”这种文表，没有生成文件",
            f"可用的有：{'、'.join(PAPERS)}",
            code="unknown_paper",
        )
    return PAPERS[name]


def _request(
    ledger: Ledger, paper: "PaperKind[Any]", arguments: argparse.Namespace
) -> "PaperRequest":
    from zxdesk.papers.kind import PaperRequest

    period = _period(ledger, paper, arguments.period)
    keys: list[str] = arguments.keys
    if len(keys) == 1 and keys[0] in paper.variants:
        return PaperRequest(period=period, variant=keys[0])
    kinds = paper.records
    if not kinds and keys:
        kinds, keys = (one_kind(keys[0]).name,), keys[1:]
    if not kinds or (paper.one and len(keys) != 1):
        raise UserError(
            f"{paper.name}要写明打印哪一个，没有生成文件",
            f"“{paper.name}”后面请写{paper.takes}",
            code="bad_key",
        )
    kind, ids = _named(ledger, kinds, keys)
    return PaperRequest(kind=kind, ids=ids if keys else None, period=period)


def _period(ledger: Ledger, paper: "PaperKind[Any]", words: str | None) -> Period | None:
    if not words:
        return None
    if not paper.by_period:
        raise UserError(
            f"{paper.name}不按期间打印，没有生成文件", "请去掉 --period", code="bad_period"
        )
    named = read_session(words) if paper.by_session else None
    return Period(words, None, ledger.today, named) if named else period_of(ledger, words)


def _named(
    ledger: Ledger, kinds: Sequence[str], keys: Sequence[str]
) -> tuple[str, tuple[int, ...]]:
    """Find records of the first kind that holds them all; none are of the paper's own kind."""
    *others, last = kinds if keys else kinds[:1]
    for kind in others:
        try:
            return kind, tuple(one_record(ledger, KINDS[kind], key) for key in keys)
        except UserError as error:
            if error.code != "unknown_key":
                raise
    return last, tuple(one_record(ledger, KINDS[last], key) for key in keys)


def _answer(
    path: Path,
    result: Any,
    missing: Sequence[str] = (),
    doubts: Sequence[str] = (),
    *,
    tells_missing: bool = False,
) -> Answer:
    pages = result.pages if result else None
    glyphs = result.missing_glyphs if result else ()
    if glyphs:
        where = "、".join(result.missing_in) or " ".join(glyphs)
        note(f"字体里没有这些字，纸上印作〓：{where}")
    data: dict[str, Any] = {"file": str(path), "pages": pages}
    if tells_missing:
        data |= {"missing": list(missing), "doubts": list(doubts)}
    for doubt in doubts:
        note(f"请核对：{doubt}")
    lines = [f"已生成 {path}" + (f"，{pages} 页" if pages is not None else "")]
    if missing:
        lines.append(f"台账里还没有：{'、'.join(missing)}")
    return Answer(data, tuple(lines))
