"""What stands above a table and holds for all of it: 届次, 会次, the event that people came to."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from zxdesk import text
from zxdesk.exchange import import_words
from zxdesk.exchange.book import Row
from zxdesk.exchange.captions import plain
from zxdesk.records.event import STATUSES

_NUMERAL = "[一二三四五六七八九十百〇零\\d]{1,4}"
_TERM = re.compile(rf"第?({_NUMERAL})届")
_SESSION = re.compile(rf"({_NUMERAL})届(?:委员会)?(?:全体)?第?({_NUMERAL})次(?!常)")
_LONGEST = 60


@dataclass(frozen=True)
class Title:
    """The lines above a table, and the sheet's name."""

    name: str
    lines: tuple[str, ...] = ()

    @property
    def context(self) -> str:
        """All lines, those of running text left out, and the sheet's name: it may be a day."""
        return "\n".join((*self.lines, text.one_line(self.name)))

    def term(self) -> str:
        """Give the 届次 that is named; empty where none is, or several are."""
        return _only(f"{found}届" for found in _TERM.findall(self._searched()))

    def session(self) -> str:
        """Give the 会次 that is named beside its 届; empty where none is, or several are."""
        return _only(f"{found[1]}次" for found in _SESSION.findall(self._searched()))

    def event(self) -> str:
        """Give what is left of the title of a sign-in sheet: the event's name; else empty.

        Where nothing is left of it, all that stands above the table is given.
        """
        labels = import_words.words("event_titles", "labels")
        for line in self.lines:
            for part in re.split(r"[\s　]{2,}|\n", line):
                label, colon, value = part.replace("：", ":").partition(":")
                if colon and plain(label) in labels and value.strip():
                    return text.one_line(value)
        ends = import_words.pattern("event_titles", "ends")
        for line in (*self.lines, self.name):
            bare = ends.sub("", "".join(line.split()))
            if bare != "".join(line.split()):
                return bare or "，".join(self.lines)
        return ""

    def status(self) -> str:
        """Give what the title says of all whom a list is of: 请假 of 请假人员名单; else empty."""
        said = "".join(self._searched().split())
        return _only(
            status
            for status in STATUSES
            if import_words.pattern("event_titles", "statuses", status).search(said)
        )

    def _searched(self) -> str:
        return "\n".join((*self.lines, self.name)).replace(" ", "")


def title_of(name: str, rows: Sequence[Row]) -> Title:
    """Give the title that rows above a table make."""
    lines: list[str] = []
    for row in rows:
        words = dict.fromkeys(text.clean(str(cell)) for cell in row.cells if cell is not None)
        line = "  ".join(words)
        if line and len(line) <= _LONGEST * 2 and line not in lines:
            lines.append(line)
    return Title(name, tuple(lines))


def _only(found: Iterable[str]) -> str:
    different = set(found)
    return different.pop() if len(different) == 1 else ""
