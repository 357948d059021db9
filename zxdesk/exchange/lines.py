"""Fields of several lines in one cell: parts parted by ｜ or |, `\\｜` where one is meant."""

import re
from collections.abc import Sequence

from zxdesk import text
from zxdesk.records.fieldtypes import Value
from zxdesk.records.kind import Lines

_SPECIAL = re.compile(r"([\\|｜])")


def read_lines(spec: Lines, cell: str) -> tuple[tuple[Value, ...], ...]:
    """Read a cell.

    Raises:
        ValueError: a line has no first part, too many parts, or one that does not fit.
    """
    lines = [text.one_line(line) for line in text.clean(cell).split("\n")]
    return tuple(_read_line(spec, n, line) for n, line in enumerate(filter(None, lines), start=1))


def _read_line(spec: Lines, number: int, line: str) -> tuple[Value, ...]:
    parts = _split(line)
    if len(parts) > len(spec.parts):
        raise ValueError(f"第{number}行多于{len(spec.parts)}段，应写作 {spec.help}")
    values: list[Value] = []
    for place, (_, caption, type_) in enumerate(spec.parts):
        try:
            values.append(type_.parse(parts[place]) if place < len(parts) else None)
        except ValueError as error:
            raise ValueError(f"第{number}行的{caption}{error}") from None
    if values[0] is None:
        raise ValueError(f"第{number}行没有{spec.parts[0][1]}")
    return tuple(values)


def _split(line: str) -> list[str]:
    parts, current, escaped = [], "", False
    for char in line:
        if escaped:
            current += char if char in "\\|｜" else "\\" + char
            escaped = False
        elif char == "\\":
            escaped = True
        elif char in "|｜":
            parts.append(current)
            current = ""
        else:
            current += char
    return [*parts, current + ("\\" if escaped else "")]


def write_lines(spec: Lines, value: Sequence[tuple[Value, ...]]) -> str:
    """Give lines as a cell holds them; `read_lines` gives the same again."""
    lines = []
    for line in value:
        shown = [type_.show(part) for (_, _, type_), part in zip(spec.parts, line, strict=True)]
        while shown and not shown[-1]:
            shown.pop()
        lines.append("｜".join(_SPECIAL.sub(r"\\\1", part) for part in shown))
    return "\n".join(lines)
