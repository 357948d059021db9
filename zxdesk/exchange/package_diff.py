"""What a package brings that the one before did not: new, changed and gone records by sheet."""

import tempfile
from dataclasses import dataclass
from pathlib import Path

from zxdesk.exchange.reading import read_book
from zxdesk.exchange.rows import Entry, read_entries
from zxdesk.exchange.understanding import understand

Rows = dict[str, dict[tuple[object, ...], tuple[object, ...]]]


@dataclass(frozen=True)
class KindDifference:
    """How the records of one sheet differ from the earlier package's."""

    sheet: str
    new: int
    changed: int
    gone: int


def differences(earlier: bytes | None, details: Path) -> list[KindDifference]:
    """Compare the details of two packages; sheets without a difference are left out.

    Args:
        earlier: The earlier details; None where there are none, then everything is new.
    """
    before: Rows = {}
    if earlier is not None:
        with tempfile.TemporaryDirectory(prefix="zxdesk-") as folder:
            file = Path(folder) / details.name
            file.write_bytes(earlier)
            before = _rows(file)
    now = _rows(details)
    found = [
        _difference(sheet, before.get(sheet, {}), now.get(sheet, {}))
        for sheet in dict.fromkeys((*now, *before))
    ]
    return [one for one in found if one.new or one.changed or one.gone]


def _difference(
    sheet: str,
    before: dict[tuple[object, ...], tuple[object, ...]],
    now: dict[tuple[object, ...], tuple[object, ...]],
) -> KindDifference:
    both = before.keys() & now.keys()
    return KindDifference(
        sheet,
        new=len(now.keys() - before.keys()),
        changed=sum(1 for key in both if before[key] != now[key]),
        gone=len(before.keys() - now.keys()),
    )


def _rows(file: Path) -> Rows:
    found: Rows = {}
    for sheet in read_book(file).sheets:
        for table in understand(sheet).tables:
            for entry in read_entries(sheet, table):
                rows = found.setdefault(entry.kind.sheet, {})
                rows[_key(entry)] = tuple(entry.cells)
    return found


def _key(entry: Entry) -> tuple[object, ...]:
    """Give what tells a row from the others: the cells of its key, else all of them."""
    titles = {entry.kind.fields[name].title for name in entry.kind.key}
    if entry.kind.periods:
        titles |= {"届次", "任职起"}
    pairs = zip(entry.layout.headings, entry.cells, strict=False)
    key = tuple(cell for heading, cell in pairs if heading in titles)
    return key or tuple(entry.cells)
