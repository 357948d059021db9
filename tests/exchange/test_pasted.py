"""Lines from the clipboard are read like a sheet, as what the page holds into which they go."""

from tests.exchange.books import Desk
from tests.ledgers import Office
from zxdesk.exchange.import_trial import maps_for, take_books, try_reading
from zxdesk.exchange.incoming import Answers
from zxdesk.exchange.pasted import pasted
from zxdesk.exchange.report import ImportReport
from zxdesk.records import KINDS
from zxdesk.store import Ledger, history


class Quiet:
    """Who is told nothing."""

    cancelled = False

    def report(self, text: str, done: int = 0, total: int = 0) -> None:
        """Take no notice."""


def take(ledger: Ledger, text: str, kind: str, event: str = "") -> ImportReport:
    found = pasted(text, KINDS[kind], event=event)
    assert found is not None
    maps = maps_for(ledger, found.reading)
    found.settle(maps)
    trial = try_reading(
        ledger, found.reading, Quiet(), answers=Answers(saved=maps), label=found.label
    )
    return take_books(ledger, trial, Quiet())


def test_lines_with_headings_say_what_they_are(desk: Desk) -> None:
    report = take(
        desk.ledger, '姓名\t届次\t备注\n张三\t五届\t"两行\n备注"\n李四\t五届\t\n', "member"
    )
    assert report.added["委员"] == 2
    assert desk.values("member")[0]["note"] == "两行\n备注"
    assert history.listed(desk.ledger)[0].label == "粘贴 3 行到委员"


def test_lines_without_headings_are_those_of_the_page(desk: Desk) -> None:
    found = pasted("1\t张三\t男\n2\t李四\t女\n", KINDS["member"])
    assert found is not None
    maps = maps_for(desk.ledger, found.reading)
    found.settle(maps)
    (one,) = maps.maps
    assert one.entries[0]["columns"] == {"A": None, "B": "姓名", "C": None}
    assert one.records == 2


def test_names_and_marks_become_the_roll(desk: Desk, office: Office) -> None:
    for name in ("张三", "李四", "王五"):
        office.member(name)
    number = office.values("event", office.add("event", name="座谈会"))["number"]
    take(desk.ledger, "1\t张三\t√\n2\t李四\t病假\n3\t王五\t未到\n", "attendance", number)
    assert desk.column("attendance", "status") == ["出席", "请假", "缺席"]
    assert desk.column("attendance", "reason")[1] == "病假"


def test_names_alone_have_come(desk: Desk, office: Office) -> None:
    office.member("张三")
    number = office.values("event", office.add("event", name="座谈会"))["number"]
    report = take(desk.ledger, "张三\n不认识\n", "attendance", number)
    assert desk.column("attendance", "status") == ["出席"]
    assert len(report.rejected) == 1


def test_what_is_no_table_is_told(desk: Desk) -> None:
    assert pasted("  \n\n", KINDS["member"]) is None
