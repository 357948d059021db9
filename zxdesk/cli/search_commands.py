"""search."""

import argparse
from typing import Any

from zxdesk.cli.frame import Answer, opened
from zxdesk.cli.naming import one_kind
from zxdesk.errors import UserError
from zxdesk.queries.search import Hit, Results, search
from zxdesk.queries.values import keys
from zxdesk.records import KINDS
from zxdesk.store import Ledger

_MOST = 50


def add(commands: Any) -> None:
    """Add this command."""
    parser = commands.add_parser("search", help="在全部记录里查找（文字、拼音、拼音首字母）")
    parser.add_argument("text", metavar="文字", help="要找的文字、拼音或拼音首字母")
    parser.add_argument("--kind", default="", metavar="种类", help="只找这一类")
    parser.add_argument("--limit", type=int, default=_MOST, metavar="条数", help="每类最多列几条")
    parser.set_defaults(run=run_search)


def run_search(arguments: argparse.Namespace) -> Answer:
    """Find records by what stands in them."""
    kind = one_kind(arguments.kind).name if arguments.kind else ""
    if arguments.limit < 0:
        raise UserError("--limit 不能是负数，没有查找", "请写不小于 0 的整数", code="bad_limit")
    with opened(arguments) as ledger:
        results = search(ledger, arguments.text, kind=kind, limit=arguments.limit)
        keyed = _keys(ledger, results)
    lines = [f"找到 {results.total} 条" if results.total else "没有找到"]
    for group in results.groups:
        lines.append(f"{KINDS[group.kind].sheet} {group.total} 条")
        lines += [_line(hit, keyed[hit.kind, hit.record]) for hit in group.hits]
    hits = [
        _data(hit, keyed[hit.kind, hit.record]) for group in results.groups for hit in group.hits
    ]
    data = {"hits": hits, "total": results.total}
    return Answer(data, tuple(lines))


def _keys(ledger: Ledger, results: Results) -> dict[tuple[str, int], str]:
    with ledger.read() as session:
        return {
            (group.kind, record): key
            for group in results.groups
            for record, key in keys(session, group.kind, [hit.record for hit in group.hits]).items()
        }


def _data(hit: Hit, key: str) -> dict[str, str]:
    return {
        "kind": KINDS[hit.kind].sheet,
        "key": key,
        "title": hit.title,
        "snippet": hit.snippet,
    }


def _line(hit: Hit, key: str) -> str:
    field = f"　{hit.caption}：{hit.snippet}" if hit.caption else ""
    return f"  {key}  {hit.title}{field}"
