"""What the ledger itself knows, by key; within a step, so that an undo takes it back."""

from sqlmodel import Session, select

from zxdesk.records import Setting


def put_setting(session: Session, key: str, value: str) -> None:
    """Write a setting, be it there or not."""
    row = session.exec(select(Setting).where(Setting.key == key)).first()
    row = row or Setting(key=key, value="")
    row.value = value
    session.add(row)
    session.flush()
