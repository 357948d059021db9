"""Figures across links: who was what on the day, which row is meant, where a record stands."""

from datetime import date
from typing import Any

import pytest

from tests.statistics.conftest import Office
from zxdesk.errors import UserError
from zxdesk.statistics.quotas import quota_standings


def groups(office: Office, words: str, by: str, period: str = "2024") -> dict[str, Any]:
    return dict(office.figure(words, period, by).groups)


def proposal(office: Office, serial: int, **values: Any) -> int:
    values = {"submitted_on": date(2024, 1, 10), "subject": f"案由{serial}"} | values
    return office.add("proposal", term=5, session=2, serial=str(serial), **values)


@pytest.fixture
def after_the_change(office: Office) -> dict[str, int]:
    """A teacher of the fifth 届; the sixth opened in 2025, and there is an event after that."""
    office.add("plenary_session", term=5, number=5, opens=date(2024, 2, 1))
    office.add("plenary_session", term=6, number=1, opens=date(2025, 2, 1))
    sector = office.unit("教育界")
    venue = office.add("venue", name="学堂", type="委员会客厅")
    member = office.member("张三", term=5, start="2022-01-01", sector_id=sector)
    event = office.event("2024-06-01", venues=(venue,))
    office.attend(event, member)
    office.event("2025-03-01", state="计划")
    return {"member": member, "sector": sector, "venue": venue, "event": event}


def test_what_was_attended_before_a_change_of_term_still_counts(
    office: Office, after_the_change: dict[str, int]
) -> None:
    for code in ("event.members", "event.attendances"):
        assert office.value(f"{code} 界别=教育界") == 1
        assert office.value(f"{code} 界别=教育界 委员=张三") == 1
        assert groups(office, code, "界别") == {"教育界": 1}
        assert office.value(f"{code} 界别=教育界", "2025") == 0


def test_a_sector_is_of_the_day_of_each_record_and_not_of_any_other(office: Office) -> None:
    sector = office.unit("教育界")
    member = office.member("张三", start="2024-03-31", sector_id=sector)
    venue = office.add("venue", name="学堂", type="委员会客厅", leads=(member,))
    proposal(office, 1, first_signer_id=member, submitted_on=date(2023, 5, 1))
    proposal(office, 2, submitted_on=date(2025, 5, 1))
    for number, (day, count) in enumerate((("2023-05-01", 0), ("2024-05-01", 1))):
        given = date.fromisoformat(day)
        office.add("speech", title=f"发言{day}", given_on=given, speakers=(member,))
        office.add("opinion", title=f"信息{day}", submitted_on=given, reporters=(member,))
        office.event(day, venues=(venue,))
        year = day[:4]
        assert office.value("speech.count 发言人.界别=教育界", year) == count, number
        assert office.value("opinion.items 反映人.界别=教育界", year) == count
        assert office.value("event.held 阵地.牵头委员.界别=教育界", year) == count
        name = "教育界" if count else "未填"
        assert groups(office, "event.held", "阵地.牵头委员.界别", year) == {name: 1}
        assert groups(office, "opinion.items", "反映人.界别", year) == {name: 1}
    for period, count in (("2023", 0), ("2025", 0), ("..2025-12-31", 0)):
        assert office.value("proposal.received 第一提案人.界别=教育界", period) == count


def test_a_quota_of_a_sector_with_units_below_counts_what_was_before_the_change(
    office: Office, after_the_change: dict[str, int]
) -> None:
    office.unit("教育界别小组", "活动组", parent_id=after_the_change["sector"])
    office.add(
        "quota", name="参加活动", expression="event.members", each="界别", label="界别", target=1
    )
    (standing,) = quota_standings(office.ledger, 2024)
    (sector,) = standing.standings
    assert (sector.title, sector.counts[0].done) == ("教育界", 1)


def test_overlapping_services_put_a_record_in_the_groups_of_each(office: Office) -> None:
    one, two = office.unit("教育界"), office.unit("经济界")
    post = office.unit("提案委", "专委会")
    member = office.member("张三", start="2022", sector_id=one, committees=(post,))
    office.add("service", member_id=member, start="2023", sector_id=two)
    office.attend(office.event("2024-06-01"), member)
    assert groups(office, "event.members", "界别") == {"教育界": 1, "经济界": 1}
    assert groups(office, "member.active", "界别") == {"教育界": 1, "经济界": 1}
    for code in ("event.members", "member.active"):
        assert office.value(f"{code} 界别=教育界 专委会=提案委") == 1
        assert office.value(f"{code} 界别=经济界 专委会=提案委") == 0


def test_who_has_no_service_on_the_day_stands_under_none(office: Office) -> None:
    sector = office.unit("教育界")
    gone = office.member("张三", end="2023", sector_id=sector)
    there = office.member("李四", sector_id=sector)
    venue = office.add("venue", name="学堂", type="委员会客厅", leads=(gone, there))
    office.event("2024-06-01", venues=(venue,))
    office.event("2024-07-01")
    assert groups(office, "event.held", "阵地.牵头委员.界别") == {"未填": 2, "教育界": 1}
    assert office.value("event.held 阵地.牵头委员.界别=未填") == 2
    assert office.value("event.held 阵地.牵头委员.界别=已填") == 1
    assert office.value("event.held 阵地.牵头委员.界别=未填 阵地.名称=学堂") == 1
    assert office.value("event.held 阵地.牵头委员.界别=未填,教育界") == 2


def test_a_member_with_a_name_alone_is_in_office(office: Office) -> None:
    office.add("member", name="张三", gender="男")
    assert office.value("member.active 性别=男") == 1
    assert office.value("member.active 界别=未填") == 1
    assert groups(office, "member.active", "界别") == {"未填": 1}


def test_conditions_on_two_links_hold_on_the_days_of_both(office: Office) -> None:
    sector, other = office.unit("教育界"), office.unit("经济界")
    lead = office.member("张三", start="2022", end="2024-06-30", sector_id=sector)
    team = office.member("李四", start="2024-06-01", sector_id=other)
    venue = office.add("venue", name="学堂", type="委员会客厅", leads=(lead,), team=(team,))
    for day in ("2024-05-31", "2024-06-01", "2024-06-30", "2024-07-01"):
        office.event(day, venues=(venue,))
    both = "event.held 阵地.牵头委员.界别=教育界 阵地.团队成员.界别=经济界"
    assert office.value(both) == 2
    source = "来源.阵地.牵头委员.界别=教育界 来源.阵地.团队成员.界别=经济界"
    event = office.event("2024-06-10", venues=(venue,))
    office.add("suggestion", source=("event", event), content="修路")
    late = date(2024, 7, 2)
    office.add("suggestion", source=("event", event), content="架桥", raised_on=late)
    assert office.value(f"suggestion.count {source}") == 1


def test_each_of_several_values_in_one_field_is_a_group(office: Office) -> None:
    office.member("张三", post="主席、委员")
    office.member("李四", post="委员")
    office.member("王五")
    assert groups(office, "member.active", "政协职务") == {"委员": 2, "主席": 1, "未填": 1}
    for sent_to in ("县委、县政府", "县委", None):
        office.add(
            "product", type="调研报告", title="报告", sent_on=date(2024, 3, 1), sent_to=sent_to
        )
    assert groups(office, "product.count", "报送对象") == {"县委": 2, "县政府": 1, "未填": 1}
    for leaders, public in (("李书记、王县长", 10), ("李书记", 5)):
        office.event("2024-03-01", leaders=leaders, public=public)
    assert groups(office, "event.held", "参加领导") == {"李书记": 2, "王县长": 1}
    assert groups(office, "event.public", "参加领导") == {"李书记": 15, "王县长": 10}


def test_venue_labels_are_of_the_venue_that_is_counted(office: Office) -> None:
    one, two = (office.add("venue", name=n, type="委员会客厅") for n in ("甲厅", "乙厅"))
    office.event("2024-03-01", venues=(one, two))
    assert office.value("event.venues 阵地=甲厅") == 1
    assert office.value("event.venues 阵地=甲厅 阵地.名称=乙厅") == 0
    assert groups(office, "event.venues", "阵地") == {"甲厅": 1, "乙厅": 1}
    assert office.value("event.held 阵地=甲厅") == 1


def test_a_label_that_one_kind_of_source_has_is_taken(office: Office) -> None:
    topic = office.topic("养老", category="协商")
    event = office.event("2024-03-01", type_="读书", topics=(topic,))
    office.add("suggestion", source=("event", event), content="甲")
    office.add("suggestion", source=("consultation", topic), content="乙")
    project = office.add("project", name="茶园", start=date(2024, 2, 1), type="产业")
    for source in (("event", event), ("consultation", topic), ("project", project)):
        office.add("problem", source=source, content=f"{source[0]}的问题")
    assert office.value("suggestion.count 来源.类别=协商") == 1
    assert office.value("suggestion.count 来源.类型=读书") == 1
    assert office.value("suggestion.count 来源.类别=协商 来源.类型=读书") == 0
    assert office.value("suggestion.count 来源.类别=未填 来源.类型=读书") == 1
    assert office.value("problem.count 来源.类型=读书,产业") == 2
    assert groups(office, "problem.count", "来源.类别") == {"协商": 1, "未填": 2}
    assert groups(office, "problem.count", "来源.类型") == {"读书": 1, "产业": 1, "未填": 1}
    with pytest.raises(UserError, match="应是 协商"):
        office.value("suggestion.count 来源.类别=读书")


def test_a_closed_list_of_one_kind_does_not_bind_the_others(office: Office) -> None:
    product = office.add("product", type="调研报告", title="报告", sent_on=date(2024, 3, 1))
    for target in (("proposal", proposal(office, 1, topic="经济")), ("product", product)):
        office.add(
            "instruction", target=target, leader="李书记", rank="县领导", given_on=date(2024, 4, 1)
        )
    topic = office.topic("养老", category="视察")
    office.add(
        "instruction",
        target=("consultation", topic),
        leader="李书记",
        rank="县领导",
        given_on=date(2024, 4, 2),
    )
    assert office.value("instruction.count 对象.类别=经济") == 1
    assert office.value("instruction.count 对象.类别=视察,经济") == 2
    assert groups(office, "instruction.count", "对象.类别") == {"经济": 1, "视察": 1, "未填": 1}


def test_a_value_that_any_kind_of_source_has_is_not_noted_as_unknown(office: Office) -> None:
    office.add(
        "suggestion", source=("event", office.event("2024-03-01", name="座谈")), content="甲"
    )
    assert office.figure("suggestion.count 来源=座谈").notes == ()
    (note,) = office.figure("suggestion.count 来源=没有的").notes
    assert "活动、协商“没有的”" in note
    (note,) = office.figure("product.count 报送对象=没有的").notes
    assert "报送对象为“没有的”" in note


def test_an_issue_is_known_by_its_year_and_number(office: Office) -> None:
    for year in (2023, 2024):
        issue = office.add("issue", year=year, number="12")
        day = date(2024, 2, year - 2020)
        office.add("opinion", title=f"信息{year}", submitted_on=day, issue_id=issue)
    assert groups(office, "opinion.items", "期号") == {"2023/12": 1, "2024/12": 1}
    assert office.value("opinion.items 期号=2024/12") == 1
    assert office.value("opinion.items 期号=12") == 2
