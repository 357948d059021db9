from datetime import date, datetime

import pytest

from zxdesk.rules.events import settled_state


@pytest.mark.parametrize(
    ("start", "now", "state"),
    [
        ("2024-03-05 15:00", None, "已举办"),
        ("2024-03-06 09:00", None, "计划"),
        ("2024-03-05 15:00", "2024-03-05 14:59", "计划"),
        ("2024-03-05 15:00", "2024-03-05 15:00", "已举办"),
        ("2024-03-05 00:00", "2024-03-05 08:00", "已举办"),
        ("2024-03-06 00:00", "2024-03-05 23:59", "计划"),
    ],
)
def test_an_event_without_a_state_is_held_once_it_has_begun(
    start: str, now: str | None, state: str
) -> None:
    entered = datetime.fromisoformat(now) if now else None
    begun = settled_state(datetime.fromisoformat(start), today=date(2024, 3, 5), now=entered)
    assert begun == state
