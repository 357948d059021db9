from datetime import date, datetime
from typing import Any

import pytest

from zxdesk.rules.checks import complaints, holds_on, settled_state

ASSIGNED = date(2024, 3, 5)


@pytest.mark.parametrize(
    ("kind", "values", "field"),
    [
        ("unit", {"start": "2024-03-05", "end": "2024-03-04"}, "end"),
        ("venue", {"start": "2024-03", "end": "2024-02"}, "end"),
        ("service", {"start": "2024-03-05", "end": "2023"}, "end"),
        ("plenary_session", {"opens": date(2024, 2, 5), "closes": date(2024, 2, 4)}, "closes"),
        (
            "event",
            {"start": datetime(2024, 3, 5, 9), "end": datetime(2024, 3, 4)},
            "end",
        ),
        (
            "event",
            {"start": datetime(2024, 3, 5, 14), "end": datetime(2024, 3, 5, 9, 30)},
            "end",
        ),
        ("problem", {"state": "已解决"}, "solved_on"),
        ("problem", {"state": "推动中", "solved_on": date(2024, 3, 5)}, "state"),
        ("proposal", {"assigned_on": ASSIGNED, "due_on": date(2024, 3, 4)}, "due_on"),
        ("proposal", {"assigned_on": ASSIGNED, "replied_on": date(2024, 3, 4)}, "replied_on"),
        ("proposal", {"merged_into_id": 1, "conclusion": "立案"}, "conclusion"),
        ("proposal", {"leads": (1, 2), "joints": (2,)}, "joints"),
        ("proposal", {"leads": (1,), "separates": (1,)}, "separates"),
        ("handling", {"assigned_on": ASSIGNED, "due_on": date(2024, 3, 4)}, "due_on"),
        ("handling", {"assigned_on": ASSIGNED, "replied_on": date(2024, 3, 4)}, "replied_on"),
        ("handling", {"due_on": ASSIGNED, "extended_to": date(2024, 3, 4)}, "extended_to"),
    ],
)
def test_what_does_not_hold_is_said_at_its_field(
    kind: str, values: dict[str, Any], field: str
) -> None:
    assert [name for name, _ in complaints(kind, values)] == [field]


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("unit", {}),
        ("unit", {"start": "2024-03-05", "end": "2024-03-05"}),
        ("service", {"start": "2024-03-05", "end": "2024-03"}),
        ("service", {"start": "2024-03", "end": "2024-03-01"}),
        ("plenary_session", {"opens": date(2024, 2, 5), "closes": date(2024, 2, 5)}),
        ("plenary_session", {"closes": date(2024, 2, 5)}),
        ("event", {"start": datetime(2024, 3, 5, 9), "end": None}),
        ("event", {"start": datetime(2024, 3, 5, 9), "end": datetime(2024, 3, 5)}),
        ("problem", {"state": "已解决", "solved_on": date(2024, 3, 5)}),
        ("problem", {"state": "暂不能解决"}),
        ("programme", {"name": "云溪有约"}),
        ("proposal", {"conclusion": "并案"}),
        ("proposal", {"conclusion": "并案", "merged_into_id": 1}),
        ("proposal", {"nature": "个人", "first_signer_id": 1, "joint_signers": (1, 2)}),
        ("proposal", {"conclusion": "不予立案", "refusal": None}),
        ("proposal", {"assigned_on": ASSIGNED, "due_on": ASSIGNED, "replied_on": ASSIGNED}),
        ("proposal", {"replied_on": ASSIGNED, "leads": (1,), "joints": (2,), "separates": ()}),
        ("handling", {"due_on": ASSIGNED, "extended_to": ASSIGNED, "replied_on": ASSIGNED}),
    ],
)
def test_what_holds_is_not_complained_about(kind: str, values: dict[str, Any]) -> None:
    assert complaints(kind, values) == []


def test_an_event_without_a_state_is_held_once_its_day_has_come() -> None:
    today = date(2024, 3, 5)
    assert settled_state(datetime(2024, 3, 5, 15), today) == "已举办"
    assert settled_state(datetime(2024, 3, 6, 9), today) == "计划"


@pytest.mark.parametrize(
    ("start", "end", "holds"),
    [
        (None, None, True),
        ("2024-03-05", "2024-03-05", True),
        ("2024-03", "2024-03", True),
        ("2024-03-06", None, False),
        (None, "2024-03-04", False),
        ("2024-04", None, False),
        (None, "2024-02", False),
    ],
)
def test_both_ends_of_a_time_count(start: str | None, end: str | None, holds: bool) -> None:
    assert holds_on(start, end, date(2024, 3, 5)) is holds
