"""A document as the search index keeps it, and the number it has there.

The number says the document's kind, whether it is our own, its day and its record: in the order of
numbers come the newest of each kind, without another look at any table.
"""

import hashlib
import json
import re
from dataclasses import dataclass, field
from functools import cache
from unicodedata import unidata_version

import sqlalchemy as sa
from sqlmodel import col

from zxdesk.records import KINDS, Setting
from zxdesk.rules.pinyin import sounds
from zxdesk.store import searchable, tokens
from zxdesk.store.schema import OWN_COMMITTEE
from zxdesk.store.searchable import SEARCHED, Document, Piece

# Raised whenever the way documents are made or cut into tokens changes.
_MAKE = 1
_RECORD_BITS, _DAY_BITS = 32, 23
_RECORD = (1 << _RECORD_BITS) - 1
OWN = 1 << (_RECORD_BITS + _DAY_BITS)
KIND = OWN << 1
POSITIONS = {kind.name: position for position, kind in enumerate(SEARCHED)}
COLUMNS = "id, kind, record_id, title, number, name, pieces, sounds"
_DAY = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")


@dataclass(frozen=True)
class Entry:
    """A document as the index keeps it.

    Attributes:
        number, name: Its key and title, folded, for what is typed just so.
        pieces: Its words by field, as JSON.
        known: The same, where they have just been put into JSON.
        sounds: What may be typed for its title.
    """

    id: int
    kind: str
    record_id: int
    title: str
    number: str
    name: str
    pieces: str
    sounds: str
    known: tuple[Piece, ...] | None = field(default=None, compare=False, repr=False)

    @property
    def row(self) -> tuple[int | str, ...]:
        """Give its row, in the order of `COLUMNS`."""
        return (
            self.id,
            self.kind,
            self.record_id,
            self.title,
            self.number,
            self.name,
            self.pieces,
            self.sounds,
        )

    def words(self) -> tuple[Piece, ...]:
        """Give its words by field."""
        return self.known or tuple(Piece(*piece) for piece in json.loads(self.pieces))

    @property
    def body(self) -> str:
        """Give all that is looked for, folded."""
        return searchable.body(self.title, self.words())

    @property
    def indexed(self) -> str:
        """Give what was or will be indexed."""
        return tokens.segmented(self.body, self.sounds.split())


@cache
def make() -> str:
    """Say of which make an index by this program is: another is made anew."""
    fields = [
        (kind.name, *(spec.name for spec in kind.visible_fields() if not spec.personal))
        for kind in KINDS.values()
    ]
    return hashlib.sha256(repr((_MAKE, unidata_version, fields)).encode()).hexdigest()


def is_current(connection: sa.Connection) -> bool:
    """Tell whether the ledger's index can be used."""
    there = connection.exec_driver_sql("SELECT 1 FROM sqlite_master WHERE name = 'search_state'")
    if there.scalar() is None:
        return False
    return connection.exec_driver_sql("SELECT make FROM search_state").scalar() == make()


def own_committee(connection: sa.Connection) -> int:
    """Give the committee whose ledger this is; 0 while it is being founded."""
    setting = sa.select(col(Setting.value)).where(col(Setting.key) == OWN_COMMITTEE)
    return int(connection.scalar(setting) or 0)


def record_of(number: int) -> int:
    """Give the id of the record whose document has this number."""
    return number & _RECORD


def entry_of(document: Document, own: int) -> Entry:
    """Make the entry of a document, `own` being our committee."""
    number = POSITIONS[document.kind] * KIND + _day(document.dated) * (1 << _RECORD_BITS)
    number += document.record + (OWN if document.owner == own else 0)
    return Entry(
        number,
        document.kind,
        document.record,
        document.title,
        searchable.folded(document.number),
        searchable.folded(document.title),
        json.dumps([(p.caption, p.words) for p in document.pieces], ensure_ascii=False),
        " ".join(sounds(document.title)),
        document.pieces,
    )


def _day(dated: str) -> int:
    """Give a number that grows from day to day; 0 where there is none."""
    found = _DAY.match(dated)
    if not found:
        return 0
    year, month, day = (int(part or 0) for part in found.groups())
    return (year * 16 + month) * 32 + day
