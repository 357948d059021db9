"""Filters by label, across links: 「来源.阵地.地区=云溪街道」 as SQL.

A filter is a field's label; a dot follows a link. Conditions on one link hold for the same linked
row. A reference is matched by the name or key of its target, in whatever committee; on a tree
(品牌, 单位) a name takes in what stands below it. A member's 界别 is taken on the record's date.
On any label 未填 asks for records with nothing there, 已填 for those with something.
"""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from zxdesk import text
from zxdesk.errors import UserError
from zxdesk.queries.services import in_office
from zxdesk.records import KINDS, RecordKind, unit
from zxdesk.records.fieldtypes import Choice, Names
from zxdesk.records.kind import Field, Lines, OneOf, Reference, RefList

ALIASES = {"阵地类型": "阵地.类型", "阵地子类": "阵地.子类", "主办类别": "主办单位.类别"}
_TREES = ("unit", "programme")
UNFILLED, FILLED = "未填", "已填"

Path = tuple[str, ...]
Term = tuple[Path, tuple[str, ...]]
Mention = tuple[str, str, Any]
On = sa.ColumnElement[Any]


def path_of(label: str) -> Path:
    """Part a label at its dots and write its aliases out."""
    parts: list[str] = []
    for part in label.split("."):
        parts += ALIASES.get(part.strip(), part.strip()).split(".")
    return tuple(parts)


def unknown_label(label: str, kind: RecordKind) -> UserError:
    """Give the error for a label that a kind does not have."""
    known = "、".join(captions(kind))
    return UserError(
        f"没有“{label}”这个筛选项，没有执行", f"可用的有：{known}", code="unknown_filter"
    )


def captions(kind: RecordKind) -> list[str]:
    """Give the labels that filters on a kind may use."""
    own = [f.caption for f in kind.visible_fields() if not isinstance(f, Lines)]
    if kind.periods:
        own += [f.caption for f in KINDS[kind.periods.kind].visible_fields()]
    own += [alias for alias, path in ALIASES.items() if path.split(".")[0] in own]
    return list(dict.fromkeys(own))


def find_field(kind: RecordKind, caption: str) -> Field | None:
    """Find the field of a kind under a label; fields of several lines cannot be filtered."""
    spec = kind.by_caption(caption)
    return None if isinstance(spec, Lines) else spec


def has_label(kind: RecordKind, caption: str) -> bool:
    """Tell whether a kind, or its periods, has a label."""
    if find_field(kind, caption):
        return True
    return bool(kind.periods and find_field(KINDS[kind.periods.kind], caption))


class Conditions:
    """Turns labels into SQL for the rows of one kind.

    Attributes:
        mentions: Values that need not exist, as (kind, field or "" for a name, value): a figure
            notes those that no record has.
    """

    def __init__(
        self,
        kind: RecordKind,
        *,
        on: On,
        table: Any = None,
        mentions: list[Mention] | None = None,
    ) -> None:
        """Start.

        Args:
            on: The day (ISO text) on which services are taken.
            table: The table or alias the rows come from; default the kind's table.
            mentions: A list to which mentions are added.
        """
        self.kind = kind
        self.on = on
        self.table = kind.table if table is None else table
        self.mentions = mentions if mentions is not None else []

    def of(self, terms: Sequence[tuple[str, Sequence[str]]]) -> list[sa.ColumnElement[bool]]:
        """Give the conditions of labelled values.

        Raises:
            UserError: an unknown label, or a value outside a closed list.
        """
        return self.of_paths([(path_of(label), tuple(values)) for label, values in terms])

    def of_paths(self, terms: Sequence[Term]) -> list[sa.ColumnElement[bool]]:
        """Give the conditions of parted labels."""
        by_first: dict[str, list[Term]] = {}
        periodic: list[Term] = []
        for path, values in terms:
            if find_field(self.kind, path[0]) is None and has_label(self.kind, path[0]):
                periodic.append((path, values))
            else:
                by_first.setdefault(path[0], []).append((path[1:], values))
        found = [self._first(caption, rest) for caption, rest in by_first.items()]
        if periodic:
            found.append(self.holding(periodic))
        return found

    def holding(self, terms: Sequence[Term]) -> sa.ColumnElement[bool]:
        """Say that one of the periods holds on the day and fits all of `terms`."""
        periods = self.kind.periods
        assert periods is not None
        kind = KINDS[periods.kind]
        row = kind.table.alias()
        inner = self._inside(kind, row).of_paths(terms)
        return sa.exists(
            sa.select(row.c.id).where(
                row.c[periods.column] == self.table.c.id, in_office(row, self.on), *inner
            )
        )

    def _inside(self, kind: RecordKind, row: Any) -> "Conditions":
        """Give the conditions on linked rows."""
        return Conditions(kind, on=self.on, table=row, mentions=self.mentions)

    def _first(self, caption: str, rest: list[Term]) -> sa.ColumnElement[bool]:
        spec = find_field(self.kind, caption)
        if spec is None:
            raise unknown_label(caption, self.kind)
        on_presence = [term for term in rest if not term[0] and {UNFILLED, FILLED} & set(term[1])]
        found = [self._presence(spec, values) for _, values in on_presence]
        others = [term for term in rest if term not in on_presence]
        if others:
            found.append(self._matching(spec, others))
        return sa.and_(*found)

    def _presence(self, spec: Field, values: tuple[str, ...]) -> sa.ColumnElement[bool]:
        filled = self._filled(spec)
        tests = [filled] if FILLED in values else []
        if UNFILLED in values:
            tests.append(sa.not_(filled))
        others = tuple(value for value in values if value not in (FILLED, UNFILLED))
        if others:
            tests.append(self._matching(spec, [((), others)]))
        return sa.or_(*tests)

    def _filled(self, spec: Field) -> sa.ColumnElement[bool]:
        """Say that a field holds something."""
        if isinstance(spec, RefList):
            link = spec.table.alias()
            return sa.exists(sa.select(link.c.id).where(link.c.record_id == self.table.c.id))
        names = [name for _, name in spec.options] if isinstance(spec, OneOf) else [spec.name]
        return sa.or_(*[self.table.c[name].is_not(None) for name in names])

    def _matching(self, spec: Field, rest: list[Term]) -> sa.ColumnElement[bool]:
        if isinstance(spec, OneOf):
            return self._one_of(spec, rest)
        if isinstance(spec, RefList):
            link = spec.table.alias()
            targets = self._targets(spec.target, rest)
            return sa.exists(
                sa.select(link.c.id).where(
                    link.c.record_id == self.table.c.id, link.c.target_id.in_(targets)
                )
            )
        if isinstance(spec, Reference):
            return self.table.c[spec.name].in_(self._targets(spec.target, rest))
        return sa.and_(*[self._scalar(spec, path, values) for path, values in rest])

    def _scalar(self, spec: Field, path: Path, values: tuple[str, ...]) -> sa.ColumnElement[bool]:
        if path:
            raise UserError(
                f"“{spec.caption}”后面不能再接“.{path[0]}”，没有执行", "请去掉点和后面的部分"
            )
        column = self.table.c[spec.name]
        parsed = [_parsed(spec, value) for value in values]
        if isinstance(spec.type, Names):
            padded = sa.literal("、") + column + sa.literal("、")
            return sa.or_(*[padded.contains(f"、{v}、", autoescape=True) for v in parsed])
        if not isinstance(spec.type, Choice):
            self.mentions += [(self.kind.name, spec.name, v) for v in parsed]
        return column.in_(parsed)

    def _one_of(self, spec: OneOf, rest: list[Term]) -> sa.ColumnElement[bool]:
        fitting = [
            self.table.c[column].in_(self._targets(target, rest))
            for target, column in spec.options
            if all(not path or has_label(KINDS[target], path[0]) for path, _ in rest)
        ]
        if not fitting:
            label = next(path[0] for path, _ in rest if path)
            raise unknown_label(f"{spec.caption}.{label}", KINDS[spec.options[0][0]])
        return sa.or_(*fitting)

    def _targets(self, target: str, rest: list[Term]) -> sa.Select[tuple[int]]:
        """Give the ids of target rows that fit names (empty paths) and further paths."""
        kind = KINDS[target]
        row = kind.table.alias()
        names = [values for path, values in rest if not path]
        onward = [(path, values) for path, values in rest if path]
        conditions: list[sa.ColumnElement[bool]] = []
        for values in names:
            conditions.append(row.c.id.in_(named(kind, values)))
            self.mentions += [(target, "", v) for v in values]
        if onward:
            conditions += self._inside(kind, row).of_paths(onward)
        return sa.select(row.c.id).where(*conditions)

    def grouping(
        self, path: Path, origin: Any = None, *, target: str = ""
    ) -> tuple[Any, sa.ColumnElement[Any]]:
        """Give what to select from and the group of each row, for one label.

        Args:
            target: Group by the ids of the linked records of this kind instead of their names.
        """
        return self._grouped(self.table if origin is None else origin, path, target)

    def _grouped(self, origin: Any, path: Path, target: str) -> tuple[Any, sa.ColumnElement[Any]]:
        spec = find_field(self.kind, path[0])
        if spec is None:
            return self._grouped_by_period(origin, path, target)
        if isinstance(spec, OneOf):
            return self._grouped_by_one_of(origin, spec, path, target)
        if isinstance(spec, Reference):
            kind = KINDS[spec.target]
            row = kind.table.alias()
            origin = self._joined(origin, spec, row)
            if len(path) == 1:
                return origin, _group_of(kind, row, target)
            return self._inside(kind, row)._grouped(origin, path[1:], target)
        if len(path) > 1:
            raise UserError(f"“{spec.caption}”后面不能再接“.{path[1]}”，没有执行", "请去掉点")
        return origin, self.table.c[spec.name]

    def _joined(self, origin: Any, spec: Reference, row: Any) -> Any:
        if not isinstance(spec, RefList):
            return origin.outerjoin(row, row.c.id == self.table.c[spec.name])
        link = spec.table.alias()
        return origin.outerjoin(link, link.c.record_id == self.table.c.id).outerjoin(
            row, row.c.id == link.c.target_id
        )

    def _grouped_by_period(
        self, origin: Any, path: Path, target: str
    ) -> tuple[Any, sa.ColumnElement[Any]]:
        periods = self.kind.periods
        if periods is None or not has_label(self.kind, path[0]):
            raise unknown_label(path[0], self.kind)
        kind = KINDS[periods.kind]
        row = kind.table.alias()
        holds = sa.and_(row.c[periods.column] == self.table.c.id, in_office(row, self.on))
        return self._inside(kind, row)._grouped(origin.outerjoin(row, holds), path, target)

    def _grouped_by_one_of(
        self, origin: Any, spec: OneOf, path: Path, target: str
    ) -> tuple[Any, sa.ColumnElement[Any]]:
        groups: list[sa.ColumnElement[Any]] = []
        for option, column in spec.options:
            kind = KINDS[option]
            if len(path) > 1 and not has_label(kind, path[1]):
                continue
            if len(path) == 1 and target not in ("", option):
                continue
            row = kind.table.alias()
            origin = origin.outerjoin(row, row.c.id == self.table.c[column])
            if len(path) == 1:
                groups.append(_group_of(kind, row, target))
                continue
            origin, group = self._inside(kind, row)._grouped(origin, path[1:], target)
            groups.append(group)
        if not groups:
            raise unknown_label(".".join(path), KINDS[spec.options[0][0]])
        return origin, sa.func.coalesce(*groups) if len(groups) > 1 else groups[0]

    def show(self, path: Path, value: Any) -> str:
        """Give a group's value as people read it."""
        if value is None or value == "":
            return UNFILLED
        spec = self.last_field(path)
        return str(value) if isinstance(spec, (Reference, OneOf)) else spec.type.show(value)

    def last_field(self, path: Path) -> Field:
        """Give the field at the end of a path."""
        kind = self.kind
        spec = find_field(kind, path[0])
        if spec is None:
            assert kind.periods is not None
            kind = KINDS[kind.periods.kind]
            spec = find_field(kind, path[0])
        assert spec is not None
        if len(path) == 1:
            return spec
        targets = (
            [target for target, _ in spec.options]
            if isinstance(spec, OneOf)
            else [spec.target]
            if isinstance(spec, Reference)
            else []
        )
        target = next(KINDS[t] for t in targets if has_label(KINDS[t], path[1]))
        return Conditions(target, on=self.on).last_field(path[1:])


def _parsed(spec: Field, value: str) -> Any:
    try:
        parsed = spec.type.parse(value)
    except ValueError as error:
        raise UserError(
            f"“{spec.caption}={value}”不对：{error}，没有执行", "请改正后再试", code="unknown_value"
        ) from None
    return parsed


def _group_of(kind: RecordKind, row: Any, target: str) -> sa.ColumnElement[Any]:
    by_id: sa.ColumnElement[Any] = row.c.id
    return by_id if target == kind.name else _shown_name(kind, row)


def _shown_name(kind: RecordKind, row: Any) -> sa.ColumnElement[Any]:
    column = row.c[kind.naming]
    return column if kind.name != "plenary_session" else sa.cast(column, sa.Text)


def named(kind: RecordKind, values: Sequence[str]) -> sa.Select[tuple[int]]:
    """Give the ids of the records that people call so, with those below them on a tree."""
    row = kind.table.alias()
    tests = [_is_called(kind, row, value) for value in values]
    found = sa.select(row.c.id).where(sa.or_(*tests))
    if kind.name not in _TREES:
        return found
    tree = found.cte(f"tree_{id(row)}", recursive=True)
    below = kind.table.alias()
    tree = tree.union(sa.select(below.c.id).join(tree, below.c.parent_id == tree.c.id))
    return sa.select(tree.c.id)


def _is_called(kind: RecordKind, row: Any, value: str) -> sa.ColumnElement[bool]:
    words = text.one_line(value)
    category, slash, name = words.partition("/")
    if kind.name == "unit" and slash and category in unit.CATEGORIES:
        return sa.and_(row.c.category == category, row.c.name == name)
    if kind.name == "member":
        return sa.or_(row.c.number == words, row.c.name == text.fold_name(words))
    if kind.name == "plenary_session":
        return _is_session(row, words)
    tests = [row.c[kind.naming] == words]
    if "number" in row.c:
        tests.append(row.c.number == words)
    return sa.or_(*tests)


def _is_session(row: Any, words: str) -> sa.ColumnElement[bool]:
    from zxdesk.rules.periods import read_session

    found = read_session(words)
    if found is None:
        return sa.false()
    return sa.and_(row.c.term == found[0], row.c.number == found[1])
