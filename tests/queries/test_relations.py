"""However far a label reaches, the statement grows by one short relation a link."""

from itertools import pairwise
from typing import Any

import pytest
import sqlalchemy as sa

from tests.ledgers import Office
from zxdesk.errors import UserError
from zxdesk.queries.conditions import Conditions
from zxdesk.queries.groupings import Groupings
from zxdesk.queries.labels import path_of
from zxdesk.queries.relations import Relations
from zxdesk.records import KINDS

PROBLEM = KINDS["problem"]
TODAY = sa.literal("2026-11-22")


def filtered(label: str) -> sa.Select[Any]:
    conditions = Conditions(PROBLEM, on=TODAY)
    query = sa.select(PROBLEM.table.c.id).where(*conditions.of([(label, ("没有的",))]))
    return conditions.relations.before(query)


def grouped(label: str) -> sa.Select[Any]:
    relations = Relations()
    found = Groupings(relations).of(PROBLEM, PROBLEM.table, path_of(label), PROBLEM.table, on=TODAY)
    query = sa.select(found.group, sa.func.count()).select_from(found.origin)
    return relations.before(query.group_by(found.group))


def deep(links: int, last: str) -> str:
    return ".".join(["来源", *["上级议题"] * links, last])


@pytest.mark.parametrize("statement", [filtered, grouped])
def test_every_further_link_adds_the_same_to_a_statement(statement: Any) -> None:
    lengths = [len(str(statement(deep(links, "牵头单位")))) for links in range(2, 50)]
    steps = {after - before for before, after in pairwise(lengths)}
    assert max(steps) - min(steps) < 20
    assert max(steps) < 400


@pytest.mark.parametrize("label", [deep(54, "牵头单位"), "来源.阵地.牵头委员.界别.上级单位.地区"])
def test_the_longest_label_is_answered(office: Office, label: str) -> None:
    topic = office.add("consultation", topic="养老")
    office.add("problem", source=("consultation", topic), content="缺床位", state="已登记")
    with office.ledger.read() as session:
        assert session.connection().execute(filtered(label)).all() == []
        assert session.connection().execute(grouped(label)).all() == [(None, 1)]


def test_a_label_without_end_is_refused_in_a_sentence() -> None:
    with pytest.raises(UserError, match="最多 60 层"):
        path_of(deep(90, "牵头单位"))
