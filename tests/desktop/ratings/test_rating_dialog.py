"""Rating a venue: the records propose, the office decides, total and stars follow."""

from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ledgers import Office
from zxdesk.desktop.base.context import DeskContext
from zxdesk.desktop.base.dialog_parts import DialogNote
from zxdesk.desktop.ratings.rating_dialog import RatingDialog
from zxdesk.services.ratings import earlier_rating

ITEMS = (
    ("开展活动", 60, "event.held", 30),
    ("现场", 40, None, None),
    ("写错的", 10, "event.hold", 1),
)


@pytest.fixture
def venues(office: Office) -> list[int]:
    """Two venues; one event of this year at the second, and a scheme."""
    made = [office.add("venue", name=name) for name in ("溪口客厅", "桥头客厅")]
    start = datetime(2026, 3, 5, 9)
    office.add("event", name="座谈会", start=start, state="已举办", venues=made[1:])
    office.add("rating_scheme", name="星级办法", items=ITEMS, thresholds=((5, 90), (3, 60)))
    return made


def shown(dialog: RatingDialog, qtbot: QtBot) -> RatingDialog:
    """Show a dialog and wait for its proposal."""
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(dialog.save_button.isEnabled)
    return dialog


@pytest.fixture
def dialog(context: DeskContext, venues: list[int], qtbot: QtBot) -> RatingDialog:
    """The dialog on the second venue."""
    return shown(RatingDialog(context, None, venue=venues[1]), qtbot)


def note(dialog: RatingDialog) -> str:
    return dialog.findChildren(DialogNote)[0].text()


def test_the_records_propose_points(dialog: RatingDialog) -> None:
    assert dialog.venue.currentText() == "桥头客厅"
    assert dialog.items.given() == (
        ("开展活动", 30, "活动 1场"),
        ("现场", None, None),
        ("写错的", None, None),
    )
    assert dialog.total() == "总分 30 分，未达星级"
    assert "没有“event.hold”这个指标" in dialog.items.evidence[2].placeholderText()


def test_points_are_changed_by_hand_up_to_the_maximum(dialog: RatingDialog) -> None:
    dialog.items.points[1].setValue(99)
    assert dialog.items.given()[1][1] == 40
    assert dialog.total() == "总分 70 分，★★★"


def test_another_venue_is_proposed_anew(
    dialog: RatingDialog, venues: list[int], qtbot: QtBot
) -> None:
    dialog.venue.setCurrentIndex(dialog.venue.findData(venues[0]))
    dialog.venue.activated.emit(dialog.venue.currentIndex())
    qtbot.waitUntil(dialog.save_button.isEnabled)
    assert dialog.items.given()[0][1] == 0


def test_saving_writes_rating_and_stars(
    dialog: RatingDialog, context: DeskContext, office: Office, venues: list[int], qtbot: QtBot
) -> None:
    dialog.items.points[1].setValue(40)
    qtbot.keyClicks(dialog.items.evidence[1], "seen")
    qtbot.keyClicks(dialog.rated_by, "office")
    with qtbot.waitSignal(context.noticed) as noticed:
        qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    assert noticed.args[0].text == "桥头客厅 总分 70 分，★★★"
    values = earlier_rating(context.ledger, venue_id=venues[1], year=2026)
    assert values is not None
    assert (values["total"], values["stars"], values["rated_by"]) == (70, 3, "office")
    assert values["points"][1] == ("现场", 40, "seen")
    venue = office.values("venue", venues[1])
    assert venue is not None
    assert venue["stars"] == 3
    assert not dialog.isVisible()


def test_an_earlier_rating_is_shown_and_replaced(
    dialog: RatingDialog, context: DeskContext, venues: list[int], qtbot: QtBot
) -> None:
    dialog.items.points[0].setValue(60)
    dialog.items.points[1].setValue(30)
    dialog.save()
    again = shown(RatingDialog(context, None, venue=venues[1]), qtbot)
    assert "已经评过（五星）" in note(again)
    assert [points for _, points, _ in again.items.given()] == [60, 30, None]
    again.items.points[0].setValue(0)
    again.save()
    values = earlier_rating(context.ledger, venue_id=venues[1], year=2026)
    assert values is not None
    assert (values["total"], values["stars"]) == (30, None)


def test_a_wrong_day_is_told_and_nothing_saved(
    dialog: RatingDialog, context: DeskContext, venues: list[int]
) -> None:
    dialog.rated_on.line.setText("改日再定")
    dialog.save()
    assert dialog.rated_on.error()
    assert earlier_rating(context.ledger, venue_id=venues[1], year=2026) is None
    assert dialog.isVisible()


def test_without_a_scheme_it_says_what_to_do(
    context: DeskContext, office: Office, qtbot: QtBot
) -> None:
    office.add("venue", name="溪口客厅")
    dialog = RatingDialog(context, None)
    qtbot.addWidget(dialog)
    assert "还没有星级方案" in note(dialog)
    assert not dialog.save_button.isEnabled()


def test_without_a_venue_it_says_so(context: DeskContext, office: Office, qtbot: QtBot) -> None:
    office.add("rating_scheme", name="星级办法")
    dialog = RatingDialog(context, None)
    qtbot.addWidget(dialog)
    assert "还没有阵地" in note(dialog)
