from pathlib import Path

from tests.ledgers import Office
from zxdesk.queries.listed_values import all_lists
from zxdesk.services.ledgers import found_ledger, starting_lists
from zxdesk.store import check, history


def test_a_founded_ledger_has_the_lists_an_office_starts_with(tmp_path: Path) -> None:
    with found_ledger(tmp_path / "桥头.zxd", committee="政协桥头县委员会", level="县") as ledger:
        lists = Office(ledger).ask(all_lists, owner_id=ledger.own_id)
        assert lists == starting_lists()
        assert all(len(set(values)) == len(values) for values in lists.values())
        assert {step.kind for step in history.listed(ledger)} == {"fixed"}
        assert check.check(ledger, deep=True) == []
