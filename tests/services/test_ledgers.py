from pathlib import Path

import pytest

from tests.ledgers import Office
from zxdesk.errors import UserError
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


@pytest.mark.parametrize("name", ["../../云溪", "", "政协\n云溪", "政协\u202e云溪", "a/b", "NUL"])
def test_no_ledger_is_founded_under_a_name_that_would_harm(name: str, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="没有新建台账，政协的名称"):
        found_ledger(tmp_path / "台账" / "桥头.zxd", committee=name, level="县")
    assert list(tmp_path.iterdir()) == []
