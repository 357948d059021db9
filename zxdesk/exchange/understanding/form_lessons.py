"""How a form was read before: recalled by its labels, where they stand at the same places."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from xlsxwriter.utility import xl_cell_to_rowcol

from zxdesk.exchange.book import Cell, Row, Sheet
from zxdesk.exchange.captions import is_heading, plain
from zxdesk.exchange.understanding import forms
from zxdesk.exchange.understanding.mapping import explained, nothing
from zxdesk.exchange.understanding.table import FORM, Understanding
from zxdesk.records import RecordKind, kind_of_sheet

_CELL = re.compile(r"[A-Z]{1,3}[1-9]\d{0,6}")
_INLINE = re.compile(r"([^:：]{1,12})[:：]")
_LEAST = 2


def is_form(entry: Mapping[str, Any]) -> bool:
    """Tell whether an entry of a mapping is that of a form."""
    return entry.get("shape") == FORM


def proposed_form(
    sheet: Sheet, kind: RecordKind | None, entry: Mapping[str, Any]
) -> dict[str, Any]:
    """Give the entry of a form that holds this kind; None: it is not imported.

    Args:
        entry: How it was read so far.
    """
    places = dict.fromkeys(entry.get("cells", {}))
    without = nothing(sheet, 0.0, [], "") | {"shape": FORM, "cells": places}
    if kind is None:
        return without
    table = forms.form_as(kind, sheet.rows)
    if table is None:
        return without | {"kind": kind.sheet}
    found = explained(sheet, Understanding((table,)))[0]
    return found | {"cells": {**places, **found["cells"]}}


def form_lesson(sheet: Sheet, entry: Mapping[str, Any]) -> dict[str, Any] | None:
    """Give what is to be remembered of a form; None where it has no labels to know it by."""
    cells = {place: word for place, word in entry["cells"].items() if _CELL.fullmatch(place)}
    labels = _labels(sheet, list(cells))
    if len(set(filter(None, labels.values()))) < _LEAST:
        return None
    return {"headings": [], "labels": labels, "kind": entry["kind"], "shape": FORM, "cells": cells}


def recalled_form(
    sheet: Sheet, entry: Mapping[str, Any], one: Mapping[str, Any]
) -> dict[str, Any] | None:
    """Give the entry of a form as it was put right for one like it; None where it is another.

    What stands in cells that were empty then is read as it is recognised.
    """
    labels, cells = one.get("labels"), one.get("cells")
    if not isinstance(labels, dict) or not isinstance(cells, dict) or not labels:
        return None
    if not all(_CELL.fullmatch(place) for place in (*labels, *cells)):
        return None
    if _labels(sheet, list(labels)) != labels:
        return None
    found = proposed_form(sheet, kind_of_sheet(one.get("kind")), entry)
    return found | {"cells": {**found["cells"], **(cells if found["kind"] else {})}}


def _labels(sheet: Sheet, places: Sequence[str]) -> dict[str, str]:
    """Give the labels of cells: what stands before a colon there, else at their left."""
    rows = {row.number: row for row in sheet.rows}
    return {place: _label(rows, place) for place in places}


def _label(rows: Mapping[int, Row], place: str) -> str:
    row, column = xl_cell_to_rowcol(place)
    line: Sequence[Cell] = rows[row + 1].cells if row + 1 in rows else ()
    cell = line[column] if column < len(line) else None
    inline = _INLINE.match(cell.strip()) if isinstance(cell, str) else None
    if inline and is_heading(plain(inline[1])):
        return plain(inline[1])
    return plain(next((one for one in reversed(line[:column]) if one is not None), None))
