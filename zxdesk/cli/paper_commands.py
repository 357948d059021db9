"""minutes, print."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zxdesk.cli.frame import Answer, note, opened, printable_file
from zxdesk.cli.naming import one_kind, one_record
from zxdesk.errors import UserError
from zxdesk.queries import papers
from zxdesk.records import KINDS
from zxdesk.rules.periods import Period, read_session
from zxdesk.statistics.figures import period_of
from zxdesk.store import Ledger

if TYPE_CHECKING:
    from zxdesk.documents.papers import PaperKind
    from zxdesk.exchange.papers import Asked, Filling

_ENGLISH = {"attendance": "出席表", "roster": "委员名册"}
_BOOK = ".xlsx"


def add(commands: Any) -> None:
    """Add these commands."""
    minutes = commands.add_parser("minutes", help="会议纪要")
    minutes.add_argument("event", metavar="活动编号")
    minutes.add_argument("--out", required=True, metavar="文件.pdf")
    minutes.set_defaults(run=run_minutes)
    printing = commands.add_parser("print", help="打印其他文表")
    printing.add_argument("paper", nargs="?", metavar="文表")
    printing.add_argument("keys", nargs="*", metavar="编号")
    printing.add_argument("--out", metavar="文件.pdf")
    printing.add_argument("--period", metavar="期间")
    printing.add_argument("--list", action="store_true", help="列出全部文表")
    printing.set_defaults(run=run_print)


def run_minutes(arguments: argparse.Namespace) -> Answer:
    """Write the minutes of a meeting."""
    from zxdesk.documents.papers import BOTH, PAPERS

    path = printable_file(arguments.out, *BOTH)
    with opened(arguments) as ledger:
        event_id = one_record(ledger, KINDS["event"], arguments.event)
        content = papers.minutes_content(ledger, event_id)
    result = PAPERS["会议纪要"].write(content, path)
    return _answer(path, result, content.missing, tells_missing=True)


def run_print(arguments: argparse.Namespace) -> Answer:
    """Write one of the papers, or list them."""
    if arguments.list:
        return _listed()
    paper, filling = _paper_named(arguments.paper or "")
    if not arguments.out:
        raise UserError("没有写生成到哪个文件", "请加 --out 文件.pdf")
    path = printable_file(arguments.out, *_endings(paper, filling))
    with opened(arguments) as ledger:
        asked = _asked(ledger, paper, filling, arguments)
        if path.suffix.lower() == _BOOK and filling.book:
            filling.book(ledger, asked, path)
            return _answer(path, None)
        content = filling.fill(ledger, asked)
        result = paper.write(content, path)
    return _answer(path, result, getattr(content, "missing", ()))


def _listed() -> Answer:
    from zxdesk.documents.papers import PAPERS
    from zxdesk.exchange.papers import FILLINGS

    rows = [
        {
            "paper": name,
            "about": paper.about,
            "takes": FILLINGS[name].takes,
            "formats": list(_endings(paper, FILLINGS[name])),
        }
        for name, paper in PAPERS.items()
    ]
    lines = (f"{r['paper']}  {r['about']}；后面写{r['takes']}" for r in rows)
    return Answer({"papers": rows}, tuple(lines))


def _paper_named(words: str) -> "tuple[PaperKind, Filling]":
    from zxdesk.documents.papers import PAPERS
    from zxdesk.exchange.papers import FILLINGS

    name = _ENGLISH.get(words, words)
    if name not in PAPERS:
        raise UserError(
            f"没有“{name}”这种文表，没有生成文件",
            f"可用的有：{'、'.join(PAPERS)}",
            code="unknown_paper",
        )
    return PAPERS[name], FILLINGS[name]


def _endings(paper: "PaperKind", filling: "Filling") -> tuple[str, ...]:
    return (*paper.formats, *((_BOOK,) if filling.book else ()))


def _asked(
    ledger: Ledger, paper: "PaperKind", filling: "Filling", arguments: argparse.Namespace
) -> "Asked":
    from zxdesk.exchange.papers import Asked

    period = _period(ledger, paper, filling, arguments.period)
    keys: list[str] = arguments.keys
    if len(keys) == 1 and keys[0] in filling.variants:
        return Asked(period=period, variant=keys[0])
    kinds = paper.records
    if not kinds and keys:
        kinds, keys = (one_kind(keys[0]).name,), keys[1:]
    if not kinds or (paper.one and len(keys) != 1):
        raise UserError(
            f"{paper.name}要写明打印哪一个，没有生成文件",
            f"“{paper.name}”后面请写{filling.takes}",
            code="bad_key",
        )
    kind, ids = _named(ledger, kinds, keys)
    return Asked(kind=kind, ids=ids if keys else None, period=period)


def _period(
    ledger: Ledger, paper: "PaperKind", filling: "Filling", words: str | None
) -> Period | None:
    if not words:
        return None
    if not filling.by_period:
        raise UserError(
            f"{paper.name}不按期间打印，没有生成文件", "请去掉 --period", code="bad_period"
        )
    named = read_session(words) if filling.by_session else None
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
    path: Path, result: Any, missing: Sequence[str] = (), *, tells_missing: bool = False
) -> Answer:
    pages = result.pages if result else None
    glyphs = result.missing_glyphs if result else ()
    if glyphs:
        where = "、".join(result.missing_in) or " ".join(glyphs)
        note(f"字体里没有这些字，纸上印作〓：{where}")
    data = {"file": str(path), "pages": pages}
    if tells_missing:
        data["missing"] = list(missing)
    lines = [f"已生成 {path}" + (f"，{pages} 页" if pages is not None else "")]
    if missing:
        lines.append(f"台账里还没有：{'、'.join(missing)}")
    return Answer(data, tuple(lines))
