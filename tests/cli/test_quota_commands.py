"""`zxdesk quotas` tells how every quota stands and who is short."""

from datetime import date, datetime
from typing import Any

import pytest

from tests.cli.conftest import Desk
from zxdesk.records import KINDS
from zxdesk.services.records import create
from zxdesk.store import open_ledger


@pytest.fixture
def quotas(desk: Desk) -> Desk:
    """A whole quota with an X, one that fourteen sectors owe, and one that is wrong."""

    def add(kind: str, **values: Any) -> int:
        return create(session, KINDS[kind], values, owner_id=ledger.own_id, today=date(2024, 1, 1))

    with open_ledger(desk.ledger) as ledger, ledger.write("准备") as session:
        sectors = [add("unit", name=f"第{n:02d}界", category="界别") for n in range(14)]
        for day in (5, 6, 7):
            start = datetime(2024, 3, day)
            add(
                "event", name="会", type="协商", start=start, state="已举办", organisers=sectors[:1]
            )
        add("quota", name="一、协商", expression="event.held 类型=协商", target=2)
        add("quota", name="二、界别", expression="event.held", each="界别", label="主办单位")
        add("quota", name="三、坏的", expression="event.hold")
    return desk


def test_gauges_and_those_who_are_short_are_told(quotas: Desk) -> None:
    lines = quotas("quotas").out.splitlines()
    assert lines[0] == "一、协商（全体，每年）\t2 / 2 场，X = 1"
    assert lines[1] == "二、界别（界别，每年）\t1 / 14 个"
    assert lines[2] == "  差 1 场\t第01界"
    assert lines[-2] == "  ……共 13 个未完成，--json 列出全部"
    assert lines[-1].startswith("三、坏的：没有“event.hold”这个指标")


def test_every_number_comes_with_its_figure(quotas: Desk) -> None:
    answer = quotas.json("quotas", "--period", "2024")
    assert answer["year"] == 2024
    whole, sectors, broken = answer["quotas"]
    assert (whole["done"], whole["target"], whole["beyond"], whole["gauge"]) == (
        2,
        2,
        1,
        "2 / 2 场，X = 1",
    )
    first = sectors["standings"][0]
    assert (first["title"], first["reached"], first["beyond"]) == ("第00界", True, 2)
    count = first["counts"][0]
    code, where = count["expression"].split(" ", 1)
    figure = quotas.json("figure", code, "--where", where, "--period", count["period"])
    assert figure["value"] == count["done"] == 3
    assert len(sectors["short"]) == 13
    assert sectors["short"][0] == {"key": "界别/第01界", "title": "第01界", "missing": 1}
    assert broken["problem"]


def test_another_year_has_nothing_done(quotas: Desk) -> None:
    whole = quotas.json("quotas", "--period", "2023")["quotas"][0]
    assert (whole["done"], whole["short"]) == (0, [{"key": "", "title": "全体", "missing": 2}])


def test_a_period_that_is_no_year_is_refused(desk: Desk) -> None:
    for words in ("2024Q1", "..2024-12-31", "胡说"):
        assert desk("quotas", "--period", words).code == 2


def test_a_ledger_without_quotas_says_so(desk: Desk) -> None:
    assert desk("quotas").out == "2024 年没有指标任务。\n"


def test_what_is_to_be_done_is_put_off_till_a_day(quotas: Desk) -> None:
    first = quotas.json("todo")["items"]
    (wanted,) = (one for one in first if "二、界别" in one["text"])
    answer = quotas.json("todo", "--later", "二、界别", "--until", "2025-01-15")
    assert answer["later"] == [{"text": wanted["text"], "until": "2025-01-15"}]
    assert wanted not in answer["items"]
    assert quotas("undo").code == 0
    assert wanted in quotas.json("todo")["items"]


@pytest.mark.parametrize(
    "words", [("一",), ("没有这件", "--until", "2025-01-15"), ("二、界别", "--until", "2024-12-31")]
)
def test_what_cannot_be_put_off_is_refused(quotas: Desk, words: tuple[str, ...]) -> None:
    refused = quotas("todo", "--later", *words)
    assert refused.code == 2
    assert "没有推后" in refused.err
