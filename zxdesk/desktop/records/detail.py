"""Fills the detail pane for a record of any kind."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Protocol

from zxdesk.desktop.base.context import DeskContext
from zxdesk.desktop.look.tones import Chip, chip_of
from zxdesk.desktop.records import history_lines
from zxdesk.desktop.records.attaching import Attaching
from zxdesk.desktop.records.detail_pane import DetailPane
from zxdesk.desktop.records.detail_parts import (
    DetailFact,
    DetailLine,
    DetailLink,
    DetailPart,
    RecordAction,
)
from zxdesk.desktop.records.record_lines import record_lines
from zxdesk.queries.attachments import Attachment, attachments, size_words
from zxdesk.queries.links import LinkGroup, linked
from zxdesk.queries.values import Names, Values, load, referred, titles
from zxdesk.records import KINDS, RecordKind
from zxdesk.records.attachment import TITLE
from zxdesk.records.fieldtypes import LongText
from zxdesk.records.kind import Field, Lines, OneOf

MASK = "******"
_LINES = 6
_STATES = ("state", "stage", "uptake", "status", "conclusion", "satisfaction")
# Fields that stand as chips below the title.
_CHIPS = (*_STATES, "type", "category", "form", "subtype", "level", "rank")


class RecordActs(Protocol):
    """What the links and actions of a story do.

    Attributes:
        attaching: What is done with the record's files.
    """

    attaching: Attaching

    def reveal(self, name: str) -> None:
        """Show a field with personal data."""

    def call_roll(self) -> None:
        """Call the roll of the event."""

    def show_minutes(self) -> None:
        """Show the minutes of the event."""

    def act_on_proposal(self, act: str) -> None:
        """Ask for what an act of the proposal's life needs, and write it."""

    def add(self, kind: str, defaults: Mapping[str, object]) -> None:
        """Register a record that belongs to this one."""

    def edit(self, kind: str, record: int) -> None:
        """Open the form of a record."""

    def remove(self, kind: str, record: int) -> None:
        """Delete a record, once it was asked about."""


@dataclass(frozen=True)
class ShownRecord:
    """A record as the pane shows it, and what may be done from it."""

    context: DeskContext
    acts: RecordActs
    kind: RecordKind
    record: int
    values: Values
    words: dict[str, str]
    titles: dict[tuple[str, int], str]
    revealed: frozenset[str]


def _no_chips(_shown: ShownRecord) -> list[Chip]:
    return []


def _no_actions(_shown: ShownRecord, _refused: str) -> list[RecordAction]:
    return []


@dataclass(frozen=True, kw_only=True)
class RecordStory:
    """What the pane tells of one kind beyond its fields.

    Attributes:
        tell: Adds blocks between the facts and the long texts.
        chips: States that are worked out, before those that are fields.
        actions: What may be done now, beside editing and deleting; takes why nothing may be.
        left_out: Fields that the blocks show better.
        shown_better: Titles of linked groups that the blocks show already.
    """

    tell: Callable[[DetailPane, ShownRecord], None] | None = None
    chips: Callable[[ShownRecord], list[Chip]] = _no_chips
    actions: Callable[[ShownRecord, str], list[RecordAction]] = _no_actions
    left_out: frozenset[str] = field(default_factory=frozenset)
    shown_better: tuple[str, ...] = ()


def adding(shown: ShownRecord, kind: str, words: str, **defaults: object) -> DetailLink | None:
    """Give the link that registers a record under this one; None where nothing may be written."""
    if shown.context.ledger.read_only:
        return None
    return DetailLink(words, partial(shown.acts.add, kind, defaults))


def editing(shown: ShownRecord, words: str, kind: str, record: int) -> DetailLink:
    """Give the link that opens the form of a record shown under this one."""
    name = f"编辑{KINDS[kind].sheet} {words}"
    return DetailLink(words, partial(shown.acts.edit, kind, record), name)


def listing(
    shown: ShownRecord, words: str, kind: str, ids: Sequence[int], heading: str
) -> DetailLink:
    """Give the link that lists records on their page."""
    return DetailLink(
        words, partial(shown.context.show_records, kind, ids, heading), f"{heading} {words}"
    )


def opening(shown: ShownRecord, words: str, kind: str, record: int) -> DetailLink:
    """Give the link that shows a record on its page."""
    return DetailLink(words, partial(shown.context.show_record, kind, record))


def removing(shown: ShownRecord, kind: str, record: int, what: str) -> DetailPart:
    """Give the link that deletes a record shown under this one, of which `what` says which."""
    if shown.context.ledger.read_only:
        return ""
    return DetailLink("删除", partial(shown.acts.remove, kind, record), f"删除{what}")


def read(
    context: DeskContext,
    acts: RecordActs,
    kind: RecordKind,
    record: int,
    revealed: frozenset[str],
) -> ShownRecord | None:
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
    return ShownRecord(context, acts, kind, record, values, words, named, revealed)


def fill(
    pane: DetailPane, shown: ShownRecord, *, actions: list[RecordAction], story: RecordStory
) -> None:
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
    _add_attachments(pane, shown)
    _add_history(pane, shown)


def title_of(shown: ShownRecord) -> str:
    """Give what the record is called."""
    with shown.context.ledger.read() as session:
        return titles(session, shown.kind.name, [shown.record]).get(shown.record, "")


def add_links(pane: DetailPane, shown: ShownRecord, *, left_out: tuple[str, ...] = ()) -> None:
    """Add the records that refer to this one."""
    with shown.context.ledger.read() as session:
        groups = linked(session, shown.kind, shown.record)
    own = {spec.caption for spec in shown.kind.visible_fields()} | set(left_out)
    for group in groups:
        if group.title not in own:
            add_group(pane, shown, group)


def add_group(pane: DetailPane, shown: ShownRecord, group: LinkGroup) -> None:
    """Add linked records as lines, with a link to all of them."""
    name = shown.words.get(shown.kind.naming, "")
    everything = listing(shown, "全部", group.kind, group.ids, f"{name}：{group.title}")
    pane.add_heading(f"{group.title} {group.total}", everything)
    pane.add_lines(list(record_lines(shown.context, group.kind, group.records[:_LINES])))


def part(shown: ShownRecord, kind: str, record: int) -> DetailLink:
    """Give the link to a record that a field points to."""
    return opening(shown, shown.titles.get((kind, record), "（已删除）"), kind, record)


def _chips(shown: ShownRecord, left_out: frozenset[str]) -> Iterator[Chip]:
    for name in _CHIPS:
        words = shown.words.get(name)
        if words and name not in left_out:
            yield chip_of(words) if name in _STATES else Chip(words)
    for programme in shown.values.get("programmes") or ():
        yield Chip(shown.titles.get(("programme", programme), ""), "plain", "品牌")


def _facts(shown: ShownRecord, left_out: frozenset[str]) -> Iterator[DetailFact]:
    chips = {*_CHIPS, "programmes", *left_out}
    for _, names in shown.kind.sections:
        for name in names:
            spec = shown.kind.fields[name]
            skipped = name in chips or name == shown.kind.naming
            if skipped or isinstance(spec, Lines) or isinstance(spec.type, LongText):
                continue
            if shown.words.get(name):
                yield DetailFact(spec.caption, _value(shown, spec), wide=_is_wide(shown, spec))


def _value(shown: ShownRecord, spec: Field) -> tuple[DetailPart, ...]:
    if spec.personal and spec.name not in shown.revealed:
        return (
            MASK,
            DetailLink("显示", partial(shown.acts.reveal, spec.name), f"显示{spec.caption}"),
        )
    links = referred(spec, shown.values.get(spec.name))
    if links:
        return tuple(part(shown, kind, record) for kind, record in links)
    unit = f" {spec.unit}" if spec.unit else ""
    return (shown.words[spec.name] + unit,)


def _is_wide(shown: ShownRecord, spec: Field) -> bool:
    return isinstance(spec, OneOf) or len(shown.words[spec.name]) > 26


def _long_fields(shown: ShownRecord) -> Iterator[Field]:
    for _, names in shown.kind.sections:
        for name in names:
            spec = shown.kind.fields[name]
            long = isinstance(spec.type, LongText) and name != shown.kind.naming
            if long and shown.words.get(name):
                yield spec


def _add_attachments(pane: DetailPane, shown: ShownRecord) -> None:
    attaching = shown.acts.attaching
    with shown.context.ledger.read() as session:
        found = attachments(session, shown.kind, shown.record)
    adding = DetailLink("添加…", attaching.choose, "添加附件") if attaching.may() else None
    if adding or found:
        pane.add_heading(f"{TITLE} {len(found)}" if found else TITLE, adding)
    if found:
        pane.add_lines([_line_of(attaching, one) for one in found])


def _line_of(attaching: Attaching, one: Attachment) -> DetailLine:
    opening = DetailLink(one.name, partial(attaching.open, one), f"打开{TITLE} {one.name}")
    return DetailLine(
        one.name if one.erased else opening,
        "" if one.erased else size_words(one.content.size),
        below=one.note,
        fill=partial(attaching.fill, one),
        name=f"{TITLE} {one.name} 的更多操作",
    )


def _add_history(pane: DetailPane, shown: ShownRecord) -> None:
    steps = history_lines.moments(shown.context.ledger, shown.kind, shown.record)
    if steps:
        pane.add_heading("经过")
        pane.add_timeline(steps)
