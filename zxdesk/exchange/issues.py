"""期号 in a cell: unique with its year, which the dates of the row give or the cell itself."""

import re
from collections.abc import Callable
from datetime import date

from zxdesk.exchange import spelling
from zxdesk.exchange.directory import Directory
from zxdesk.exchange.rows import Entry, RowRejected, Word, shown
from zxdesk.queries.values import Values
from zxdesk.records.opinion import ADOPTION, ISSUE, OPINION

FIELD = "issue_id"
_SLASHED = re.compile(r"(\d{4})/(.+)")  # taken as it stands
_DATED = re.compile(
    r"(?:[〔［\[(（【]\s*(\d{4})\s*年?\s*[〕］\])）】]|(\d{4})\s*年)\s*(?:第\s*)?(.+?)\s*[期号]?"
)
_NUMBERED = re.compile(r"第?\s*(.+?)\s*[期号]?")


def written(year: int, number: str) -> str:
    """Give an issue as a cell names it whatever the dates beside it."""
    return f"{year}/{number}"


def years_of(kind_name: str, values: Values) -> tuple[int, ...]:
    """Give the years in which an issue without one may have come out, the likeliest first."""
    if kind_name == OPINION.name:
        day = values.get("reported_on") or values.get("submitted_on")
        return (day.year,) if isinstance(day, date) else ()
    day = values.get("adopted_on")
    return (day.year, day.year - 1) if isinstance(day, date) else ()


def bare_number(words: str) -> str:
    """Give the number of 第12期; the words themselves where there is nothing to take off."""
    match = _NUMBERED.fullmatch(words)
    return match[1] if match else words


class Issues:
    """Tells which issue a cell means."""

    def __init__(self, directory: Directory) -> None:
        """Look issues up in a directory."""
        self._directory = directory

    def meant(self, words: str, kind_name: str, values: Values, owner: int) -> str:
        """Give the issue that a cell names, as year/number; empty where no year is known.

        Args:
            values: The row's dates.
        """
        slashed = _SLASHED.fullmatch(words)
        if slashed:
            return written(int(slashed[1]), slashed[2])
        years = years_of(kind_name, values)
        forms = [written(year, words) for year in years]
        dated = _DATED.fullmatch(words)
        if dated:
            bare = [written(int(dated[1] or dated[2]), dated[3])]
        else:
            bare = [written(year, bare_number(words)) for year in years]
        known = [form for form in (*forms, *bare) if self.known(form, owner)]
        return next(iter(known or bare), "") or self._only_one(words, owner)

    def cell(self, record_id: int, kind_name: str, values: Values, owner: int) -> str:
        """Give the shortest words that are read as this issue again."""
        year, number = (
            str(part) for part in self._directory.index(ISSUE, owner).facts[record_id].key
        )
        others = [y for y in years_of(kind_name, values) if y != int(year)]
        doubtful = any(self.known(written(y, number), owner) for y in others)
        plain = bare_number(number) == number and not _DATED.fullmatch(number)
        full = written(int(year), number)
        if plain and not doubtful and self.meant(number, kind_name, values, owner) == full:
            return number
        return full

    def known(self, words: str, owner: int) -> bool:
        """Tell whether there is such an issue, as year/number."""
        return self._directory.by_key(ISSUE, words, owner) is not None

    def _only_one(self, words: str, owner: int) -> str:
        index = self._directory.index(ISSUE, owner)
        found = index.by_name.get(bare_number(words)) or index.by_name.get(words) or []
        if len(found) != 1:
            return ""
        year, number = index.facts[found[0]].key
        return written(int(str(year)), str(number))


def spell_out(
    entry: Entry,
    owner: int,
    issues: Issues,
    standing: Callable[[], Values | None],
    make: Callable[[str], object] | None = None,
) -> None:
    """Put the year into what a row says of its issue.

    Args:
        standing: Gives what the ledger holds of the row's record.
        make: Makes an issue named with its year; None where people may have mistyped it.

    Raises:
        RowRejected: the year cannot be told, or nothing came out under that number.
    """
    words = entry.words_of().get(FIELD)
    if not words:
        return
    kind = entry.kind
    values = dict(entry.plain())
    if kind is OPINION:
        values = {**(standing() or {}), **values}
    said = spelling.one_line(words[0].raw).replace(" ", "")
    meant = issues.meant(said, kind.name, values, owner)
    if not meant:
        raise RowRejected(entry.problem(FIELD, "看不出是哪一年的期号，请写作 2025/12"))
    if make and _SLASHED.fullmatch(said) and not issues.known(meant, owner):
        make(meant)
    if kind is ADOPTION and not issues.known(meant, owner):
        raise RowRejected(entry.problem(FIELD, _missing(meant, years_of(kind.name, values))))
    entry.words_of()[FIELD] = [Word(words[0].column, words[0].raw, meant)]


def _missing(meant: str, years: tuple[int, ...]) -> str:
    year, _, number = meant.partition("/")
    guessed = int(year) in years
    when = "、".join(f"{y}年" for y in (sorted(years) if guessed else [year]))
    advice = "，或写明年度，如 2025/12" if guessed else ""
    return f"社情民意里没有{when}第“{shown(number)}”期，请先登记{advice}"
