"""The traps of counting (统计口径): one test for each, named after it."""

from datetime import date, datetime
from itertools import zip_longest
from typing import Any

import pytest

from tests.statistics.conftest import Office
from zxdesk.errors import UserError
from zxdesk.records import KINDS, Committee
from zxdesk.records.fieldtypes import Amount, Name, Whole
from zxdesk.rules.periods import quarter, this_year
from zxdesk.rules.ratings import stars_for
from zxdesk.services.quarters import close_quarter
from zxdesk.services.records import create
from zxdesk.statistics import closings
from zxdesk.statistics.catalogue import INDICATORS
from zxdesk.statistics.consistency import gaps
from zxdesk.statistics.figures import read_expression, records_behind
from zxdesk.statistics.quotas import quota_standings

FIVE = ("经济", "政治", "文化", "社会", "生态")


def file_proposals(office: Office, **columns: dict[str | None, int]) -> None:
    """Register a session's proposals; each column gives how many have which value."""
    spread = {
        name: [value for value, count in counts.items() for _ in range(count)]
        for name, counts in columns.items()
    }
    day = date(2024, 1, 10)
    rows = [
        {
            "owner_id": office.ledger.own_id,
            "term": 5,
            "session": 2,
            "serial": str(serial),
            "subject": f"案由{serial}",
            "submitted_on": day,
            "key_proposal": False,
            "conclusion": "立案",
        }
        | dict(zip(spread, values, strict=True))
        for serial, values in enumerate(zip_longest(*spread.values()), start=1)
    ]
    with office.ledger.write("登记提案") as session:
        session.connection().execute(KINDS["proposal"].table.insert(), rows)


def proposal(office: Office, serial: int, **values: Any) -> int:
    values = {"submitted_on": date(2024, 1, 10), "subject": f"案由{serial}"} | values
    return office.add("proposal", term=5, session=2, serial=str(serial), **values)


def groups(office: Office, words: str, by: str) -> dict[str, Any]:
    return dict(office.figure(words, by=by).groups)


@pytest.mark.parametrize("words", ["两个确立", "1+N+X", "十五五", "75周年", "331路", "第一议题"])
def test_numbers_that_are_names_are_never_read_as_figures(words: str):
    for numeric in (Whole(), Amount()):
        with pytest.raises(ValueError, match="不是数字"):
            numeric.parse(words)


@pytest.mark.parametrize(
    ("received", "filed", "after_merge"), [(1042, 846, 735), (157, 133, 123), (118, 80, 64)]
)
def test_01_filed_before_and_after_merging(
    office: Office, received: int, filed: int, after_merge: int
):
    conclusions = {"立案": after_merge, "并案": filed - after_merge, "不予立案": received - filed}
    file_proposals(office, conclusion=conclusions)
    assert office.value("proposal.received") == received
    assert office.value("proposal.filed") == filed
    assert office.value("proposal.merged") == filed - after_merge
    assert office.value("proposal.after_merge") == after_merge


def test_02_parts_that_do_not_sum_leave_a_rest_that_is_named(office: Office):
    parts = {"经济": 148, "社会": 364, "文化": 66, "政治": 10, None: 3}
    file_proposals(office, topic=parts)
    by_topic = groups(office, "proposal.received", "类别")
    assert by_topic.pop("未填") == 3
    assert sum(by_topic.values()) == 588
    assert office.value("proposal.received") == 591
    with office.ledger.read() as session:
        said = list(gaps(session, office.ledger, this_year(date(2024, 1, 1))))
    assert any("591 件中有 3 件没有填类别" in sentence for sentence in said)


def test_02_a_share_is_of_its_base_and_not_of_what_is_printed(office: Office):
    answered = {date(2024, 3, 1): 26, None: 92}
    file_proposals(office, assigned_on={date(2024, 2, 1): 118}, replied_on=answered)
    found = office.figure("proposal.reply_rate")
    assert (found.numerator, found.denominator, found.value) == (26, 118, 22.0)


def adds_up(office: Office, columns: dict[str, dict[str | None, int]]) -> int:
    """Tell how many proposals there are, after proving that every split adds up to that."""
    received: int = office.value("proposal.received")
    parts = ("after_merge", "merged", "not_filed", "to_opinion")
    assert sum(office.value(f"proposal.{part}") for part in parts) == received
    for label, name in (("审查结论", "conclusion"), ("提案者性质", "nature"), ("类别", "topic")):
        counts = {value or "未填": count for value, count in columns[name].items()}
        assert sum(counts.values()) == received
        assert groups(office, "proposal.received", label) == counts
    return received


def test_03_the_correct_model_of_a_county_adds_up(office: Office):
    columns: dict[str, dict[str | None, int]] = {
        "conclusion": {"立案": 64, "并案": 16, "转社情民意": 21, "不予立案": 17},
        "nature": {"个人": 7, "联名": 61, "集体": 50},
        "topic": dict(zip(FIVE, (21, 12, 42, 35, 8), strict=True)),
    }
    file_proposals(office, **columns)
    assert adds_up(office, columns) == 118
    with office.ledger.read() as session:
        said = list(gaps(session, office.ledger, this_year(date(2024, 1, 1))))
    assert not any("没有填类别" in sentence for sentence in said)


def test_03_the_correct_model_of_the_country_adds_up_twice(office: Office):
    """All that were received by conclusion; those filed by proposer and by topic."""
    topics = dict(zip(FIVE, (1650, 320, 540, 1990, 502), strict=True))
    columns: dict[str, dict[str | None, int]] = {
        "conclusion": {"立案": 5002, "并案": 262, "转社情民意": 626},
        "nature": {"个人": 4531, "集体": 471, None: 888},
        "topic": {**topics, None: 888},
    }
    file_proposals(office, **columns)
    assert adds_up(office, columns) == 5890
    assert office.value("proposal.after_merge") == 5002
    assert groups(office, "proposal.after_merge", "提案者性质") == {"个人": 4531, "集体": 471}
    assert groups(office, "proposal.after_merge", "类别") == topics


def test_04_a_joint_proposal_is_one_and_its_signers_are_counted_apart(office: Office):
    one, two, three = (office.member(name) for name in ("甲一", "乙二", "丙三"))
    proposal(office, 1, first_signer_id=one, joint_signers=(two, three))
    assert office.value("proposal.received") == 1
    assert office.value("proposal.received 联名人=乙二") == 1
    assert office.value("proposal.received 第一提案人=乙二") == 0
    assert office.value("proposal.proposers") == 3
    assert groups(office, "proposal.received", "第一提案人") == {"甲一": 1}


def test_05_a_figure_says_what_it_counts_under_which_filters(office: Office):
    file_proposals(office, conclusion={"立案": 24, "待审查": 9}, nature={"集体": 24, "个人": 9})
    received = office.figure("proposal.received 提案者性质=集体")
    assert str(received.expression) == "proposal.received 提案者性质=集体"
    assert (received.period.first, received.period.last) == (date(2024, 1, 1), date(2024, 12, 31))
    assert "各种审查结论都计" in received.definition
    assert "立案和并案" in office.figure("proposal.filed").definition
    assert len({one.definition for one in INDICATORS.values() if one.code[:4] == "prop"}) > 10


def test_06_the_unit_belongs_to_the_indicator(office: Office):
    units = {
        "proposal.received": "件",
        "opinion.items": "条",
        "opinion.reported": "期",
        "opinion.adopted": "期",
        "speech.count": "篇",
        "product.count": "份",
        "instruction.items": "项",
        "instruction.count": "次",
        "problem.count": "个",
        "consultation.topics": "项",
        "consultation.sessions": "次",
        "event.held": "场",
        "event.attendances": "人次",
        "event.members": "人",
    }
    assert {code: INDICATORS[code].unit for code in units} == units
    issue = office.add("issue", year=2024, number="1")
    for title in ("上", "下"):
        day = date(2024, 5, 1)
        office.add("opinion", title=title, submitted_on=day, reported_on=day, issue_id=issue)
    assert (office.value("opinion.items"), office.value("opinion.reported")) == (2, 1)


def test_07_suggestions_are_rows_also_where_they_say_the_same(office: Office):
    event = office.event("2024-03-01", "议事堂活动")
    for _ in range(3):
        office.add("suggestion", source=("event", event), content="多设路灯")
    assert office.value("suggestion.count") == 3


def test_08_topics_and_sessions_are_counted_separately(office: Office):
    one, two = office.topic("养老"), office.topic("停车")
    office.event("2024-03-01", topics=(one, two))
    office.event("2024-04-01", topics=(one,))
    office.event("2024-05-01", topics=(one,))
    assert office.value("consultation.topics") == 2
    assert office.value("consultation.sessions") == 3
    assert groups(office, "consultation.sessions", "协商") == {"养老": 3, "停车": 1}


def test_09_persons_attendances_and_the_public_are_three_figures(office: Office):
    member = office.member("张三")
    for day in ("2024-03-01", "2024-04-01"):
        office.attend(office.event(day, public=500, guests=4), member, capacity="授课")
    assert office.value("event.members 身份=授课") == 1
    assert office.value("event.attendances") == 2
    assert office.figure("event.public").value == 1000
    assert office.figure("event.guests").value == 8


def test_10_only_those_who_came_are_attendances(office: Office):
    event = office.event("2024-03-01")
    for name, status in (("甲一", "出席"), ("乙二", "请假"), ("丙三", "缺席")):
        office.attend(event, office.member(name), status)
    assert office.value("event.attendances") == 1
    assert office.value("event.members") == 1
    assert office.value("event.attendances 出席情况=请假,缺席") == 2


def test_11_guests_leaders_and_those_sitting_in_are_told_apart(office: Office):
    event = office.event("2024-03-01", guests=5, leaders="县长", sitting_in="某局长、某主任")
    office.attend(event, office.member("甲一"))
    office.attend(event, office.member("乙二"), capacity="列席")
    assert office.value("event.attendances") == 2
    assert office.value("event.attendances 身份=应到") == 1
    assert office.value("event.attendances 身份=列席") == 1
    assert office.figure("event.attendance_rate").denominator == 1


def test_12_own_rows_and_those_of_the_area_are_two_scopes(office: Office):
    with office.ledger.write("收下级") as session:
        other = Committee(name="政协临溪县委员会", level="县")
        session.add(other)
        session.flush()
        assert other.id is not None
        for month in (3, 4):
            values = {"name": "议事", "type": "议事", "start": datetime(2024, month, 1)}
            held = values | {"state": "已举办"}
            today = date(2024, 6, 1)
            create(session, KINDS["event"], held, owner_id=other.id, today=today)
    topic = office.topic("治水", reach="联动")
    office.event("2024-03-01", "议事", topics=(topic,))
    assert office.value("event.held") == 1
    assert office.value("event.held 统计范围=辖区") == 3
    assert office.value("consultation.sessions 范围=联动") == 1
    assert office.value("consultation.sessions 范围=本级") == 0


def test_13_a_joint_venue_or_a_second_series_counts_an_event_once(office: Office):
    venues = tuple(office.add("venue", name=n, type="委员会客厅") for n in "甲乙丙丁")
    series = [office.add("programme", name=name) for name in ("剡山系列", "崇学系列")]
    office.event("2024-03-01", "读书", venues=venues, programmes=tuple(series))
    office.event("2024-04-01", "读书", programmes=(series[0],))
    assert office.value("event.held 阵地类型=委员会客厅") == 1
    parts = [office.value(f"event.held 品牌={name}") for name in ("剡山系列", "崇学系列")]
    assert parts == [2, 1]
    assert office.value("event.held 品牌=剡山系列,崇学系列") == 2
    assert groups(office, "event.held", "阵地") == dict.fromkeys("甲乙丙丁", 1) | {"未填": 1}


def test_14_an_event_of_several_kinds_has_one_type_and_counts_where_it_belongs(office: Office):
    hall = office.add("venue", name="东镇议事堂", type="民生议事堂")
    topic = office.topic("路灯", category="协商", form="微协商")
    event = office.event("2024-03-01", "议事堂活动", venues=(hall,), topics=(topic,))
    office.attend(event, office.member("张三"))
    assert groups(office, "event.held", "类型") == {"议事堂活动": 1}
    for words in (
        "event.held",
        "event.held 阵地类型=民生议事堂",
        "consultation.sessions 形式=微协商",
        "event.attendances",
    ):
        assert office.value(words) == 1
    assert office.value("event.held 类型=协商") == 0


def test_15_registers_are_of_a_day_and_venues_with_activity_of_a_period(office: Office):
    busy, _ = (office.add("venue", name=n, type="民生议事堂", start="2022-01") for n in "甲乙")
    closed = office.add("venue", name="丙", type="民生议事堂", end="2024-06")
    for venue in (busy, closed):
        office.event("2024-03-01", venues=(venue,))
    assert office.value("venue.active", "2024Q1") == 3
    assert office.value("venue.active", "2024") == 2
    assert office.value("event.venues", "2024") == 2
    assert office.value("event.venues", "2024H2") == 0


def test_16_every_kind_of_period_says_its_days(office: Office):
    office.add("plenary_session", term=5, number=2, opens=date(2023, 2, 1), closes=date(2023, 2, 4))
    office.add("plenary_session", term=5, number=3, opens=date(2024, 2, 2), closes=date(2024, 2, 5))
    for day in ("2022-12-15", "2023-01-15", "2023-07-15", "2023-12-15", "2024-01-15"):
        office.event(day)
    counts = {
        "2023": 3,
        "2023H2": 2,
        "2023Q3": 1,
        "2023-07": 1,
        "五届二次": 3,
        "2022-12-01..2023-11-30": 3,
        "..2023-12-31": 4,
    }
    assert {words: office.value("event.held", words) for words in counts} == counts
    session_year = office.figure("event.held", "五届二次").period
    assert (session_year.first, session_year.last) == (date(2023, 2, 4), date(2024, 2, 2))


def test_17_a_late_entry_counts_by_its_day_and_restates_what_was_closed(office: Office):
    office.event("2024-11-05", "读书")
    last = quarter(2024, 4)
    close_quarter(office.ledger, last, force=True)
    late = office.event("2024-12-20", "读书")
    assert office.value("event.held", "2024Q4") == 2
    assert office.value("event.held", "2025Q1") == 0
    with office.ledger.read() as session:
        closing = closings.standing(session, last, owner_id=office.ledger.own_id)
        assert closing is not None
        changed = closings.restatements(session, office.ledger, closing)
    both = [one for one in changed if (one.old, one.new) == (1, 2)]
    assert {record.record_id for one in both for record in one.records} == {late}
    assert {"quarter", "year_to_date"} <= {one.column for one in both}


def test_18_a_threshold_includes_its_number(office: Office):
    assert stars_for(90, [(5, 90), (4, 80)]) == 5
    assert stars_for(89, [(5, 90), (4, 80)]) == 4
    office.add("quota", name="读书", expression="event.held 类型=读书", target=2)
    for day in ("2024-03-01", "2024-04-01"):
        office.event(day, "读书")
    (standing,) = quota_standings(office.ledger, 2024)
    assert standing.standings[0].reached


@pytest.mark.parametrize("words", ["260多", "1.7万余", "近100", "约30", "超60", "若干", "两千余"])
def test_19_a_rounded_number_is_never_stored(words: str):
    with pytest.raises(ValueError, match=r"不是[数确]"):
        Whole().parse(words)
    assert Whole().parse("2.5万") == 25_000


def test_20_satisfaction_is_a_share_of_the_forms_returned(office: Office):
    rated = {"满意": 519, "基本满意": 6, "不满意": 2, None: 64}
    returned = {date(2024, 9, 1): 527, None: 64}
    file_proposals(office, satisfaction=rated, feedback_on=returned)
    found = office.figure("proposal.satisfied_rate")
    assert (found.numerator, found.denominator, found.value) == (519, 527, 98.5)
    assert "不含基本满意" in found.definition
    assert office.value("proposal.received") == 591


def test_21_replies_are_a_share_of_those_assigned_and_an_extension_is_not_late(office: Office):
    unit = office.unit("县教育局", "承办单位")
    assigned = {"assigned_on": date(2024, 2, 1), "due_on": date(2024, 5, 1)}
    proposal(office, 1, **assigned, replied_on=date(2024, 4, 1))
    extended = proposal(office, 2, **assigned)
    proposal(office, 3)
    assert office.value("proposal.overdue", "..2024-06-01") == 1
    later = {"role": "主办", "extended_to": date(2024, 8, 1)}
    office.add("handling", proposal_id=extended, unit_id=unit, **later)
    assert office.value("proposal.overdue", "..2024-06-01") == 0
    assert office.value("proposal.overdue", "..2024-08-01") == 0
    assert office.value("proposal.overdue", "..2024-08-02") == 1
    found = office.figure("proposal.reply_rate")
    assert (found.numerator, found.denominator) == (1, 2)


def test_22_grades_are_counted_year_by_year(office: Office):
    day = date(2024, 5, 1)
    proposal(office, 1, grade="A", replied_on=day)
    proposal(office, 2, grade="C", replied_on=day)
    proposal(office, 3, grade="A", replied_on=date(2023, 5, 1))
    assert groups(office, "proposal.replied", "办理结果") == {"A": 1, "C": 1}
    assert office.value("proposal.replied 办理结果=A") == 1
    with pytest.raises(UserError, match="应是 A"):
        office.value("proposal.replied 办理结果=优秀")


def test_23_adoption_counts_issues_once_and_by_level_apart(office: Office):
    issue, other = (office.add("issue", year=2024, number=n) for n in "12")
    for level, manner in (("市", "单篇"), ("省", "单篇"), ("全国", "综合")):
        adopted = {"level": level, "manner": manner, "adopted_on": date(2024, 6, 1)}
        office.add("adoption", issue_id=issue, **adopted)
    office.add("adoption", issue_id=other, level="市", adopted_on=date(2024, 6, 1))
    assert office.value("opinion.adopted") == 2
    assert office.value("opinion.adopted 级别=省,全国") == 1
    assert groups(office, "opinion.adopted", "级别") == {"市": 2, "省": 1, "全国": 1}
    assert office.value("opinion.adopted 方式=综合") == 1
    assert office.value("opinion.adopted 级别=市 方式=综合") == 0


def test_24_instructions_and_the_works_that_got_one_are_two_figures(office: Office):
    one, two = (
        office.add("product", type="调研报告", title=title, sent_on=date(2024, 3, 1))
        for title in "甲乙"
    )
    for target, leader, rank in (
        (one, "书记", "县主要领导"),
        (one, "县长", "县主要领导"),
        (one, "副县长", "县领导"),
        (two, "副县长", "县领导"),
    ):
        given = {"leader": leader, "rank": rank, "given_on": date(2024, 5, 1)}
        office.add("instruction", target=("product", target), **given)
    assert (office.value("instruction.items"), office.value("instruction.count")) == (2, 4)
    assert office.value("instruction.items 层级=县主要领导") == 1
    assert office.value("instruction.count 层级=县主要领导") == 2


def test_25_pushed_and_solved_are_states_and_not_verbs(office: Office):
    event = office.event("2024-03-01")
    for state in ("已登记", "推动中", "推动中", "暂不能解决"):
        office.add("problem", source=("event", event), content=state, state=state)
    solved = {"state": "已解决", "solved_on": date(2024, 5, 1)}
    office.add("problem", source=("event", event), content="解决", **solved)
    assert office.value("problem.count") == 5
    assert office.value("problem.count 状态=推动中,已解决") == 3
    assert office.value("problem.count 状态=已解决") == 1
    with pytest.raises(UserError, match="应是 已登记"):
        office.value("problem.count 状态=助推")


def test_26_who_joins_or_leaves_in_mid_term_is_counted_on_the_day(office: Office):
    sector = office.unit("经济界")
    for name, service in (
        ("一直在", {"start": "2022-01"}),
        ("离任", {"start": "2022-01", "end": "2024-03"}),
        ("增补", {"start": "2024-05"}),
    ):
        office.member(name, sector_id=sector, **service)
    counts = {"..2024-03-31": 2, "..2024-04-30": 1, "..2024-05-01": 2}
    for words, count in counts.items():
        assert office.value("member.active 界别=经济界", words) == count


def test_27_a_member_of_several_units_is_one_member(office: Office):
    one, two = (office.unit(name, "专委会") for name in ("经济委", "提案委"))
    member = office.member("张三", committees=(one, two))
    office.attend(office.event("2024-03-01"), member)
    assert office.value("member.active") == 1
    assert groups(office, "member.active", "专委会") == {"经济委": 1, "提案委": 1}
    assert office.value("event.members 专委会=经济委,提案委") == 1
    assert groups(office, "event.attendances", "专委会") == {"经济委": 1, "提案委": 1}


def test_28_a_collective_proposal_is_no_members_proposal(office: Office):
    party = office.unit("县民盟", "民主党派")
    office.member("张三")
    proposal(office, 1, nature="集体", bodies=(party,))
    assert office.value("proposal.received 集体单位.类别=民主党派") == 1
    assert office.value("proposal.proposers") == 0


def test_29_zero_is_not_the_same_as_not_reported(office: Office):
    office.event("2024-03-01", public=0)
    office.event("2024-04-01", public=30)
    office.event("2024-05-01")
    expression = read_expression("event.public")
    period = this_year(date(2024, 1, 1))
    _, ids = records_behind(office.ledger, expression, period=period)
    assert office.figure("event.public").value == 30
    assert len(ids) == 2
    assert office.value("event.held 群众人次=未填") == 1
    assert office.value("event.held 群众人次=0") == 1


def test_30_namesakes_are_two_persons_and_a_spaced_name_is_the_same(office: Office):
    first, second = office.member("张三"), office.member(Name().parse("张　三") or "")
    event = office.event("2024-03-01")
    for member in (first, second):
        office.attend(event, member)
    assert office.value("event.members") == 2
    assert office.value("event.members 委员=张　三") == 2
    with office.ledger.read() as session:
        number = session.connection().scalar(
            KINDS["member"].table.select().with_only_columns(KINDS["member"].table.c.number)
        )
    assert office.value(f"event.members 委员={number}") == 1


def test_31_categories_name_their_base(office: Office):
    conclusions = {"立案": 60, "不予立案": 40}
    topics = {"经济": 50, "社会": 50}
    file_proposals(office, conclusion=conclusions, topic=topics)
    assert groups(office, "proposal.received", "类别") == topics
    filed = groups(office, "proposal.filed", "类别")
    assert filed == {"经济": 50, "社会": 10}
    assert sum(filed.values()) == office.value("proposal.filed")


def test_32_what_is_planned_or_cancelled_does_not_count(office: Office):
    member = office.member("张三")
    topic = office.topic("养老", stage="列入计划")
    for day, state in zip(("2024-03-01", "2024-04-01"), ("计划", "取消"), strict=True):
        event = office.event(day, state=state, topics=(topic,), public=100)
        office.attend(event, member)
    counted = ("event.held", "event.attendances", "event.members", "event.venues")
    topics = ("consultation.topics", "consultation.sessions")
    for words in (*counted, *topics):
        assert office.value(words) == 0
    assert office.figure("event.public").value == 0
    assert office.value("consultation.planned") == 1
