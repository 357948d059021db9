"""Expressions follow the records they name, whatever these are called later."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from tests.ledgers import Office, dump, founded, ledger, ledger_file, office
from zxdesk.records import KINDS
from zxdesk.rules.periods import quarter
from zxdesk.services.quarters import close_quarter
from zxdesk.statistics import closings
from zxdesk.statistics.figures import Expression, figure, period_of, read_expression
from zxdesk.statistics.quotas import quota_standings
from zxdesk.statistics.reporting import quarter_table
from zxdesk.statistics.saved_figures import kept_figures
from zxdesk.store import history

__all__ = ["founded", "ledger", "ledger_file", "office"]

FIRST = quarter(2026, 1)


@pytest.fixture
def held(office: Office) -> Office:
    """A held event of a sector, a brand and a topic; its sector is also the name of a body."""
    sector = office.add("unit", name="工商联", category="界别")
    office.add("unit", name="工商联", category="人民团体")
    brand = office.add("programme", name="剡山系列")
    topic = office.add("consultation", topic="治水", number="XS-2026-001")
    office.add("venue", name="东门客厅", number="ZD-001")
    office.member("张三", sector_id=sector)
    event = office.add(
        "event",
        name="一会",
        type="读书",
        state="已举办",
        start=datetime(2026, 1, 2, 9),
        organisers=(sector,),
        programmes=(brand,),
        topics=(topic,),
        venues=(1,),
    )
    office.add("attendance", event_id=event, member_id=1)
    return office


def saved(office: Office, expression: str) -> Callable[[], str]:
    """Keep an expression; give what reads it back."""
    record_id = office.add("saved_figure", name=expression, expression=expression)

    def now() -> str:
        values = office.values("saved_figure", record_id)
        assert values is not None
        return str(values["expression"])

    return now


def value(office: Office, expression: str) -> Any:
    return figure(
        office.ledger, read_expression(expression), period=period_of(office.ledger, "2026")
    ).value


FOLLOWED = [
    ("品牌=剡山系列", "programme", {"name": "剡溪系列"}, "品牌=剡溪系列"),
    ("品牌=剡山系列 类型=读书", "programme", {"name": "a b"}, "'品牌=a b' 类型=读书"),
    ("品牌=剡山系列", "programme", {"name": "山,水"}, r"'品牌=山\,水'"),
    ("品牌=剡山系列", "programme", {"name": "一=二"}, "品牌=一=二"),
    ("品牌=剡山系列", "programme", {"name": "老'会"}, "'品牌=老'\"'\"'会'"),
    ("品牌=无,剡山系列", "programme", {"name": "剡溪"}, "品牌=无,剡溪"),
    ("协商=XS-2026-001", "consultation", {"number": "XS-2026-009"}, "协商=XS-2026-009"),
    ("协商=治水", "consultation", {"topic": "五水共治"}, "协商=五水共治"),
    ("协商=XS-2026-001", "consultation", {"topic": "五水共治"}, "协商=XS-2026-001"),
    ("阵地=东门客厅", "venue", {"name": "西门客厅"}, "阵地=西门客厅"),
    ("主办单位=界别/工商联", "unit", {"name": "商会"}, "主办单位=界别/商会"),
    ("主办单位=界别/工商联", "unit", {"category": "其他"}, "主办单位=其他/工商联"),
    ("主办单位=工商联", "unit", {"name": "商会"}, "主办单位=工商联,商会"),
    ("委员=张三", "member", {"name": "张三丰"}, "委员=张三丰"),
    ("委员.界别=工商联", "unit", {"name": "商会"}, "委员.界别=工商联,商会"),
    ("名称=一会", "event", {"name": "首会"}, "名称=首会"),
    ("类型=一会", "event", {"name": "首会"}, "类型=一会"),
]


@pytest.mark.parametrize(("where", "kind", "new", "now_where"), FOLLOWED)
def test_an_expression_follows_the_record_it_names(
    held: Office, where: str, kind: str, new: dict[str, str], now_where: str
) -> None:
    code = "event.attendances" if where.startswith("委员") else "event.held"
    expression, followed = f"{code} {where}", f"{code} {now_where}"
    now = saved(held, expression)
    before = value(held, expression)
    held.change(kind, 1, **new)
    assert now() == followed
    assert value(held, now()) == before
    history.undo(held.ledger)
    assert now() == expression
    history.redo(held.ledger)
    assert now() == followed


def test_a_name_that_becomes_another_ones_too_is_told_apart_by_number(held: Office) -> None:
    held.add("venue", name="西门客厅", number="ZD-002")
    east, west = saved(held, "event.held 阵地=东门客厅"), saved(held, "event.held 阵地=西门客厅")
    held.change("venue", 1, name="西门客厅")
    assert east() == "event.held 阵地=ZD-001"
    assert west() == "event.held 阵地=ZD-002"
    assert (value(held, east()), value(held, west())) == (1, 0)


def test_what_asks_for_empty_fields_names_no_record_that_is_called_so(held: Office) -> None:
    named = held.add("programme", name="未填")
    now = saved(held, "event.held 品牌=未填")
    held.change("programme", named, name="剡溪系列")
    assert now() == "event.held 品牌=未填"


def test_a_text_that_many_records_bear_is_no_name_of_one(held: Office) -> None:
    held.add("event", name="一会", start=datetime(2026, 2, 2, 9))
    now = saved(held, "event.held 名称=一会")
    held.change("event", 1, name="一会（扩大）")
    assert now() == "event.held 名称=一会"


def test_every_place_that_holds_expressions_follows_in_the_same_step(held: Office) -> None:
    held.add("quota", name="工商联读书", expression="event.held 品牌=剡山系列")
    held.add(
        "quota",
        name="各品牌",
        expression="event.held",
        each="品牌",
        label="品牌",
        among="上级品牌=剡山系列",
    )
    table = held.add("reporting_table", number="B1", title="表", objects="委员")
    share = "event.members 品牌=剡山系列 ÷ member.active"
    held.add("reporting_row", table_id=table, number="R1", label="率", expression=share)
    items = (("读书", 10, "event.held 品牌=剡山系列", 5),)
    held.add("rating_scheme", name="方案", items=items)
    held.change("programme", 1, name="剡溪")
    texts = [
        held.values("quota", 1)["expression"],
        held.values("quota", 2)["among"],
        next(v for v in dump(held.ledger.path)["reporting_row"] if "R1" in v)[-3],
        held.values("rating_scheme", 1)["items"][0][2],
    ]
    assert texts == [
        "event.held 品牌=剡溪",
        "上级品牌=剡溪",
        "event.members 品牌=剡溪 ÷ member.active",
        "event.held 品牌=剡溪",
    ]
    assert len(history.listed(held.ledger)[:1]) == 1


def test_a_closed_quarter_is_not_restated_by_a_rename(held: Office) -> None:
    with held.ledger.read() as session:
        table = next(
            i
            for i, number in session.connection().execute(
                KINDS["reporting_table"]
                .table.select()
                .with_only_columns(
                    KINDS["reporting_table"].table.c.id, KINDS["reporting_table"].table.c.number
                )
            )
            if number == "T1"
        )
    held.add(
        "reporting_row",
        table_id=table,
        number="X1",
        position=900,
        label="剡山",
        expression="event.held 品牌=剡山系列",
    )
    close_quarter(held.ledger, FIRST, force=True)
    held.change("programme", 1, name="剡溪系列")
    with held.ledger.read() as session:
        closing = closings.standing(session, FIRST, owner_id=held.ledger.own_id)
        assert closing is not None
        assert closings.restatements(session, held.ledger, closing) == []
    row = next(row for row in quarter_table(held.ledger, FIRST).rows if row.id == "X1")
    assert (row.expression, row.quarter, row.note) == ("event.held 品牌=剡溪系列", 1, "")


def test_what_names_nobody_is_said_wherever_it_is_shown(held: Office) -> None:
    unknown = "event.held 品牌=没有的系列"
    held.add("quota", name="读书", expression=unknown)
    saved(held, unknown)
    with held.ledger.read() as session:
        rows = KINDS["reporting_table"].table
        table = session.connection().scalar(
            rows.select().with_only_columns(rows.c.id).where(rows.c.number == "T1")
        )
    held.add(
        "reporting_row", table_id=table, number="X1", position=900, label="行", expression=unknown
    )
    words = "台账里没有品牌“没有的系列”"
    (quota,) = [q for q in quota_standings(held.ledger, 2026) if q.name == "读书"]
    assert words in quota.problem
    (kept,) = kept_figures(held.ledger)
    assert words in kept.problem
    report = quarter_table(held.ledger, FIRST)
    assert words in next(row for row in report.rows if row.id == "X1").note
    assert any(words in gap for gap in report.gaps)


@pytest.mark.parametrize(
    "name", ["一 二", "一,二", "一，二", "a=b", "老'会", '老"会', "a\\b", "a\\,b", "#1"]
)
def test_any_name_is_read_back_as_it_was(name: str) -> None:
    expression = Expression(code="event.held", where=(("品牌", (name, "别的")),))
    assert read_expression(str(expression)) == expression
