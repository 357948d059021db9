"""Turns the words of a cell into the records they mean; what may be missing is created."""

import re
from collections.abc import Callable, Iterator, Sequence

import sqlalchemy as sa
from sqlmodel import Session

from zxdesk.exchange import people, spelling
from zxdesk.exchange.choices import NO_CHOICES, Among, Choices, Question, RowKey
from zxdesk.exchange.directory import Directory, explicit_unit
from zxdesk.exchange.named_events import events_in
from zxdesk.exchange.pieces import longest_names, split
from zxdesk.exchange.rows import Problem, RowRejected, Word, shown
from zxdesk.exchange.unit_names import are_sectors, parted, without_part
from zxdesk.queries.values import Values, keys
from zxdesk.records import KINDS, RecordKind
from zxdesk.records.kind import Field, OneOf, Reference, RefList

Add = Callable[[RecordKind, Values, int], int]
_NAMED = 10
_NUMBER = re.compile(r"(?=.*\d)[ -~]+")  # W013 is no name of somebody


class Resolver:
    """Resolves references within one committee.

    Attributes:
        created: Sheets of the records created since the caller last emptied it.
        row: The row at hand, of which somebody may have decided something.
    """

    def __init__(
        self, session: Session, directory: Directory, add: Add, choices: Choices = NO_CHOICES
    ) -> None:
        """Resolve against a directory; `add` makes what is missing."""
        self._session = session
        self._directory = directory
        self._add = add
        self.created: list[str] = []
        self.row: RowKey = ("", "", 0, 0)
        self._choices = choices
        self._asked: dict[Question, Among] = {}

    def choose(
        self, kind: RecordKind, words: str, found: Sequence[int], *, new: bool = False
    ) -> tuple[bool, int | None]:
        """Tell whether somebody said which of several records the row at hand means, and which.

        Args:
            new: It may mean another one too, that is not there yet.
        """
        question = (self.row, kind.name, words)
        said = question in self._choices.meant
        chosen = self._choices.meant.get(question)
        known = chosen in found or (new and chosen is None)
        self._asked[question] = Among(question, tuple(found), new, chosen if known else None)
        return said and known, chosen

    def asked_of(self, row: RowKey) -> list[Among]:
        """Give, once, the records of which a row may mean one."""
        found = [question for question in self._asked if question[0] == row]
        return [self._asked.pop(question) for question in found]

    def field(
        self, spec: Field, words: Sequence[Word], owner: int
    ) -> int | tuple[int, ...] | tuple[str, int]:
        """Resolve what the columns of one field say.

        Raises:
            RowRejected: nothing or several things fit.
        """
        if isinstance(spec, RefList):
            return self.several(spec, words[0], owner)
        if isinstance(spec, OneOf):
            return self._one_of(spec, words[0], owner)
        assert isinstance(spec, Reference)
        if words[0].column.context and spec.target == "event":
            return self._named_above(words[0], owner)
        if len(words) == 1:
            named = self._first_of(spec, words[0].words, owner)
            return self._one(spec, words[0], named, owner)
        return self._agreeing(spec, words, owner)

    def _named_above(self, word: Word, owner: int) -> int:
        """Resolve the event that stands in the title of a sheet, or above a column of ticks."""
        found, reason = events_in(self._directory, word.words, word.column.context, owner)
        if len(found) == 1:
            return found[0]
        if found:
            chosen = self._chosen(KINDS["event"], word.words, found)
            if chosen is not None:
                return chosen
            raise _rejected(word, self.ambiguous(KINDS["event"], word.words, found))
        raise _rejected(word, reason or f"没有找到活动“{shown(word.words)}”")

    def several(self, spec: Reference, word: Word, owner: int) -> tuple[int, ...]:
        """Resolve a cell with several values."""
        ids: list[int] = []
        for words, found in self._names(spec, word, owner):
            if len(found) == 1:
                ids.append(found[0])
                continue
            units = parted(words) if spec.target == "unit" and not found else [words]
            ids += [self._one(spec, word, part, owner) for part in units]
        return tuple(dict.fromkeys(ids))

    def with_rest(
        self, spec: RefList, word: Word, owner: int
    ) -> tuple[tuple[int, ...], tuple[str, ...]]:
        """Resolve a cell whose field keeps names that fit nobody: the records, and those names.

        Raises:
            RowRejected: a name fits several, or what fits nobody is no name.
        """
        ids: list[int] = []
        rest: list[str] = []
        for words, found in self._names(spec, word, owner):
            known = found or self._directory.refused(KINDS[spec.target], owner, words)
            if known or _NUMBER.fullmatch(words):
                ids.append(found[0] if len(found) == 1 else self._one(spec, word, words, owner))
            else:
                rest.append(words)
        return tuple(dict.fromkeys(ids)), tuple(dict.fromkeys(rest))

    def _names(self, spec: Reference, word: Word, owner: int) -> Iterator[tuple[str, list[int]]]:
        """Give the names in a cell with the records they may mean."""

        def find(words: str) -> list[int]:
            return self._find(spec, words, owner)

        for words, found in longest_names(split(word.raw), find):
            if found or spec.target != "member":
                yield words, found
            else:
                yield from people.parted(words, find)

    def _find(self, spec: Reference, words: str, owner: int) -> list[int]:
        kind = KINDS[spec.target]
        found = self._directory.find(kind, words, owner=owner, categories=spec.categories)
        if found or spec.target != "member":
            return found
        some_are_others = isinstance(spec, RefList) and bool(spec.rest)
        for name in people.without_posts(words, any_post=not some_are_others):
            found = self._directory.find(kind, name, owner=owner)
            if found:
                return found
        return []

    def _first_of(self, spec: Reference, words: str, owner: int) -> str:
        """Give 李四 of 李四等3人, where one person is asked for and he is known."""
        first = people.without_others(words) if spec.target == "member" else ""
        return first if first and self._find(spec, first, owner) else words

    def _one(self, spec: Reference, word: Word, words: str, owner: int) -> int:
        found = self._find(spec, words, owner)
        if len(found) == 1:
            return found[0]
        kind = KINDS[spec.target]
        if found:
            chosen = self._chosen(kind, words, found)
            if chosen is not None:
                return chosen
            raise _rejected(word, self.ambiguous(kind, words, found))
        where = self._directory.refused(kind, owner, words)
        if where:
            raise _rejected(word, f"所引用的{kind.sheet}“{shown(words)}”在{where}没有导入")
        if spec.target == "unit" and are_sectors(words):
            raise _rejected(word, f"“{shown(words)}”是几个{spec.categories[0]}，一格只能填一个")
        if spec.create_missing:
            record_id = self.create_named(spec, words, owner)
            if record_id is not None:
                return record_id
        raise _rejected(word, f"没有找到{kind.sheet}“{shown(words)}”")

    def _chosen(self, kind: RecordKind, words: str, found: Sequence[int]) -> int | None:
        settled, chosen = self.choose(kind, words, found)
        return chosen if settled else None

    def create_named(self, spec: Reference, words: str, owner: int) -> int | None:
        """Make the record that words name; None where they do not say enough."""
        kind = KINDS[spec.target]
        values = _values_of_missing(spec, words)
        if values is None:
            return None
        made = self.create(kind, values, owner)
        if spec.target == "unit":
            self._directory.named.append((str(values["category"]), str(values["name"])))
        return made

    def create(self, kind: RecordKind, values: Values, owner: int) -> int:
        """Make a record that a row implies; it is counted where its kind has a sheet."""
        record_id = self._add(kind, values, owner)
        if kind.in_workbook:
            self.created.append(kind.sheet)
        return record_id

    def _agreeing(self, spec: Reference, words: Sequence[Word], owner: int) -> int:
        """Resolve a field that two columns name, by number and by name."""
        kind = KINDS[spec.target]
        fitting: list[int] | None = None
        for word in words:
            found = self._find(spec, word.words, owner)
            if not found:
                return self._one(spec, word, word.words, owner)
            fitting = found if fitting is None else [i for i in fitting if i in found]
            if not fitting:
                raise _rejected(word, f"与“{words[0].column.heading}”不是同一{kind.sheet}")
        if fitting and len(fitting) == 1:
            return fitting[0]
        raise _rejected(words[-1], self.ambiguous(kind, words[-1].words, fitting or []))

    def _one_of(self, spec: OneOf, word: Word, owner: int) -> tuple[str, int]:
        words = word.words
        sheet, colon, rest = words.replace("：", ":").partition(":")
        targets = [target for target, _ in spec.options]
        named = [t for t in targets if colon and KINDS[t].sheet == sheet.strip()]
        if named:
            targets, words = named, spelling.one_line(rest)
        found = self._by_key_then_name(targets, words, owner)
        if len(found) == 1:
            return found[0]
        if not found:
            raise _rejected(word, self._nowhere(targets, words, owner))
        sheets = list(dict.fromkeys(KINDS[target].sheet for target, _ in found))
        if len(sheets) > 1:
            forms = " 或 ".join(f"{sheet}:{shown(words)}" for sheet in sheets)
            raise _rejected(word, f"“{shown(words)}”{spoken(sheets)}里都有，请写明 {forms}")
        kind = KINDS[found[0][0]]
        raise _rejected(word, self.ambiguous(kind, words, [record_id for _, record_id in found]))

    def _by_key_then_name(
        self, targets: Sequence[str], words: str, owner: int
    ) -> list[tuple[str, int]]:
        keyed = [(t, self._directory.by_key(KINDS[t], words, owner)) for t in targets]
        by_key = [(target, record_id) for target, record_id in keyed if record_id is not None]
        return by_key or [
            (target, record_id)
            for target in targets
            for record_id in self._directory.find(KINDS[target], words, owner=owner)
        ]

    def _nowhere(self, targets: Sequence[str], words: str, owner: int) -> str:
        for target in targets:
            where = self._directory.refused(KINDS[target], owner, words)
            if where:
                return f"所引用的{KINDS[target].sheet}“{shown(words)}”在{where}没有导入"
        return f"{spoken([KINDS[t].sheet for t in targets])}里没有“{shown(words)}”"

    def ambiguous(self, kind: RecordKind, words: str, ids: Sequence[int]) -> str:
        """Say which records bear one name, by their keys."""
        numbers = keys(self._session, kind.name, ids[:_NAMED])
        sectors = self._sectors(ids[:_NAMED]) if kind.name == "member" else {}
        named = "、".join(
            numbers[i] + (f"（{sectors[i]}）" if sectors.get(i) else "") for i in ids[:_NAMED]
        )
        more = " 等" if len(ids) > _NAMED else ""
        heading = kind.fields[kind.key[-1]].title
        return f"有 {len(ids)} 个{kind.sheet}叫“{shown(words)}”：{named}{more}，请填{heading}"

    def _sectors(self, ids: Sequence[int]) -> dict[int, str]:
        service, unit = KINDS["service"].table, KINDS["unit"].table
        rows = self._session.connection().execute(
            sa.select(service.c.member_id, unit.c.name)
            .join(unit, unit.c.id == service.c.sector_id)
            .where(service.c.member_id.in_(ids))
            .order_by(service.c.id)
        )
        return {row.member_id: row.name for row in rows}


def spoken(names: Sequence[str]) -> str:
    """Give 活动、协商和共富项目."""
    *most, last = names
    return f"{'、'.join(most)}和{last}" if most else last


def _rejected(word: Word, reason: str) -> RowRejected:
    return RowRejected(Problem(word.column.heading, shown(word.raw), reason))


def _values_of_missing(spec: Reference, words: str) -> Values | None:
    """Give the values of a record that is created because a cell names it."""
    if spec.target == "unit":
        category, name = explicit_unit(words)
        name = without_part(name)
        named = any(map(str.isalpha, name))  # a number or a dash names no unit
        return {"name": name, "category": category or spec.categories[0]} if named else None
    kind = KINDS[spec.target]
    parts = words.split("/", len(kind.key) - 1)
    if len(parts) != len(kind.key):
        return None
    try:
        return {
            name: kind.fields[name].type.parse(part)
            for name, part in zip(kind.key, parts, strict=True)
        }
    except (ValueError, OverflowError):
        return None
