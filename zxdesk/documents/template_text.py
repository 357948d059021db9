"""A plain text as a template."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from zxdesk.documents.template_engine import Piece, Placed, fault_of_tag, fill
from zxdesk.documents.template_tags import Tag, TagFault, only_statements, tags_in
from zxdesk.errors import EnvironmentProblem

_MOST_BYTES = 5_000_000


def read_text(path: Path, data: bytes) -> str:
    """Read a text in UTF-8 or GBK.

    Raises:
        EnvironmentProblem: it is no text.
    """
    if len(data) <= _MOST_BYTES and b"\0" not in data:
        for encoding in ("utf-8-sig", "gb18030"):
            try:
                return data.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")
            except UnicodeDecodeError:
                continue
    raise EnvironmentProblem(
        f"模板“{path.name}”不是文本文件，或者太大，没有生成文件",
        "请用记事本打开，另存为 UTF-8 编码的 .txt 再试",
        code="unreadable_template",
    )


def fill_text(text: str, functions: Mapping[str, Callable[..., Any]]) -> str:
    """Fill the placeholders of a text; a line of statements alone leaves none behind.

    Raises:
        UserError: a placeholder that cannot be filled, named as it stands there.
    """
    starts = [0, *[at + 1 for at, char in enumerate(text) if char == "\n"]]
    tags: list[Tag] = []
    try:
        tags.extend(tags_in(text))
    except TagFault as error:
        at = text.rfind(error.text)
        raise fault_of_tag(error, _place(starts, at)) from error
    return fill(list(_pieces(text, starts, tags)), functions, str)


def _place(starts: Sequence[int], at: int) -> str:
    return f"第{bisect_right(starts, at)}行"


def _pieces(text: str, starts: Sequence[int], tags: Sequence[Tag]) -> Iterator[Piece]:
    vanishing = set(_vanishing(text, starts, tags))
    at = 0
    for tag in tags:
        yield _without(text, at, tag.start, starts, vanishing)
        yield Placed(tag, _place(starts, tag.start))
        at = tag.end
    yield _without(text, at, len(text), starts, vanishing)


def _vanishing(text: str, starts: Sequence[int], tags: Sequence[Tag]) -> Iterator[int]:
    """Give the numbers of the lines that hold statements alone."""
    by_line: dict[int, list[Tag]] = {}
    for tag in tags:
        for line in range(bisect_right(starts, tag.start), bisect_right(starts, tag.end - 1) + 1):
            by_line.setdefault(line, []).append(tag)
    for line, found in by_line.items():
        start = starts[line - 1]
        end = starts[line] if line < len(starts) else len(text)
        whole = all(start <= tag.start and tag.end <= end for tag in found)
        if whole and only_statements(text, found, start, end):
            yield line


def _without(text: str, begin: int, end: int, starts: Sequence[int], vanishing: set[int]) -> str:
    """Give what stands between two places, without the lines that vanish."""
    found: list[str] = []
    while begin < end:
        line = bisect_right(starts, begin)
        until = min(end, starts[line]) if line < len(starts) else end
        if line not in vanishing:
            found.append(text[begin:until])
        begin = until
    return "".join(found)
