from collections.abc import Sequence
from datetime import date

import pytest
import sqlalchemy as sa

from tests.ledgers import Office
from zxdesk.errors import UserError
from zxdesk.queries.conditions import Conditions
from zxdesk.queries.labels import captions, path_of
from zxdesk.queries.lists import RecordList
from zxdesk.records import KINDS

Terms = Sequence[tuple[str, Sequence[str]]]


def fitting(office: Office, kind: str, *terms: tuple[str, str], on: date | None = None) -> set[int]:
    """The records of a kind that fit; values of a term are parted by commas."""
    day = sa.literal((on or office.ledger.today).isoformat())
    conditions = Conditions(KINDS[kind], on=day)
    found = conditions.of([(label, tuple(values.split(","))) for label, values in terms])
    query = conditions.relations.before(sa.select(KINDS[kind].table.c.id).where(*found))
    with office.ledger.read() as session:
        return set(session.connection().scalars(query))


def test_values_of_one_term_are_alternatives_and_terms_add_up(office: Office) -> None:
    reading = office.add("event", name="读书会", type="读书", mode="线下")
    online = office.add("event", name="线上读书会", type="读书", mode="线上")
    visit = office.add("event", name="视察", type="视察", mode="线下")
    assert fitting(office, "event", ("类型", "读书")) == {reading, online}
    assert fitting(office, "event", ("类型", "读书,视察")) == {reading, online, visit}
    assert fitting(office, "event", ("类型", "读书"), ("方式", "线下")) == {reading}
    assert fitting(office, "event", ("类型", "没有")) == set()
    assert fitting(office, "event") == {reading, online, visit}


def test_values_are_read_as_people_write_them(office: Office) -> None:
    starred = office.add("venue", name="溪口客厅", stars=5)
    office.add("venue", name="桥头客厅", stars=4)
    for words in ("五星", "5", "五星级"):
        assert fitting(office, "venue", ("星级", words)) == {starred}
    session_id = office.add("plenary_session", number=2)
    assert fitting(office, "plenary_session", ("届次", "五届"), ("会次", "二次")) == {session_id}
    event_id = office.add("event", name="座谈会", public=25_000)
    assert fitting(office, "event", ("群众人次", "2.5万")) == {event_id}


def test_one_name_of_several_in_a_line_is_found_whole(office: Office) -> None:
    event_id = office.add("event", name="座谈会", leaders="张三、李四")
    assert fitting(office, "event", ("参加领导", "李四")) == {event_id}
    assert fitting(office, "event", ("参加领导", "李")) == set()
    assert fitting(office, "event", ("参加领导", "%")) == set()


def test_a_name_on_a_tree_takes_in_what_stands_below(office: Office) -> None:
    top = office.add("programme", name="请你来协商")
    below = office.add("programme", name="院坝协商", parent_id=top)
    lowest = office.add("programme", name="溪口院坝", parent_id=below)
    events = [office.add("event", name=f"活动{p}", programmes=(p,)) for p in (top, below, lowest)]
    office.add("event", name="别的")
    assert fitting(office, "event", ("品牌", "请你来协商")) == set(events)
    assert fitting(office, "event", ("品牌", "院坝协商")) == set(events[1:])
    parent = office.add("unit", name="提案委", category="专委会")
    child = office.add("unit", name="提案委办公室", category="专委会", parent_id=parent)
    organised = office.add("event", name="座谈会", organisers=(child,))
    assert fitting(office, "event", ("主办单位", "提案委")) == {organised}
    assert fitting(office, "event", ("主办单位.单位名称", "提案委")) == set()


def test_a_tree_that_bites_its_tail_does_not_hang(office: Office) -> None:
    one = office.add("programme", name="甲")
    two = office.add("programme", name="乙", parent_id=one)
    with office.ledger.write("弄坏") as session:
        table = KINDS["programme"].table
        session.connection().execute(table.update().where(table.c.id == one).values(parent_id=two))
    event_id = office.add("event", name="座谈会", programmes=(two,))
    assert fitting(office, "event", ("品牌", "甲")) == {event_id}


def test_a_category_tells_units_of_one_name_apart(office: Office) -> None:
    sector = office.add("unit", name="工商联", category="界别")
    body = office.add("unit", name="工商联", category="人民团体")
    by_sector = office.add("event", name="一", organisers=(sector,))
    by_body = office.add("event", name="二", organisers=(body,))
    assert fitting(office, "event", ("主办单位", "工商联")) == {by_sector, by_body}
    assert fitting(office, "event", ("主办单位", "人民团体/工商联")) == {by_body}
    assert fitting(office, "event", ("主办类别", "界别")) == {by_sector}


def test_aliases_are_written_out() -> None:
    assert path_of("阵地类型") == ("阵地", "类型")
    assert path_of("来源.阵地类型") == ("来源", "阵地", "类型")
    assert path_of("主办类别") == ("主办单位", "类别")
    assert "阵地类型" in captions(KINDS["event"])
    assert "阵地类型" not in captions(KINDS["unit"])


def test_links_are_followed_with_dots(office: Office) -> None:
    venue = office.add("venue", name="议事堂", type="民生议事堂", region="云溪街道")
    event_id = office.add("event", name="议事会", venues=(venue,))
    other = office.add("event", name="座谈会")
    here = office.add("suggestion", content="增设车位", source=("event", event_id))
    office.add("suggestion", content="改造管网", source=("event", other))
    assert fitting(office, "suggestion", ("来源.阵地.地区", "云溪街道")) == {here}
    assert fitting(office, "suggestion", ("来源.阵地类型", "民生议事堂")) == {here}
    assert fitting(office, "suggestion", ("来源.阵地", "议事堂")) == {here}


def test_conditions_on_one_link_hold_for_the_same_linked_row(office: Office) -> None:
    parlour = office.add("venue", name="客厅", type="委员会客厅", region="云溪街道")
    hall = office.add("venue", name="议事堂", type="民生议事堂", region="桥头镇")
    both = office.add("event", name="一", venues=(parlour, hall))
    right = office.add("event", name="二", venues=(parlour,))
    terms = (("阵地.类型", "委员会客厅"), ("阵地.地区", "桥头镇"))
    assert fitting(office, "event", *terms) == set()
    terms = (("阵地.类型", "委员会客厅"), ("阵地.地区", "云溪街道"))
    assert fitting(office, "event", *terms) == {both, right}


def test_a_source_may_be_of_either_kind(office: Office) -> None:
    event_id = office.add("event", name="座谈会", type="读书")
    topic_id = office.add("consultation", topic="老旧小区改造", category="协商")
    of_event = office.add("suggestion", content="一", source=("event", event_id))
    of_topic = office.add("suggestion", content="二", source=("consultation", topic_id))
    assert fitting(office, "suggestion", ("来源", "座谈会")) == {of_event}
    assert fitting(office, "suggestion", ("来源", "老旧小区改造")) == {of_topic}
    assert fitting(office, "suggestion", ("来源", "座谈会,老旧小区改造")) == {of_event, of_topic}
    assert fitting(office, "suggestion", ("来源.类型", "读书")) == {of_event}
    assert fitting(office, "suggestion", ("来源.类别", "协商")) == {of_topic}


def test_a_members_sector_is_taken_on_the_day(office: Office) -> None:
    economy, labour = (office.add("unit", name=name) for name in ("经济界", "工会界"))
    member_id = office.add("member", name="张三")
    for sector, start, end in (
        (economy, "2022-01", "2026-06-30"),
        (labour, "2026-07-01", None),
    ):
        office.add("service", member_id=member_id, term=5, sector_id=sector, start=start, end=end)
    for day, sector in ((date(2026, 6, 30), "经济界"), (date(2026, 7, 1), "工会界")):
        for name in ("经济界", "工会界"):
            found = fitting(office, "member", ("界别", name), on=day)
            assert found == ({member_id} if name == sector else set())
    assert fitting(office, "member", ("界别", "经济界"), on=date(2021, 12, 31)) == set()


def test_conditions_on_a_service_hold_for_one_service(office: Office) -> None:
    economy = office.add("unit", name="经济界")
    committee = office.add("unit", name="提案委", category="专委会")
    fits = office.member("张三", sector_id=economy, committees=(committee,), post="常务委员")
    office.member("李四", sector_id=economy)
    terms = (("界别", "经济界"), ("专委会", "提案委"), ("政协职务", "常务委员"))
    assert fitting(office, "member", *terms) == {fits}
    event_id = office.add("event", name="座谈会")
    present = office.add("attendance", event_id=event_id, member_id=fits)
    assert fitting(office, "attendance", ("委员.专委会", "提案委")) == {present}
    assert fitting(office, "attendance", ("委员", "张三"), ("活动", "座谈会")) == {present}


def test_a_number_names_a_record_too(office: Office) -> None:
    member_id = office.add("member", name="张三", number="W100")
    venue_id = office.add("venue", name="客厅", leads=(member_id,))
    for words in ("W100", "张三", "张 三"):
        assert fitting(office, "venue", ("牵头委员", words)) == {venue_id}


@pytest.mark.parametrize(
    ("kind", "term", "code", "words"),
    [
        ("event", ("没有的", "甲"), "unknown_filter", "类型"),
        ("event", ("议程", "甲"), "unknown_filter", "类型"),
        ("event", ("阵地.没有的", "甲"), "unknown_filter", "地区"),
        ("suggestion", ("来源.没有的", "甲"), "unknown_filter", "没有的"),
        ("event", ("方式", "电话"), "unknown_value", "线上线下"),
        ("event", ("阵地.星级", "九星"), "unknown_value", "星级"),
        ("event", ("类型.名称", "甲"), "usage", "类型"),
    ],
)
def test_a_wrong_label_or_closed_value_is_refused_with_what_there_is(
    kind: str, term: tuple[str, str], code: str, words: str
) -> None:
    conditions = Conditions(KINDS[kind], on=sa.literal("2026-11-22"))
    with pytest.raises(UserError, match=words) as caught:
        conditions.of([(term[0], (term[1],))])
    assert caught.value.code == code


def test_values_that_no_record_has_can_be_told(office: Office) -> None:
    conditions = Conditions(KINDS["event"], on=sa.literal("2026-11-22"))
    conditions.of([("类型", ("读书",)), ("方式", ("线下",)), ("品牌", ("云溪有约",))])
    assert conditions.mentions == [("event", "type", "读书"), ("programme", "", "云溪有约")]


def groups(office: Office, kind: str, label: str) -> dict[str, int]:
    return dict(RecordList(office.ledger, KINDS[kind]).choices(label))


def test_records_are_grouped_by_what_stands_under_a_label(office: Office) -> None:
    economy, labour = (office.add("unit", name=name) for name in ("经济界", "工会界"))
    venue = office.add("venue", name="客厅", region="云溪街道", stars=5)
    event_id = office.add("event", name="一", organisers=(economy, labour), venues=(venue,))
    office.add("event", name="二", organisers=(economy,), type="读书")
    office.add("suggestion", content="甲", source=("event", event_id), raised_on=date(2026, 3, 5))
    member_id = office.member("张三", sector_id=economy)
    office.add("attendance", event_id=event_id, member_id=member_id)
    assert groups(office, "event", "主办单位") == {"经济界": 2, "工会界": 1}
    assert groups(office, "event", "类型") == {"专题协商会": 1, "读书": 1}
    assert groups(office, "event", "阵地.星级") == {"五星": 1}
    assert groups(office, "suggestion", "来源.阵地.地区") == {"云溪街道": 1}
    assert groups(office, "suggestion", "来源") == {"一": 1}
    assert groups(office, "suggestion", "日期") == {"2026-03-05": 1}
    assert groups(office, "member", "界别") == {"经济界": 1}
    assert groups(office, "attendance", "委员.界别") == {"经济界": 1}
    assert groups(office, "event", "开始时间") == {"2026-03-05 09:00": 2}
    assert groups(office, "suggestion", "有效") == {"是": 1}
    with pytest.raises(UserError):
        groups(office, "event", "没有的")
