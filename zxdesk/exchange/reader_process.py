"""The process that reads foreign files: bound in memory and time, it gives plain frames back.

It imports neither database nor window, so that it starts at once. One process reads one file
after the other, until the pipe ends or it is ended.
"""

import json
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, BinaryIO

from zxdesk.errors import ZxdeskError
from zxdesk.exchange import frames, limits
from zxdesk.exchange.book import Row
from zxdesk.exchange.guard import unreadable

# The word by which the program starts as this process.
WORD = "--read-for-zxdesk"
HELLO = "zxdesk"
_LONGEST_REQUEST = 1 << 20


def serve() -> int:
    """Read what is asked for, until the pipe ends."""
    out = os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 1)  # whatever a reader prints is no frame
    frames.send_json(out, frames.VALUE, HELLO)
    out.flush()
    with os.fdopen(0, "rb") as asked:
        while line := asked.readline(_LONGEST_REQUEST):
            request = json.loads(line)
            limits.bind(limits.Limits(**request["limits"]))
            _answer(request, out)
            out.flush()
            limits.unbind()
    return 0


def _answer(request: dict[str, Any], out: BinaryIO) -> None:
    try:
        TASKS[request["task"]](Path(request["file"]), request, out)
    except MemoryError:
        os._exit(1)  # too little is left for anything else
    except ZxdeskError as error:
        said = {"message": error.message, "advice": error.advice, "code": error.code}
        frames.send_json(out, frames.ERROR, {"kind": type(error).__name__, **said})
    else:
        frames.send(out, frames.DONE)


def _read_book(file: Path, request: dict[str, Any], out: BinaryIO) -> None:
    from zxdesk.exchange.book_file import open_book

    book = open_book(file, request["password"])
    for note in book.notes:
        frames.send_json(out, frames.NOTE, note)
    for sheet in book.sheets:
        about = [sheet.name, sheet.from_1904, sheet.hidden]
        frames.send_json(out, frames.SHEET, about)
        for start in range(0, len(sheet.rows), frames.ROWS_IN_FRAME):
            _send_rows(file, sheet.rows[start : start + frames.ROWS_IN_FRAME], out)


def _send_rows(file: Path, rows: Sequence[Row], out: BinaryIO) -> None:
    """Send rows in as many frames as they need."""
    weight = sum(len(cell) for row in rows for cell in row.cells if isinstance(cell, str))
    if weight * 6 < frames.LONGEST:  # no letter takes more than six bytes
        frames.send_json(out, frames.ROWS, [frames.numbered(r.number, r.cells) for r in rows])
    elif len(rows) > 1:
        _send_rows(file, rows[: len(rows) // 2], out)
        _send_rows(file, rows[len(rows) // 2 :], out)
    else:
        raise unreadable(file, "有过长的内容", "请把长文拆开，另存后再导入")


def _open_package(file: Path, request: dict[str, Any], out: BinaryIO) -> None:
    from zxdesk.exchange.package_file import unpack

    opened = unpack(file, password=request["password"])
    said = {"manifest": opened.manifest, "sha256": opened.sha256}
    frames.send_json(out, frames.VALUE, said)
    for name, content in opened.files.items():
        frames.send_bytes(out, name, content)


def _send_whole(file: Path, _request: dict[str, Any], out: BinaryIO) -> None:
    from zxdesk.exchange.whole_file import send

    send(file, out)


TASKS: dict[str, Callable[[Path, dict[str, Any], BinaryIO], None]] = {
    "book": _read_book,
    "package": _open_package,
    "whole": _send_whole,
}
