"""Files of every format that is read, spoilt by chance: each is taken or refused in a sentence.

A mutation is given by a seed and a number alone: `python -m tests.faults.mutations --mutations
100000 --seed 7 --first 4200` goes on where another run stopped.
"""

import argparse
import faulthandler
import io
import json
import os
import random
import resource
import shutil
import signal
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.faults.operations import (
    EXPORT,
    LEDGER,
    SHARED,
    attached,
    clock,
    county,
    exported,
    run,
    with_photo,
)
from tests.word_templates import word_template
from zxdesk.errors import ZxdeskError

PIECE = 200  # mutations that one fork reads
MEMORY, SECONDS = 3 << 30, 30
ROWS = {
    "委员": [{"委员编号": f"B{n}", "姓名": f"赵{n}", "界别": "科技界"} for n in range(12)],
    "活动": [{"编号": "HD-9", "名称": "读书会", "类型": "读书", "开始时间": "2026-03-05 09:00"}],
}


def table_of(sheets: Mapping[str, list[dict[str, str]]]) -> dict[str, list[list[str]]]:
    """Give sheets as rows, the headings first."""
    return {
        name: [list(rows[0]), *(list(row.values()) for row in rows)]
        for name, rows in sheets.items()
    }


@dataclass(frozen=True)
class Format:
    """One kind of file.

    Attributes:
        make: Makes a sound file of it in a folder.
        read: Reads a file as the program does.
        guarded: Whether the program reads it in a process of its own, so that a reader that
            dies or takes too much is stopped there and ends in a sentence.
    """

    make: Callable[[Path], Path]
    read: Callable[[Path], object]
    guarded: bool = False


def make_xlsx(folder: Path) -> Path:
    """Make a workbook."""
    from zxdesk.exchange.plain_book import write_plain_book

    write_plain_book(folder / "a.xlsx", ROWS)
    return folder / "a.xlsx"


def make_xls(folder: Path) -> Path:
    """Make an old workbook."""
    import xlwt

    book = xlwt.Workbook()
    for name, rows in ROWS.items():
        sheet = book.add_sheet(name)
        for number, cells in enumerate([list(rows[0]), *(list(row.values()) for row in rows)]):
            for column, cell in enumerate(cells):
                sheet.write(number, column, cell)
    book.save(str(folder / "a.xls"))
    return folder / "a.xls"


def make_csv(folder: Path) -> Path:
    """Make a comma separated file as Excel writes it in China."""
    lines = ["委员编号,姓名,界别", *(",".join(row.values()) for row in ROWS["委员"])]
    (folder / "委员.csv").write_bytes("\r\n".join(lines).encode("gb18030"))
    return folder / "委员.csv"


def make_ods(folder: Path) -> Path:
    """Make an OpenDocument workbook."""
    from tests.exchange.formats import write_ods

    return write_ods(folder / "a.ods", table_of(ROWS))


def make_page(folder: Path) -> Path:
    """Make a web page's table, as web systems name it."""
    from tests.exchange.formats import write_page

    return write_page(folder / "a.xls", table_of(ROWS))


def make_mail(folder: Path) -> Path:
    """Make a page packed as mail."""
    from tests.exchange.formats import write_mail

    return write_mail(folder / "a.mht", table_of(ROWS))


def make_xml(folder: Path) -> Path:
    """Make an XML spreadsheet."""
    from tests.exchange.formats import write_xml

    return write_xml(folder / "a.xls", table_of(ROWS))


def make_locked(folder: Path) -> Path:
    """Make a workbook that is locked with the standing password."""
    from tests.exchange.formats import lock

    return lock(make_xlsx(folder), folder / "b.xlsx", "VelvetSweatshop")


def make_ledger(folder: Path) -> Path:
    """Make a small filled ledger."""
    county(folder)
    return folder / LEDGER


def make_package(folder: Path) -> Path:
    """Make a quarter's package, with attachments."""
    county(folder)
    with_photo(folder)
    run(folder, "attach", "活动", "HD-2026-001", "合影.jpg", "签到.pdf", *SHARED)
    run(folder, *EXPORT, "--attachments")
    return next((folder / "报送").glob("*.zip"))


def make_signature(folder: Path) -> Path:
    """Make an installer's signature file."""
    from tests.signed import note_file, signed

    return note_file(signed(folder))


def make_json(folder: Path) -> Path:
    """Write records as JSON Lines."""
    file = folder / "委员.jsonl"
    lines = [f'{{"种类":"委员","委员编号":"B{n}","姓名":"赵{n}"}}' for n in range(40)]
    file.write_text("\n".join(lines), "utf-8")
    return file


def make_whole(folder: Path) -> Path:
    """Export all there is of a small ledger, with attachments."""
    county(folder)
    attached(folder)
    exported(folder)
    return folder / "全部.zip"


def make_docx(folder: Path) -> Path:
    """Write a template in Word, with a table and placeholders in pieces."""
    return word_template(folder)


def read_template(file: Path) -> object:
    """Fill a Word template, put it together again and set it by our own rules."""
    from zxdesk.documents.template_layout import draft_of_word
    from zxdesk.documents.template_word import fill_word, read_word, word_bytes

    filled = fill_word(read_word(file, file.read_bytes()), {"数": lambda *_, **__: 20})
    return word_bytes(filled, ["附", "一"]), draft_of_word(filled)


def read_book(file: Path) -> object:
    """Read a workbook as the reading process does."""
    from zxdesk.exchange.book_file import open_book

    return open_book(file)


def read_package(file: Path) -> object:
    """Open a package as the reading process does, and read what it says of itself."""
    from zxdesk.exchange.manifest import read_manifest
    from zxdesk.exchange.package_file import unpack

    return read_manifest(file, unpack(file).manifest, today=clock().date())


def read_whole(file: Path) -> object:
    """Read the whole of a ledger as the reading process does."""
    from zxdesk.exchange.whole_file import send

    return send(file, io.BytesIO())


def read_ledger(file: Path) -> object:
    """Open a ledger, check it, list and search it."""
    from zxdesk.queries.lists import RecordList
    from zxdesk.records import KINDS
    from zxdesk.store import check, history, open_ledger

    with open_ledger(file, writing=False, clock=clock) as ledger:
        check.check(ledger, deep=True)
        history.listed(ledger)
        for kind in KINDS.values():
            found = RecordList(ledger, kind)
            found.rows(found.ids()[:20])
    return None


def read_signature(file: Path) -> object:
    """Verify an installer's signature file."""
    from zxdesk.services import updates

    return updates._verified(file.with_suffix(""), file)


FORMATS: Mapping[str, Format] = {
    "xlsx": Format(make_xlsx, read_book, guarded=True),
    "xls": Format(make_xls, read_book, guarded=True),
    "csv": Format(make_csv, read_book, guarded=True),
    "ods": Format(make_ods, read_book, guarded=True),
    "html": Format(make_page, read_book, guarded=True),
    "mht": Format(make_mail, read_book, guarded=True),
    "xml": Format(make_xml, read_book, guarded=True),
    "locked": Format(make_locked, read_book, guarded=True),
    "zxd": Format(make_ledger, read_ledger),
    "zip": Format(make_package, read_package, guarded=True),
    "sig": Format(make_signature, read_signature),
    "jsonl": Format(make_json, read_book, guarded=True),
    "whole": Format(make_whole, read_whole, guarded=True),
    "docx": Format(make_docx, read_template),
}


def spoilt(data: bytes, chance: random.Random) -> bytes:
    """Give a file's bytes with a few things gone wrong."""
    content = bytearray(data)
    for _ in range(chance.choice((1, 1, 1, 2, 4, 16))):
        if not content:
            break
        chance.choice((_flip, _overwrite, _cut, _drop, _double, _splice, _number))(content, chance)
    return bytes(content)


def _flip(content: bytearray, chance: random.Random) -> None:
    content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)


def _overwrite(content: bytearray, chance: random.Random) -> None:
    at = chance.randrange(len(content))
    content[at : at + chance.choice((1, 2, 4, 512))] = chance.choice((b"\0", b"\xff", b"\x80")) * 4


def _cut(content: bytearray, chance: random.Random) -> None:
    del content[chance.randrange(len(content)) :]


def _drop(content: bytearray, chance: random.Random) -> None:
    at = chance.randrange(len(content))
    del content[at : at + chance.choice((1, 7, 100, 4096))]


def _double(content: bytearray, chance: random.Random) -> None:
    at = chance.randrange(len(content))
    content[at:at] = content[at : at + chance.choice((1, 16, 512))]


def _splice(content: bytearray, chance: random.Random) -> None:
    one, other = chance.randrange(len(content)), chance.randrange(len(content))
    length = chance.choice((4, 64, 512))
    content[one : one + length] = content[other : other + length]


def _number(content: bytearray, chance: random.Random) -> None:
    at = chance.randrange(len(content))
    number = chance.choice((0, 1, 0x7F, 0xFF, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFE, 0xFFFFFFFF))
    content[at : at + 4] = number.to_bytes(4, "little")


class Spoiler:
    """Sound files of every format, and what becomes of them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._sound: dict[str, Path] = {}
        for name, one in FORMATS.items():
            place = folder / name
            place.mkdir()
            self._sound[name] = one.make(place)
        self._bytes = {name: file.read_bytes() for name, file in self._sound.items()}

    def complaints(self, *, seed: int, first: int, count: int) -> Iterator[str]:
        """Read mutations and give those that end in anything but a sentence."""
        at, last = first, first + count
        while at < last:
            fell, done = self._forked(seed, at, min(at + PIECE, last))
            yield from fell
            at = done

    def _forked(self, seed: int, first: int, last: int) -> tuple[list[str], int]:
        """Read some in a fork; where it dies, say at which, and where to go on."""
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reading)
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
            faulthandler.disable()
            os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # a reader that panics says it there
            self._read_all(seed, first, last, writing)
            os._exit(0)
        os.close(writing)
        with os.fdopen(reading, encoding="utf-8") as pipe:
            lines = [json.loads(line) for line in pipe]
        _, status = os.waitpid(child, 0)
        begun = max((line["number"] for line in lines), default=first)
        fell = [f"{seed}:{line['number']} {line['words']}" for line in lines if line["words"]]
        if os.WIFSIGNALED(status):
            name = format_of(begun)
            if not FORMATS[name].guarded:
                fell.append(f"{seed}:{begun} {name}: signal {os.WTERMSIG(status)}")
            return fell, begun + 1
        return fell, last

    def _read_all(self, seed: int, first: int, last: int, back: int) -> None:
        place = self._folder / f"fork-{os.getpid()}"
        place.mkdir()
        for number in range(first, last):
            os.write(back, json.dumps({"number": number, "words": ""}).encode() + b"\n")
            signal.alarm(SECONDS)
            words = self._read(seed, number, place)
            if words:
                os.write(back, json.dumps({"number": number, "words": words}).encode() + b"\n")
        shutil.rmtree(place, ignore_errors=True)

    def _read(self, seed: int, number: int, place: Path) -> str:
        name = format_of(number)
        file = place / self._sound[name].name
        if name == "sig":
            shutil.copy(self._sound[name].with_suffix(""), place)
        file.write_bytes(spoilt(self._bytes[name], random.Random(f"{seed}:{number}")))
        try:
            FORMATS[name].read(file)
        except ZxdeskError:
            return ""
        except MemoryError:
            return "" if FORMATS[name].guarded else f"{name}: MemoryError"
        except BaseException as error:
            return f"{name}: {type(error).__name__}: {str(error)[:200]}"
        return ""


def format_of(number: int) -> str:
    """Give the format whose turn a mutation is."""
    return list(FORMATS)[number % len(FORMATS)]


def main() -> int:
    """Read many mutations and say how that went."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mutations", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0)
    arguments = parser.parse_args()
    fell: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as place:
        os.environ.update({"HOME": f"{place}/home", "XDG_DATA_HOME": f"{place}/home"})
        spoiler = Spoiler(Path(place))
        for first in range(arguments.first, arguments.first + arguments.mutations, 1000):
            count = min(1000, arguments.first + arguments.mutations - first)
            for line in spoiler.complaints(seed=arguments.seed, first=first, count=count):
                fell[line.split()[1]] += 1
                print(line, flush=True)
            print(f"{first + count}: {sum(fell.values())} fell", file=sys.stderr, flush=True)
    print(f"{arguments.mutations} mutations: {sum(fell.values())} fell {dict(fell)}")
    return int(bool(fell))


if __name__ == "__main__":
    sys.exit(main())
