"""A value of the office's lists: renamed wherever it stands, or retired; never orphaned."""

from datetime import datetime

import pytest

from tests.ledgers import Office
from zxdesk.errors import UserError
from zxdesk.queries.listed_values import all_lists, values_of
from zxdesk.queries.lists import RecordList
from zxdesk.records import KINDS
from zxdesk.services.records import InvalidRecord
from zxdesk.statistics.figures import figure, read_expression
from zxdesk.store import history


def value(office: Office, list_name: str, word: str) -> int:
    """The id of a value."""
    where = {"取值表": [list_name], "取值": [word]}
    return RecordList(office.ledger, KINDS["listed_value"]).ids(where=where)[0]


def types(office: Office) -> list[str]:
    """The types that events are offered."""
    return office.ask(values_of, "活动类型", owner_id=office.ledger.own_id)


@pytest.fixture
def used(office: Office) -> int:
    """The value 读书, held by an event and named by figures."""
    office.add("event", name="共读", type="读书", start=datetime(2026, 3, 5, 9), state="已举办")
    office.add("event", name="讲课", type="学习", start=datetime(2026, 3, 6, 9), state="已举办")
    office.add("saved_figure", name="读书", expression="event.held 类型=读书,学习")
    office.add("quota", name="读书任务", expression="event.held 类型=读书")
    return value(office, "活动类型", "读书")


def test_a_renamed_value_is_renamed_wherever_it_stands(office: Office, used: int) -> None:
    office.change("listed_value", used, value="委员读书")
    events = RecordList(office.ledger, KINDS["event"])
    assert len(events.ids(where={"类型": ["委员读书"]})) == 1
    assert events.ids(where={"类型": ["读书"]}) == []
    saved = RecordList(office.ledger, KINDS["saved_figure"])
    shown = [row for row in saved.rows(saved.ids()) if row[0] == "读书"]
    assert shown[0][1] == "event.held 类型=委员读书,学习"
    assert figure(office.ledger, read_expression("event.held 类型=委员读书")).value == 1
    assert "读书" not in types(office)
    history.undo(office.ledger)
    assert len(events.ids(where={"类型": ["读书"]})) == 1
    shown = [row for row in saved.rows(saved.ids()) if row[0] == "读书"]
    assert shown[0][1] == "event.held 类型=读书,学习"


def test_one_of_several_posts_is_renamed_and_no_part_of_a_word(office: Office) -> None:
    member = office.member("张三", post="副主席、常务委员")
    office.change("listed_value", value(office, "政协职务", "主席"), value="主席（正职）")
    (service,) = RecordList(office.ledger, KINDS["service"]).ids()
    assert office.values("service", service)["post"] == "副主席、常务委员"
    office.change("listed_value", value(office, "政协职务", "常务委员"), value="常委")
    assert office.values("service", service)["post"] == "副主席、常委"
    assert office.values("member", member)


def test_a_value_that_stands_there_already_is_not_named_twice(office: Office) -> None:
    office.member("张三", post="常务委员、常委")
    office.change("listed_value", value(office, "政协职务", "常务委员"), value="常委")
    (service,) = RecordList(office.ledger, KINDS["service"]).ids()
    assert office.values("service", service)["post"] == "常委"


def test_a_used_value_is_not_deleted_but_may_be_retired(office: Office, used: int) -> None:
    with pytest.raises(UserError, match="还有1 条活动关联着它") as refused:
        office.delete("listed_value", used)
    assert "停用" in refused.value.advice
    office.change("listed_value", used, retired=True)
    assert "读书" not in types(office)
    assert "读书" not in office.ask(all_lists, owner_id=office.ledger.own_id)["活动类型"]
    office.add("event", name="再读", type="读书", start=datetime(2026, 4, 5, 9))
    assert "读书" not in types(office)
    office.delete("listed_value", value(office, "活动类型", "宣讲"))
    assert "宣讲" not in types(office)


def test_a_used_value_stays_in_its_list(office: Office, used: int) -> None:
    with pytest.raises(InvalidRecord) as refused:
        office.change("listed_value", used, list_name="阵地类型")
    assert set(refused.value.errors) == {"list_name"}
