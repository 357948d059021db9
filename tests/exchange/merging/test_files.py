"""Files that a colleague hung on records come in with their contents; what we took off does not."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.ledgers import Office, clock
from tests.store.attaching import PHOTO, folder, hang, hung, spoil
from zxdesk.exchange.checking import check_ledger
from zxdesk.exchange.merging import merge, plan_merge
from zxdesk.records import KINDS
from zxdesk.services.attachments import Pasted, attach, detach
from zxdesk.store import history, open_ledger
from zxdesk.store.erasure import erase

EVENT, MEMBER = KINDS["event"], KINDS["member"]
Work = Callable[[Office], None]


@pytest.fixture
def both(office: Office, tmp_path: Path) -> Callable[[Work], Path]:
    """Lets a colleague work in a copy in another folder; gives her ledger."""

    def work(what: Work) -> Path:
        place = tmp_path / "她的电脑"
        office.ledger._let_go()
        shutil.copytree(office.ledger.path.parent, place)
        path = place / office.ledger.path.name
        for lock in place.glob("*.lock"):
            lock.unlink()
        with open_ledger(path, clock=clock) as theirs:
            what(Office(theirs))
            theirs._let_go()
        return path

    return work


def names(office: Office, record: int) -> list[str]:
    return [one.name for one in hung(office.ledger, record)]


def test_files_come_in_with_their_contents(
    office: Office, both: Callable[[Work], Path], tmp_path: Path
) -> None:
    event = office.add("event", name="读书会")

    def work(hers: Office) -> None:
        attach(hers.ledger, EVENT, event, [Pasted("合影.png", PHOTO)])
        hang(hers, "签到.pdf", b"signed", "她登记的会")

    path = both(work)
    with open_ledger(office.ledger.path, clock=clock) as ledger:
        mine = Office(ledger)
        plan = plan_merge(ledger, path)
        assert plan.report.updated == {"活动": 1}
        assert not folder(ledger).folder.exists()
        assert merge(ledger, path).report.updated == {"活动": 1}
        assert names(mine, event) == ["合影.png"]
        assert len(folder(ledger).listed()) == 2
        assert check_ledger(ledger, deep=True).problems == []
        assert merge(ledger, path).nothing_new
        history.undo(ledger)
        assert names(mine, event) == []
        ledger._let_go()


def test_what_we_took_off_does_not_come_back(office: Office, both: Callable[[Work], Path]) -> None:
    event = hang(office)
    path = both(lambda hers: hers.change("event", event, place="剡溪书房") and None)
    with open_ledger(office.ledger.path, clock=clock) as ledger:
        detach(ledger, EVENT, event, [hung(ledger, event)[0].id])
        merge(ledger, path)
        assert hung(ledger, event) == []
        ledger._let_go()


def test_what_she_took_off_stays_with_us(office: Office, both: Callable[[Work], Path]) -> None:
    event = hang(office)
    path = both(
        lambda hers: detach(hers.ledger, EVENT, event, [hung(hers.ledger, event)[0].id]) and None
    )
    with open_ledger(office.ledger.path, clock=clock) as ledger:
        assert merge(ledger, path).nothing_new
        assert [one.name for one in hung(ledger, event)] == ["合影.png"]
        ledger._let_go()


def test_a_content_she_has_lost_is_named(office: Office, both: Callable[[Work], Path]) -> None:
    def work(hers: Office) -> None:
        hang(hers)
        spoil(folder(hers.ledger).place(folder(hers.ledger).listed()[0]))

    path = both(work)
    with open_ledger(office.ledger.path, clock=clock) as ledger:
        assert any("“合影.png”的内容不见了" in note for note in merge(ledger, path).report.notes)
        ledger._let_go()


def test_files_of_an_erased_person_are_not_taken(
    office: Office, both: Callable[[Work], Path]
) -> None:
    person = office.add("member", name="程立言", phone="13911112222")
    path = both(
        lambda hers: attach(hers.ledger, MEMBER, person, [Pasted("证.jpg", PHOTO)]) and None
    )
    with open_ledger(office.ledger.path, clock=clock) as ledger:
        erase(ledger, MEMBER, [person], title="程立言", reason="本人要求")
        notes = merge(ledger, path).report.notes
        assert any("抹除过个人信息，对方的附件没有取" in note for note in notes)
        assert hung(ledger, person, "member") == []
        ledger._let_go()
