"""What a record was since two copies of a ledger parted."""

from tests.ledgers import Office
from zxdesk.records import KINDS
from zxdesk.store import history, lineage


def test_lists_are_as_they_stood_after_each_step(office: Office) -> None:
    first, second, third = (
        office.add("unit", name=name) for name in ("经济界", "工会界", "农业界")
    )
    event = office.add("event", name="座谈会", organisers=(third, first))
    since = history.listed(office.ledger, limit=1)[0].no - 1
    office.change("event", event, organisers=(second, third, first), name="恳谈会")
    with office.ledger.connection() as connection:
        states = lineage.states(connection, KINDS["event"], event, since=since)
    assert [(state["name"], state["organisers"]) for state in states if state] == [
        ("恳谈会", (second, third, first)),
        ("座谈会", (third, first)),
    ]
    assert states[-1] is None
