"""A program that writes a ledger until it is killed; it says the number of each finished step."""

import sys
from datetime import datetime
from itertools import count
from pathlib import Path

from zxdesk.records import KINDS
from zxdesk.services.records import create
from zxdesk.store import history, open_ledger

ATTENDANCES = 12


def main(file: Path) -> None:
    """Write meetings with their attendance, each as one step; undo some of them."""
    with open_ledger(file) as ledger:
        table = KINDS["member"].table
        with ledger.read() as session:
            members = [row.id for row in session.connection().execute(table.select())]
        for number in count():
            with ledger.write(f"登记会议 {number}") as session:
                values = {"name": "会议", "type": "全体会议", "start": datetime(2026, 3, 5, 9)}
                owner = {"owner_id": ledger.own_id, "today": ledger.today}
                event_id = create(session, KINDS["event"], values, **owner)
                for member_id in members:
                    attended = {"event_id": event_id, "member_id": member_id, "status": "出席"}
                    create(session, KINDS["attendance"], attended, **owner)
            print(session.changes.step, flush=True)
            if number % 5 == 4:
                print(history.undo(ledger).step, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
