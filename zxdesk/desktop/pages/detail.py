"""Fills the detail pane for a record of any kind."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from zxdesk.desktop.context import DeskContext
from zxdesk.desktop.pages import history_lines
from zxdesk.desktop.pages.record_lines import RecordTarget, record_lines
from zxdesk.desktop.tones import Chip, chip_of
from zxdesk.desktop.widgets.detail_pane import DetailPane
from zxdesk.desktop.widgets.detail_parts import Action, Fact, Link, Part
from zxdesk.queries.links import LinkGroup, linked
from zxdesk.queries.values import Names, Values, load, referred, titles
from zxdesk.records import RecordKind
from zxdesk.records.fieldtypes import LongText
from zxdesk.records.kind import Field, Lines, OneOf

__all__ = [
    "ADD",
    "EDIT",
    "MASK",
    "REMOVE",
    "ActTarget",
    "ListTarget",
    "RecordTarget",
    "Shown",
    "Story",
    "add_group",
    "adding",
    "fill",
    "follow",
    "read",
    "removing",
]

MASK = "******"
_LINES = 6
_STATES = ("state", "stage", "uptake", "status", "conclusion", "satisfaction")
# Fields that stand as chips below the title.
_CHIPS = (*_STATES, "type", "category", "form", "subtype", "level", "rank")
# What a link of the pane may do with a record of another kind.
ADD, EDIT, REMOVE = "add", "edit", "remove"


@dataclass(frozen=True)
class ListTarget:
    """A link to several records."""

    kind: str
    ids: tuple[int, ...]
    title: str


@dataclass(frozen=True)
class ActTarget:
    """A link that does something: the key of an action, and what it is about."""

    key: str
    about: object = None


@dataclass(frozen=True)
class Shown:
    """A record as the pane shows it."""

    context: DeskContext
    kind: RecordKind
    record: int
    values: Values
    words: dict[str, str]
    titles: dict[tuple[str, int], str]
    revealed: frozenset[str]


def _no_chips(_shown: Shown) -> list[Chip]:
    return []


def _no_actions(_shown: Shown, _refused: str) -> list[Action]:
    return []


@dataclass(frozen=True, kw_only=True)
class Story:
    """What the pane tells of one kind beyond its fields.

    Attributes:
        tell: Adds blocks between the facts and the long texts.
        chips: States that are worked out, before those that are fields.
        actions: What may be done now, beside editing and deleting; takes why nothing may be.
        left_out: Fields that the blocks show better.
        shown_better: Titles of linked groups that the blocks show already.
    """

    tell: Callable[[DetailPane, Shown], None] | None = None
    chips: Callable[[Shown], list[Chip]] = _no_chips
    actions: Callable[[Shown, str], list[Action]] = _no_actions
    left_out: frozenset[str] = field(default_factory=frozenset)
    shown_better: tuple[str, ...] = ()


def adding(shown: Shown, kind: str, words: str, **defaults: object) -> Link | None:
    """Give the link that registers a record under this one; None where nothing may be written."""
    if shown.context.ledger.read_only:
        return None
    return Link(words, ActTarget(ADD, (kind, defaults)))


def removing(shown: Shown, kind: str, record: int) -> Part:
    """Give the link that deletes a record shown under this one."""
    if shown.context.ledger.read_only:
        return ""
    return Link("删除", ActTarget(REMOVE, (kind, record)))


def read(
    context: DeskContext, kind: RecordKind, record: int, revealed: frozenset[str]
) -> Shown | None:
    """Read a record for showing; None where it is gone."""
    with context.ledger.read() as session:
        values = load(session, kind, record)
        if values is None:
            return None
        words = Names(session).show(kind, {record: values})[record]
        named: dict[tuple[str, int], str] = {}
        wanted: dict[str, set[int]] = {}
        for spec in kind.visible_fields():
            for target, target_id in referred(spec, values.get(spec.name)):
                wanted.setdefault(target, set()).add(target_id)
        for target, ids in wanted.items():
            for target_id, title in titles(session, target, ids).items():
                named[target, target_id] = title
    return Shown(context, kind, record, values, words, named, revealed)


def fill(pane: DetailPane, shown: Shown, *, actions: list[Action], story: Story) -> None:
    """Show a record from title to history."""
    pane.clear()
    pane.set_title(title_of(shown))
    pane.set_actions(actions)
    chips = [*story.chips(shown), *_chips(shown, story.left_out)]
    if chips:
        pane.add_chips(chips)
    pane.add_facts(list(_facts(shown, story.left_out)))
    if story.tell:
        story.tell(pane, shown)
    for spec in _long_fields(shown):
        pane.add_heading(spec.title)
        pane.add_text(shown.words[spec.name])
    add_links(pane, shown, left_out=story.shown_better)
    _add_history(pane, shown)


def title_of(shown: Shown) -> str:
    """Give what the record is called."""
    with shown.context.ledger.read() as session:
        return titles(session, shown.kind.name, [shown.record]).get(shown.record, "")


def add_links(pane: DetailPane, shown: Shown, *, left_out: tuple[str, ...] = ()) -> None:
    """Add the records that refer to this one."""
    with shown.context.ledger.read() as session:
        groups = linked(session, shown.kind, shown.record)
    own = {spec.caption for spec in shown.kind.visible_fields()} | set(left_out)
    for group in groups:
        if group.title not in own:
            add_group(pane, shown, group)


def add_group(pane: DetailPane, shown: Shown, group: LinkGroup) -> None:
    """Add linked records as lines, with a link to all of them."""
    name = shown.words.get(shown.kind.naming, "")
    target = ListTarget(group.kind, group.ids, f"{name}：{group.title}")
    pane.add_heading(f"{group.title} {group.total}", Link("全部", target))
    pane.add_lines(list(record_lines(shown.context.ledger, group.kind, group.records[:_LINES])))


def part(shown: Shown, kind: str, record: int) -> Link:
    """Give the link to a record that a field points to."""
    return Link(shown.titles.get((kind, record), "（已删除）"), RecordTarget(kind, record))


def _chips(shown: Shown, left_out: frozenset[str]) -> Iterator[Chip]:
    for name in _CHIPS:
        words = shown.words.get(name)
        if words and name not in left_out:
            yield chip_of(words) if name in _STATES else Chip(words)
    for programme in shown.values.get("programmes") or ():
        yield Chip(shown.titles.get(("programme", programme), ""), "plain", "品牌")


def _facts(shown: Shown, left_out: frozenset[str]) -> Iterator[Fact]:
    chips = {*_CHIPS, "programmes", *left_out}
    for _, names in shown.kind.sections:
        for name in names:
            spec = shown.kind.fields[name]
            skipped = name in chips or name == shown.kind.naming
            if skipped or isinstance(spec, Lines) or isinstance(spec.type, LongText):
                continue
            if shown.words.get(name):
                yield Fact(spec.caption, _value(shown, spec), wide=_is_wide(shown, spec))


def _value(shown: Shown, spec: Field) -> tuple[Part, ...]:
    if spec.personal and spec.name not in shown.revealed:
        return (MASK, Link("显示", ActTarget("reveal", spec.name)))
    links = referred(spec, shown.values.get(spec.name))
    if links:
        return tuple(part(shown, kind, record) for kind, record in links)
    unit = f" {spec.unit}" if spec.unit else ""
    return (shown.words[spec.name] + unit,)


def _is_wide(shown: Shown, spec: Field) -> bool:
    return isinstance(spec, OneOf) or len(shown.words[spec.name]) > 26


def _long_fields(shown: Shown) -> Iterator[Field]:
    for _, names in shown.kind.sections:
        for name in names:
            spec = shown.kind.fields[name]
            long = isinstance(spec.type, LongText) and name != shown.kind.naming
            if long and shown.words.get(name):
                yield spec


def _add_history(pane: DetailPane, shown: Shown) -> None:
    steps = history_lines.moments(shown.context.ledger, shown.kind, shown.record)
    if steps:
        pane.add_heading("经过")
        pane.add_timeline(steps)


def follow(context: DeskContext, target: object) -> bool:
    """Follow a link of the pane; tell whether it led to another place."""
    if isinstance(target, RecordTarget):
        context.show_record(target.kind, target.record)
    elif isinstance(target, ListTarget):
        context.show_records(target.kind, target.ids, target.title)
    else:
        return False
    return True
