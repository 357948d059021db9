"""Every indicator over rows that count and rows that must not."""

from datetime import date, datetime

import pytest

from zxdesk.errors import UserError
from zxdesk.records import KINDS, Committee
from zxdesk.services.records import create
from zxdesk.statistics.catalogue import INDICATORS
from zxdesk.statistics.figures import Expression, figure, read_expression


def test_only_held_events_of_the_period_count(office):
    office.event("2024-01-01")
    office.event("2024-12-31T20:00")
    office.event("2023-12-31")
    office.event("2025-01-01")
    office.event("2024-05-01", state="计划")
    office.event("2024-05-02", state="取消")
    assert office.value("event.held") == 2
    assert office.value("event.held", "..2024-12-31") == 3
    assert office.value("event.held", "2024Q4") == 1


def test_an_event_counts_once_whatever_its_venues_and_brands(office):
    halls = tuple(
        office.add("venue", name=f"客厅{n}", type="委员会客厅", region=region)
        for n, region in enumerate("甲乙丙丁")
    )
    brands = tuple(office.add("programme", name=name) for name in ("读书", "宣讲"))
    office.event("2024-03-01", venues=halls, programmes=brands)
    assert office.value("event.held") == 1
    assert office.value("event.held 阵地类型=委员会客厅") == 1
    assert office.value("event.held 品牌=读书,宣讲") == 1
    assert office.value("event.venues") == 4
    groups = dict(office.figure("event.held", by="阵地.地区").groups)
    assert groups == {"甲": 1, "乙": 1, "丙": 1, "丁": 1}


def test_a_brand_takes_in_what_stands_below_it(office):
    top = office.add("programme", name="同心")
    below = office.add("programme", name="书香", parent_id=top)
    office.event("2024-03-01", programmes=(below,))
    office.event("2024-03-02", programmes=(top,))
    office.event("2024-03-03")
    assert office.value("event.held 品牌=同心") == 2
    assert office.value("event.held 品牌=书香") == 1


def test_conditions_on_one_link_hold_for_the_same_row(office):
    one = office.add("venue", name="甲堂", type="民生议事堂", region="东镇")
    two = office.add("venue", name="乙室", type="委员工作室", region="西镇")
    office.event("2024-03-01", venues=(one, two))
    assert office.value("event.held 阵地类型=民生议事堂 阵地.地区=东镇") == 1
    assert office.value("event.held 阵地类型=民生议事堂 阵地.地区=西镇") == 0


def test_attendances_count_rows_and_members_count_persons(office):
    science, trade = office.unit("科技界"), office.unit("经济界")
    a = office.member("张三", sector_id=science)
    b = office.member("李四", sector_id=trade)
    for day in ("2024-03-01", "2024-04-01"):
        event = office.event(day, "读书")
        office.attend(event, a)
        office.attend(event, b, "请假")
    planned = office.event("2024-05-01", "读书", state="计划")
    office.attend(planned, b)
    assert office.value("event.attendances") == 2
    assert office.value("event.members") == 1
    assert office.value("event.attendances 界别=经济界") == 0
    assert office.value("event.attendances 类型=读书 界别=科技界") == 2
    assert office.value("event.attendance_rate") == 50.0
    found = office.figure("event.attendance_rate")
    assert (found.numerator, found.denominator) == (2, 4)


def test_records_named_after_another_are_asked_and_grouped_by_its_name(office):
    event = office.event("2024-03-01")
    for name in ("张三", "李四"):
        office.attend(event, office.member(name))
    found = office.figure("event.attendances 出席=张三", by="出席")
    assert (found.value, found.groups, found.notes) == (1, (("张三", 1),), ())


def test_a_rate_over_nothing_is_none(office):
    assert office.value("event.attendance_rate") is None


def test_those_who_sit_in_do_not_change_the_rate(office):
    member, guest = office.member("张三"), office.member("李四")
    event = office.event("2024-03-01")
    office.attend(event, member)
    office.attend(event, guest, "缺席", capacity="列席")
    assert office.value("event.attendance_rate") == 100.0
    assert office.value("event.attendances 身份=列席") == 0


def test_the_sector_is_taken_on_the_events_day(office):
    old, new = office.unit("科技界"), office.unit("经济界")
    member = office.add("member", name="张三")
    office.add("service", member_id=member, sector_id=old, start="2022-01", end="2024-06")
    office.add("service", member_id=member, sector_id=new, start="2024-07")
    for day in ("2024-06-30T09:00", "2024-07-01"):
        office.attend(office.event(day), member)
    assert office.value("event.attendances 界别=科技界") == 1
    assert office.value("event.attendances 界别=经济界") == 1
    groups = dict(office.figure("event.attendances", by="界别").groups)
    assert groups == {"科技界": 1, "经济界": 1}


def test_who_wrote_is_taken_on_the_day_of_submission_whatever_counts_a_report(office):
    old, new = office.unit("科技界"), office.unit("经济界")
    member = office.add("member", name="张三")
    office.add("service", member_id=member, sector_id=old, start="2022-01", end="2024-06")
    office.add("service", member_id=member, sector_id=new, start="2024-07")
    report = {"submitted_on": date(2024, 6, 1), "reported_on": date(2024, 8, 1)}
    issue = office.add("issue", year=2024, number=1)
    office.add("opinion", title="路灯", reporters=(member,), issue_id=issue, **report)
    for code in ("opinion.items", "opinion.issues", "opinion.reported"):
        assert office.value(f"{code} 反映人.界别=科技界") == 1
        assert office.value(f"{code} 反映人.界别=经济界") == 0


def test_sums_add_each_event_once(office):
    halls = tuple(
        office.add("venue", name=n, type="委员会客厅", region="东镇") for n in ("甲", "乙")
    )
    office.event("2024-03-01", venues=halls, public=300, remarks=7, amount=1000.5, guests=3)
    office.event("2024-04-01", public=200)
    assert office.value("event.public") == 500
    assert office.value("event.amount") == 1000.5
    assert office.value("event.remarks 阵地.地区=东镇") == 7
    assert dict(office.figure("event.public", by="阵地.地区").groups) == {
        "东镇": 300,
        "未填": 200,
    }


def test_topics_and_sessions_are_counted_apart(office):
    one = office.topic("养老", category="协商", form="专题协商会")
    two = office.topic("停车", category="民主监督")
    office.topic("没开过", category="协商")
    office.event("2024-03-01", topics=(one,))
    office.event("2024-04-01", topics=(one, two))
    office.event("2024-05-01", topics=(two,), state="取消")
    office.event("2023-05-01", topics=(two,))
    assert office.value("consultation.topics") == 2
    assert office.value("consultation.sessions") == 2
    assert office.value("consultation.topics 类别=协商") == 1
    assert office.value("consultation.sessions 类别=协商") == 2
    assert office.value("consultation.sessions 形式=专题协商会 类别=民主监督") == 0


def test_a_sub_topic_counts_for_its_top_topic_once(office):
    top = office.topic("共富", category="协商")
    subs = [office.topic(f"子题{n}", category="协商", parent_id=top) for n in range(3)]
    for sub in subs[:2]:
        office.event("2024-03-01", topics=(sub,))
    assert office.value("consultation.topics") == 1
    assert office.value("consultation.topics 上级议题=共富") == 2
    assert office.value("consultation.sessions 上级议题=共富") == 2


def test_planned_and_completed_topics_are_of_the_years(office):
    for stage in ("选题", "列入计划", "已完成", "归档", "未开展"):
        office.topic(f"题{stage}", stage=stage)
    office.topic("来年", year=2025, stage="已完成")
    assert office.value("consultation.planned") == 4
    assert office.value("consultation.completed", "2024H1") == 2


def test_suggestions_take_their_own_date_then_their_sources(office):
    event = office.event("2023-12-30")
    topic = office.topic("养老")
    office.event("2024-05-01", topics=(topic,))
    source = {"source": ("event", event), "content": "建议"}
    office.add("suggestion", **source, raised_on=date(2024, 1, 5))
    office.add("suggestion", **source)
    office.add("suggestion", source=("consultation", topic), content="建议")
    office.add("suggestion", **source, raised_on=date(2024, 1, 5), valid=False)
    assert office.value("suggestion.count") == 2
    assert office.value("suggestion.count 有效=否") == 1
    assert office.value("suggestion.count", "2023") == 1


def test_suggestions_reach_across_their_source(office):
    hall = office.add("venue", name="甲堂", type="民生议事堂", region="东镇")
    brand = office.add("programme", name="为民办实事")
    event = office.event("2024-03-01", venues=(hall,), programmes=(brand,))
    topic = office.topic("养老", programmes=(brand,))
    office.event("2024-03-05", topics=(topic,))
    office.add("suggestion", source=("event", event), content="建议一")
    office.add("suggestion", source=("consultation", topic), content="建议二")
    assert office.value("suggestion.count 来源.阵地类型=民生议事堂") == 1
    assert office.value("suggestion.count 来源.阵地.地区=东镇") == 1
    assert office.value("suggestion.count 来源.品牌=为民办实事") == 2
    assert dict(office.figure("suggestion.count", by="来源.品牌").groups) == {"为民办实事": 2}


def test_solved_problems_alone_are_counted_by_the_day_they_were_solved(office):
    event = office.event("2024-03-01")
    for state, solved in (("已解决", date(2025, 2, 1)), ("推动中", None), ("已登记", None)):
        office.add("problem", source=("event", event), content=state, state=state, solved_on=solved)
    assert office.value("problem.count") == 3
    assert office.value("problem.count 状态=已解决") == 0
    assert office.value("problem.count 状态=已解决", "2025") == 1
    assert office.value("problem.count 状态=已解决,已解决", "2025") == 1
    assert office.value("problem.count 状态=已解决,推动中") == 2


def test_registers_are_counted_as_of_the_day(office):
    office.add("venue", name="新", type="委员工作室", start="2024-05", subtype="界别型")
    office.add("venue", name="旧", type="委员工作室", end="2024-03")
    assert office.value("venue.active", "2024Q1") == 1
    assert office.value("venue.active", "..2024-04-01") == 0
    assert office.value("venue.active 子类=界别型", "2024") == 1


def test_a_future_period_counts_registers_today(office):
    office.add("venue", name="将来", type="委员工作室", start="2025-09-01")
    assert office.value("venue.active", "2025") == 0


def test_members_in_office_end_when_the_next_term_opens(office):
    office.add("plenary_session", term=10, number=1, opens=date(2017, 1, 5))
    office.add("plenary_session", term=11, number=1, opens=date(2022, 1, 5))
    office.member("旧人", term=10)
    office.member("新人", term=11)
    office.member("离任", term=11, end="2024-02")
    assert office.value("member.active", "..2022-01-04") == 3
    assert office.value("member.active", "2023") == 2
    assert office.value("member.active", "2024") == 1


def test_filters_on_a_service_hold_for_the_same_service(office):
    sector, group = office.unit("经济界"), office.unit("东镇组", "活动组")
    member = office.add("member", name="张三")
    office.add("service", member_id=member, sector_id=sector, start="2022-01", end="2023-12")
    office.add("service", member_id=member, group_id=group, start="2024-01")
    assert office.value("member.active 界别=经济界 活动组=东镇组") == 0
    assert office.value("member.active 活动组=东镇组") == 1


def test_venue_people_are_counted_once(office):
    member = office.member("张三")
    for name in ("甲", "乙"):
        office.add("venue", name=name, type="委员会客厅", leads=(member,), team=(member,))
    assert office.value("venue.leads") == 1
    assert office.value("venue.team 类型=委员会客厅") == 1


def test_received_rows_count_only_for_the_area(office):
    with office.ledger.write("收下级") as session:
        other = Committee(name="政协临溪县委员会", level="县")
        session.add(other)
        session.flush()
        create(
            session,
            KINDS["event"],
            {"name": "读书", "type": "读书", "start": datetime(2024, 3, 1), "state": "已举办"},
            owner_id=other.id,
            today=date(2024, 1, 1),
        )
    office.event("2024-03-01", "读书")
    assert office.value("event.held") == 1
    assert office.value("event.held 统计范围=辖区") == 2


def test_session_years_run_from_closing_to_opening(office):
    office.add("plenary_session", term=5, number=2, opens=date(2023, 2, 1), closes=date(2023, 2, 4))
    office.add("plenary_session", term=5, number=3, opens=date(2024, 2, 2), closes=date(2024, 2, 5))
    for day in ("2023-02-03", "2023-02-04", "2024-02-02T15:00", "2024-02-03"):
        office.event(day)
    assert office.value("event.held", "五届二次") == 2
    with pytest.raises(UserError, match="开幕日期"):
        office.value("event.held", "五届三次")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("event.helt", "没有“event.helt”这个指标"),
        ("event.held 颜色=红", "没有“颜色”这个筛选项"),
        ("event.held 方式=空中", "应是 线下"),
        ("event.held 阵地.颜色=红", "没有“颜色”这个筛选项"),
        ("event.held 类型.名称=红", "不能再接"),
        ("event.held 类型", "筛选条件“类型”不对"),
        ("event.held 统计范围=全国", "统计范围"),
    ],
)
def test_a_wrong_figure_is_refused_in_one_sentence(office, words, said):
    with pytest.raises(UserError, match=said):
        office.value(words)


def test_an_unknown_figure_is_told_to_scripts(office):
    with pytest.raises(UserError) as caught:
        office.value("event.helt")
    assert caught.value.code == "unknown_figure"


def test_an_unknown_value_of_an_open_list_gives_zero_and_a_note(office):
    found = office.figure("event.held 类型=登月 品牌=没有")
    assert found.value == 0
    assert found.notes == ("台账里没有类型为“登月”的活动", "台账里没有品牌“没有”")


def test_expressions_survive_being_written_and_read():
    words = "event.held '品牌=a b' 类型=读书,学习 统计范围=辖区"
    expression = read_expression(words)
    assert read_expression(str(expression)) == expression
    assert expression.where == (("品牌", ("a b",)), ("类型", ("读书", "学习")))


@pytest.mark.parametrize("code", INDICATORS)
def test_every_indicator_answers_with_each_of_its_filters(office, code):
    assert figure(office.ledger, Expression(code=code)).value in (0, None)
    for label in INDICATORS[code].filters:
        found = figure(office.ledger, Expression(code=code), by=label)
        assert found.groups == ()
