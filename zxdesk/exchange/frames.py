"""What the reading process sends back: plain frames of JSON or bytes, which can run nothing.

A frame is one letter, its length and its content. Both sides stand here; the receiving one takes
nothing for granted, since the sender may have been taken over by the file it reads.
"""

import json
import struct
from collections.abc import Callable, Iterable
from datetime import date, datetime, time, timedelta
from typing import Any, BinaryIO

NOTE, SHEET, ROWS, VALUE, NAMED, PART, ERROR, DONE = (bytes((code,)) for code in b"NSRVFPEZ")
_KINDS = {NOTE, SHEET, ROWS, VALUE, NAMED, PART, ERROR, DONE}
LONGEST = 64 << 20
PIECE = 1 << 20
ROWS_IN_FRAME = 500
_HEAD = struct.Struct(">cI")
_PLAIN = {type(None), bool, int, float, str, list}
_TIMES: dict[str, Callable[[str], object]] = {
    "moment": datetime.fromisoformat,
    "day": date.fromisoformat,
    "time": time.fromisoformat,
    "span": lambda words: timedelta(seconds=float(words)),
}

Frame = tuple[bytes, bytes]
Cells = tuple[int, tuple[object, ...]]


class Garbled(Exception):
    """What came back is not what a reading process sends."""


def send(stream: BinaryIO, kind: bytes, content: bytes = b"") -> None:
    """Send one frame."""
    stream.write(_HEAD.pack(kind, len(content)) + content)


def send_json(stream: BinaryIO, kind: bytes, value: object) -> None:
    """Send a frame of JSON; what no encoding holds becomes a question mark."""
    text = json.dumps(value, ensure_ascii=False, default=_spelled, separators=(",", ":"))
    send(stream, kind, text.encode("utf-8", errors="replace"))


def send_bytes(stream: BinaryIO, name: str, content: bytes) -> None:
    """Send a file piece by piece under its name."""
    send_json(stream, NAMED, name)
    for start in range(0, len(content), PIECE):
        send(stream, PART, content[start : start + PIECE])


def receive(stream: BinaryIO) -> Frame | None:
    """Receive one frame; None where the stream has ended.

    Raises:
        Garbled: it is none.
    """
    head = stream.read(_HEAD.size)
    if not head:
        return None
    if len(head) < _HEAD.size:
        raise Garbled
    kind, length = _HEAD.unpack(head)
    if kind not in _KINDS or length > LONGEST:
        raise Garbled
    content = stream.read(length)
    if len(content) < length:
        raise Garbled
    return kind, content


def value_of(content: bytes) -> Any:
    """Give the value of a frame of JSON.

    Raises:
        Garbled: it is none.
    """
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        raise Garbled from None


def words_of(content: bytes) -> str:
    """Give the text of a frame.

    Raises:
        Garbled: it holds something else.
    """
    value = value_of(content)
    if not isinstance(value, str):
        raise Garbled
    return value


def sheet_of(content: bytes) -> tuple[str, bool, bool]:
    """Give the name of a sheet, whether its days count from 1904, and whether it is hidden.

    Raises:
        Garbled: it is none.
    """
    value = value_of(content)
    if not isinstance(value, list) or list(map(type, value)) != [str, bool, bool]:
        raise Garbled
    return value[0], value[1], value[2]


def rows_of(content: bytes, after: int) -> list[Cells]:
    """Give rows with their numbers, which rise from `after`.

    Raises:
        Garbled: they are no rows.
    """
    value = value_of(content)
    if not isinstance(value, list):
        raise Garbled
    found: list[Cells] = []
    for raw in value:
        if not isinstance(raw, list) or not set(map(type, raw)) <= _PLAIN or not raw:
            raise Garbled
        number, *cells = raw
        if type(number) is not int or number <= after:
            raise Garbled
        after = number
        found.append((number, _revived(cells)))
    return found


def numbered(number: int, cells: Iterable[object]) -> list[object]:
    """Give a row as it is sent."""
    return [number, *cells]


def _spelled(value: object) -> object:
    """Give a day or time as JSON has it: in a list, which no cell is."""
    if isinstance(value, datetime):
        return ["moment", value.isoformat()]
    if isinstance(value, date):
        return ["day", value.isoformat()]
    if isinstance(value, time):
        return ["time", value.isoformat()]
    if isinstance(value, timedelta):
        return ["span", str(value.total_seconds())]
    raise TypeError(type(value).__name__)


def _revived(cells: list[object]) -> tuple[object, ...]:
    if list not in map(type, cells):
        return tuple(cells)
    return tuple(_time(cell) if isinstance(cell, list) else cell for cell in cells)


def _time(spelled: list[object]) -> object:
    try:
        kind, words = spelled
        return _TIMES[str(kind)](str(words))
    except (ValueError, KeyError, OverflowError):
        raise Garbled from None
