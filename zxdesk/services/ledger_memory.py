"""What a ledger remembers of decisions, for whoever opens it next: lists of plain values.

They are settings of the ledger, so that a step writes them and an undo takes them back.
"""

import json
from typing import Any

from sqlmodel import Session, select

from zxdesk.records import Setting
from zxdesk.services.settings import put_setting

UNIT_NAMES = "import_unit_names"  # category, words, id of the unit that they mean
SHEETS = "import_sheets"  # how sheets are read, by the words of their headings
APART = "not_the_same"  # kind and two ids, the lower one first


def recalled(session: Session, key: str) -> list[Any]:
    """Give what is remembered; nothing where it is no list."""
    row = session.exec(select(Setting.value).where(Setting.key == key)).first()
    try:
        found = json.loads(row) if row else []
    except ValueError:
        found = []
    return found if isinstance(found, list) else []


def remember(session: Session, key: str, values: list[Any]) -> None:
    """Remember this in place of what was; what stands so already is not written."""
    if values != recalled(session, key):
        put_setting(session, key, json.dumps(values, ensure_ascii=False))
