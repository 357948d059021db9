"""Images of rows in the log: a row as JSON, with the columns that its table had when it was logged.

A later migration may have added a column. A row that was logged before has nothing in it, until a
step says otherwise: an image is read, and compared, as if it said so.
"""

import json
from typing import Any

import sqlalchemy as sa


def row_of(table: sa.Table, image: str) -> dict[str, Any]:
    """Give the row that an image shows, with every column its table has today."""
    shown: dict[str, Any] = dict.fromkeys(table.columns.keys())
    shown |= json.loads(image)
    return shown


def same(table: sa.Table, one: str | None, other: str | None) -> bool:
    """Tell whether two images show the same row; None is a row that is not there."""
    if one == other or one is None or other is None:
        return one == other
    return row_of(table, one) == row_of(table, other)
