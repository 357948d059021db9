"""未填 and 已填 ask on any label whether there is something."""

import pytest

from tests.ledgers import Office
from tests.queries.test_conditions import fitting


def test_a_link_is_filled_or_not(office: Office) -> None:
    sector = office.add("unit", name="经济界")
    other = office.add("unit", name="教育界")
    committee = office.add("unit", name="提案委", category="专委会")
    whole = office.member("赵一", sector_id=sector, committees=(committee,))
    without = office.member("钱二", sector_id=other)
    nothing = office.member("孙三")
    assert fitting(office, "member", ("专委会", "未填")) == {without, nothing}
    assert fitting(office, "member", ("专委会", "已填")) == {whole}
    assert fitting(office, "member", ("界别", "未填")) == {nothing}
    assert fitting(office, "member", ("界别", "未填,教育界")) == {without, nothing}
    assert fitting(office, "member", ("界别", "未填,已填")) == {whole, without, nothing}
    assert fitting(office, "member", ("界别", "已填"), ("专委会", "未填")) == {without}


def test_a_plain_value_is_filled_or_not(office: Office) -> None:
    starred = office.add("venue", name="溪口客厅", stars=5)
    plain = office.add("venue", name="桥头客厅")
    assert fitting(office, "venue", ("星级", "未填")) == {plain}
    assert fitting(office, "venue", ("星级", "未填,5")) == {starred, plain}
    assert fitting(office, "venue", ("星级", "已填")) == {starred}


@pytest.mark.parametrize(("value", "found"), [("已填", True), ("未填", False)])
def test_one_of_several_links_is_enough(office: Office, value: str, found: bool) -> None:
    event = office.add("event", name="座谈会")
    suggestion = office.add("suggestion", content="增设车位", source=("event", event))
    assert fitting(office, "suggestion", ("来源", value)) == ({suggestion} if found else set())


def test_presence_is_asked_at_the_end_of_a_path(office: Office) -> None:
    venue = office.add("venue", name="溪口客厅")
    inside = office.add("event", name="座谈会", venues=(venue,))
    outside = office.add("event", name="视察")
    made = [
        office.add("suggestion", content=f"建议{n}", source=("event", event))
        for n, event in enumerate((inside, outside))
    ]
    assert fitting(office, "suggestion", ("来源.阵地", "已填")) == {made[0]}
    assert fitting(office, "suggestion", ("来源.阵地", "未填")) == {made[1]}
