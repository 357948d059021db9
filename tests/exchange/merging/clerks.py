"""A clerk who enters records of every kind, and writes into each what it is.

What it is, and what it was linked with when that was entered, stands in one of its texts, so that
the linked records can be asked afterwards whether they are the ones meant. Links are fields, or
names within an expression. Kinds without such a text are what their key says.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

import sqlalchemy as sa

from tests.kinds import value_of_field
from tests.ledgers import Office
from zxdesk.errors import UserError
from zxdesk.queries.values import Values, keys, load_many, referred
from zxdesk.records import KINDS, RecordKind
from zxdesk.records.daytypes import Day, Moment, PartialDay
from zxdesk.records.fieldtypes import FieldType, LongText, Text, Whole
from zxdesk.records.kind import Lines, OneOf, Reference, RefList
from zxdesk.statistics.renames import Meaning, meant, rewritten
from zxdesk.store import history

Everything = dict[str, dict[int, Values]]
DAYS = (date(2026, 3, 1), date(2026, 3, 2), date(2026, 4, 1))
NAMES = ("主席会议", "读书活动", "视察调研", "协商座谈", "张三", "李四光", "赵六")


@dataclass(frozen=True)
class Spec:
    """How a kind is entered.

    Attributes:
        stamp: The text that says what it is; without one its key does.
        name: The field by which people call it, if others may bear the same name.
        day: Its date.
        links: Fields that point to records, with the kind they point to.
        spoken: Fields whose expression names a record, with its kind and the expression.
        beside: What else it must have.
    """

    stamp: str = ""
    name: str = ""
    day: str = ""
    links: dict[str, str] = field(default_factory=dict)
    spoken: dict[str, tuple[str, str]] = field(default_factory=dict)
    relinked: str = ""
    edited: str = ""
    beside: dict[str, Any] = field(default_factory=dict)

    @property
    def pointing(self) -> dict[str, str]:
        """The kind that each field points to or names."""
        return self.links | {name: target for name, (target, _) in self.spoken.items()}


SPECS = {
    "unit": Spec("region", "name", edited="contact"),
    "plenary_session": Spec(edited="closes"),
    "programme": Spec("description", "name", edited="yearly_target"),
    "member": Spec("note", "name", edited="party"),
    "service": Spec("job", day="start", links={"member_id": "member"}, edited="employer"),
    "venue": Spec("region", "name", links={"leads": "member"}, relinked="leads", edited="subtype"),
    "proposal": Spec(
        "text",
        "subject",
        "submitted_on",
        {"first_signer_id": "member"},
        relinked="first_signer_id",
        edited="supervisor",
    ),
    "handling": Spec(
        "extension_reason",
        links={"proposal_id": "proposal", "unit_id": "unit"},
        edited="reply_number",
    ),
    "feedback": Spec(
        "opinion",
        day="given_on",
        links={"proposal_id": "proposal", "member_id": "member"},
        edited="given_on",
    ),
    "consultation": Spec("note", "topic", edited="leader"),
    "event": Spec(
        "note", "name", "start", {"topics": "consultation"}, relinked="topics", edited="place"
    ),
    "attendance": Spec("reason", links={"event_id": "event", "member_id": "member"}),
    "project": Spec(
        "region", "name", "start", {"sector_id": "unit"}, relinked="sector_id", edited="type"
    ),
    "suggestion": Spec("result", "content", links={"source": "event"}, edited="raised_by"),
    "problem": Spec("theme", "content", links={"source": "event"}, relinked="source"),
    "issue": Spec(),
    "opinion": Spec("text", "title", "submitted_on", {"reporters": "member"}, edited="topic"),
    "adoption": Spec(links={"issue_id": "issue"}),
    "product": Spec("sent_to", "title", "sent_on", {"source": "event"}, relinked="source"),
    "instruction": Spec("follow_up", "leader", "given_on", {"target": "opinion"}, edited="content"),
    "speech": Spec("other_speakers", "title", "given_on", {"event_id": "event"}),
    "media": Spec("series", "title", "published_on", edited="outlet"),
    "document": Spec("issuer", "title", "issued_on", edited="words"),
    "award": Spec("grantor", "title", "granted_on", edited="recipient"),
    "quota": Spec(
        "note",
        "name",
        spoken={
            "expression": ("unit", "event.held 主办单位={}"),
            "among": ("member", "牵头委员={}"),
        },
        relinked="among",
        edited="target",
        beside={"each": "阵地", "label": "阵地"},
    ),
    "saved_figure": Spec(
        "period", "name", spoken={"expression": ("venue", "event.held 阵地={}")}, edited="position"
    ),
    "rating_scheme": Spec(
        "note", "name", spoken={"items": ("consultation", "event.held 协商={}")}, relinked="items"
    ),
    "rating": Spec("note", "", "rated_on", {"venue_id": "venue"}, edited="rated_by"),
    "reporting_table": Spec("note", "title", edited="position"),
    "reporting_row": Spec(
        "note",
        "label",
        links={"table_id": "reporting_table"},
        spoken={"expression": ("event", "event.held 编号={}")},
        relinked="expression",
        edited="group",
    ),
    "listed_value": Spec(edited="position"),
}


def plainly_entered(kind: RecordKind) -> Spec:
    """Give how a kind is entered of which nothing is said: by its fields."""
    columns = [spec for spec in kind.visible_fields() if spec.name in kind.table.c]
    links = {
        spec.name: spec.target
        for spec in columns
        if isinstance(spec, Reference) and spec.target != kind.name
    }
    known = {*kind.key, kind.naming, kind.dated, *links}
    plain = [spec for spec in columns if spec.name not in known]
    texts = [s.name for s in plain if isinstance(s.type, (Text, LongText)) and not s.required]
    return Spec(
        stamp=texts[-1] if texts else "",
        name=kind.naming if kind.naming not in {*kind.key, *links} else "",
        day=kind.dated,
        links=links,
        relinked=next(iter(links), ""),
        edited=texts[0] if texts[1:] else "",
        beside={s.name: value_of_field(kind, s, 0, {}) for s in plain if s.required},
    )


SPECS |= {kind.name: plainly_entered(kind) for kind in KINDS.values() if kind.name not in SPECS}


def _own_values(kind: str, first: int, second: int) -> Values:
    """Give what a kind needs that its fields alone do not tell."""
    number = first % len(NAMES) + 1
    return {
        "plenary_session": {"number": number},
        "issue": {"number": str(number)},
        "reporting_table": {"number": f"甲{second % 5}"},
        "reporting_row": {"number": f"甲{second % 5}"},
        "listed_value": {"list_name": "试验", "value": NAMES[number - 1]},
    }.get(kind, {})


class Clerk:
    """One clerk, who writes into every record what it is."""

    def __init__(self, office: Office, name: str) -> None:
        self.office = office
        self.name = name
        self.gone: set[str] = set()  # what was deleted or is told otherwise now
        self.done: set[tuple[str, str]] = set()
        self._count = 0

    def do(self, act: tuple[str, str, int, int]) -> None:
        """Do one thing, if it can be done."""
        verb, kind, first, second = act
        with suppress(UserError):  # what the program refuses is not done
            if getattr(self, f"_{verb}")(kind, first, second):
                self.done.add((verb, kind))

    def _add(self, kind: str, first: int, second: int) -> bool:
        spec = SPECS[kind]
        name, day = NAMES[first % len(NAMES)], DAYS[second % len(DAYS)]
        values = spec.beside | _own_values(kind, first, second)
        if spec.name:
            values[spec.name] = name
        if spec.day:
            values[spec.day] = _as_day(KINDS[kind].fields[spec.day].type, day)
        if kind == "proposal":
            values["serial"] = str(len(self.all("proposal")) + 1)
        links = {n: self._pick(target, first + 7 * second) for n, target in spec.pointing.items()}
        if None in links.values():
            return False
        for link, target_id in links.items():
            values[link] = self._as_value(kind, link, target_id)
        if kind == "speech":
            number = self.all("event")[links["event_id"]]["number"]
            values["title"] = f"{name}，见 {number}"
        if kind == "adoption":
            values["adopted_on"] = _day_of(self.all("issue")[links["issue_id"]])
        if spec.stamp:
            own = f"{name if spec.name else ''}@{day if spec.day else ''}"
            values[spec.stamp] = self._stamped(own, kind, links)
        self.office.add(kind, **values)
        return True

    def _edit(self, kind: str, first: int, _second: int) -> bool:
        chosen, spec = self._pick(kind, first), SPECS[kind]
        if chosen is None or not spec.edited:
            return False
        type_ = KINDS[kind].fields[spec.edited].type
        value: Any = self._unique()
        if isinstance(type_, Whole):
            value = self._count
        elif isinstance(type_, Day):
            value = date(2026, 5, 1) + timedelta(days=self._count)
        return self.office.change(kind, chosen, **{spec.edited: value})

    def _rename(self, kind: str, first: int, _second: int) -> bool:
        chosen, spec = self._pick(kind, first), SPECS[kind]
        if chosen is None or not spec.name or kind == "speech":
            return False
        return self.office.change(kind, chosen, **{spec.name: f"新名{self._unique()}"})

    def _relink(self, kind: str, first: int, second: int) -> bool:
        chosen, spec = self._pick(kind, first), SPECS[kind]
        if chosen is None or not spec.relinked:
            return False
        target = self._pick(spec.pointing[spec.relinked], second)
        if target is None:
            return False
        before = str(self.all(kind)[chosen][spec.stamp])
        own, *parts = before.split("；")
        kept = [part for part in parts if not part.startswith(f"{spec.relinked}=")]
        stamp = "；".join([self._stamped(own, kind, {spec.relinked: target}), *kept])
        value = self._as_value(kind, spec.relinked, target)
        self.office.change(kind, chosen, **{spec.relinked: value, spec.stamp: stamp})
        self.gone.add(f"{kind}：{before}")
        return True

    def _delete(self, kind: str, first: int, _second: int) -> bool:
        chosen = self._pick(kind, first)
        if chosen is None or self._is_spoken_of(kind, chosen):
            return False
        before = stamps(everything(self.office))
        self.office.delete(kind, chosen)
        self.gone |= before - stamps(everything(self.office))
        return True

    def _undo(self, _kind: str, _first: int, second: int) -> bool:
        if second % 3 == 0:
            before = stamps(everything(self.office))
            history.undo(self.office.ledger)
            self.gone |= before - stamps(everything(self.office))
        return second % 3 == 0

    def _is_spoken_of(self, kind: str, record_id: int) -> bool:
        """Tell whether an expression names a record: its number may be another's tomorrow."""
        return any(
            (kind, record_id) in named
            for holder, spec in SPECS.items()
            for name, (target, _) in spec.spoken.items()
            if target == kind
            for values in self.all(holder).values()
            if (named := spoken_of(self.office, holder, name, values)) is not None
        )

    def _unique(self) -> str:
        self._count += 1
        return f"{self.name}{self._count}"

    def _pick(self, kind: str, place: int) -> int | None:
        stamp = SPECS[kind].stamp
        ids = sorted(i for i, values in self.all(kind).items() if not stamp or values[stamp])
        return ids[place % len(ids)] if ids else None

    def all(self, kind: str) -> dict[int, Values]:
        """Give the records of a kind."""
        return everything(self.office, [kind])[kind]

    def _as_value(self, kind: str, link: str, target_id: int) -> Any:
        spec, target = KINDS[kind].fields[link], SPECS[kind].pointing[link]
        if link in SPECS[kind].spoken:
            with self.office.ledger.read() as session:
                called = keys(session, target, [target_id])[target_id]
            said = SPECS[kind].spoken[link][1].format(called)
            return (("活动", 10, said, 1),) if isinstance(spec, Lines) else said
        if isinstance(spec, OneOf):
            return (target, target_id)
        return (target_id,) if isinstance(spec, RefList) else target_id

    def _stamped(self, own: str, kind: str, links: dict[str, Any]) -> str:
        parts = [own]
        for link, target_id in links.items():
            target = SPECS[kind].pointing[link]
            parts.append(f"{link}={own_of(target, self.all(target)[target_id])}")
        return "；".join(parts)


def everything(office: Office, kinds: Iterable[str] = SPECS) -> Everything:
    """Give the records of each kind by id."""
    with office.ledger.read() as session:
        connection = session.connection()
        return {
            kind: load_many(
                session, KINDS[kind], list(connection.scalars(sa.select(KINDS[kind].table.c.id)))
            )
            for kind in kinds
        }


def own_of(kind: str, values: Values) -> str:
    """Give what a record says it is."""
    if stamp := SPECS[kind].stamp:
        return str(values[stamp]).partition("；")[0]
    spec = KINDS[kind]
    plain = [name for name in spec.key if not isinstance(spec.fields[name], Reference)]
    return "/".join(str(values[name]) for name in (*plain, *filter(None, [spec.dated])) if name)


def stamp_of(kind: str, values: Values) -> str:
    """Give what a record says it is, and what it was linked with."""
    return str(values[SPECS[kind].stamp]) if SPECS[kind].stamp else own_of(kind, values)


def stamps(found: Everything) -> set[str]:
    """Give what every record says it is."""
    return {
        f"{kind}：{stamp_of(kind, values)}"
        for kind, records in found.items()
        for values in records.values()
    }


def said_of(kind: str, values: Values) -> dict[str, str]:
    """Give what a record says it is linked with, by field."""
    if kind == "adoption":
        return {"issue_id": f"2026/{values['adopted_on'].day}"}
    parts = stamp_of(kind, values).split("；")[1:]
    return dict(part.split("=", 1) for part in parts if part)


def _as_day(type_: FieldType, day: date) -> Any:
    if isinstance(type_, Moment):
        return datetime.combine(day, time(9))
    return day.isoformat() if isinstance(type_, PartialDay) else day


def _day_of(issue: Values) -> date:
    """Give the day on which an issue is adopted: it tells which one it was."""
    return date(2026, 7, int(issue["number"]))


def spoken_of(office: Office, kind: str, name: str, values: Values) -> list[tuple[str, int]]:
    """Give the records that the expression in a field names."""
    found: list[tuple[str, int]] = []
    text = values[name]
    if not text:
        return found
    with office.ledger.read() as session:

        def note(meaning: Meaning, value: str, _area: bool) -> tuple[str]:
            ids = meant(session.connection(), meaning, value, owner_id=office.ledger.own_id)
            found.extend((meaning[0], i) for i in sorted(ids))
            return (value,)

        rewritten(
            text if isinstance(text, str) else text[0][2], "venue" if name == "among" else "", note
        )
    return found


def mixed_up(office: Office, found: Everything) -> Iterator[str]:
    """Give every link and every text that stands on another record than it was entered on."""
    for kind, spec in SPECS.items():
        for values in found[kind].values():
            said = said_of(kind, values)
            for link, own in said.items():
                if link in spec.spoken:
                    pointed = spoken_of(office, kind, link, values)
                else:
                    pointed = referred(KINDS[kind].fields[link], values[link])
                owns = [own_of(target, found[target][i]) for target, i in pointed]
                if owns not in ([own], []):
                    yield f"{kind} {values} {link}: {owns} instead of {own}"
            if kind == "speech":
                number = re.search(r"见 (\S+)", values["title"])
                assert number is not None
                named = [
                    own_of("event", event)
                    for event in found["event"].values()
                    if event["number"] == number[1]
                ]
                if named not in ([said["event_id"]], []):
                    yield f"speech {values['title']} names {named}, not {said['event_id']}"
