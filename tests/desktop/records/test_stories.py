"""What belongs together stands together: topics, members, venues, opinion reports."""

from datetime import date, datetime

import pytest

from tests.desktop.records.conftest import Open, chips, words
from tests.ledgers import Office
from zxdesk.desktop.forms.editor import RecordEditor
from zxdesk.desktop.look.words import LinkButton
from zxdesk.desktop.records.specs import BY_KIND, GROUPS, PAGES, REGISTERS
from zxdesk.queries.lists import RecordList
from zxdesk.records import KINDS


def first(office: Office, kind: str, text: str = "") -> int:
    return RecordList(office.ledger, KINDS[kind]).ids(text=text)[0]


def test_every_kind_has_its_page_once() -> None:
    paged = [spec.kind for spec in (*PAGES, *REGISTERS)]
    assert sorted(paged) == sorted(set(KINDS) - {"service"})
    grouped = [kind for _, kinds in GROUPS for kind in kinds]
    assert sorted(grouped) == sorted(spec.kind for spec in REGISTERS)


def test_a_topic_tells_what_came_of_it_and_of_its_sessions(open_page: Open, county: Office) -> None:
    topic = first(county, "consultation")
    start = datetime(2026, 5, 5, 9)
    session = county.add("event", name="专题协商会", start=start, topics=(topic,))
    county.add("suggestion", content="编制保护名录", source=("event", session))
    county.add("problem", content="道路破损", source=("event", session), state="推动中")
    product = county.add("product", title="活化利用建议案", source=("consultation", topic))
    county.add("instruction", target=("product", product), leader="李书记")
    told = words(open_page("consultation").detail)
    for expected in (
        "活动 1",
        "意见建议 2",
        "问题 1",
        "成果 1",
        "批示 1",
        "编制保护名录",
        "李书记",
    ):
        assert expected in told


def test_a_record_is_registered_under_a_topic(
    open_page: Open, county: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, object]] = []

    def edit(_context: object, kind: str, _id: None, _parent: object, **more: object) -> int:
        asked.append((kind, more["defaults"]))
        return 1

    monkeypatch.setattr(RecordEditor, "edit", edit)
    page = open_page("consultation")
    heard: list[object] = []
    page.context.record_asked.connect(lambda *where: heard.append(where))
    links = {b.text(): b for b in page.detail.findChildren(LinkButton)}
    links["登记成果"].click()
    links["登记批示"].click()
    source = ("consultation", first(county, "consultation"))
    assert asked == [("product", {"source": source}), ("instruction", {"target": source})]
    assert heard == []


def test_a_member_is_shown_with_all_he_took_part_in(
    open_page: Open, county: Office, proposal: int
) -> None:
    member = first(county, "member", "zs")
    county.add("opinion", title="末班车太早", reporters=(member,))
    county.add("speech", title="茶旅融合", speakers=(member,))
    topic = ("consultation", first(county, "consultation"))
    county.add("suggestion", content="增开夜班车", source=topic, raised_by="张三")
    page = open_page("member")
    page.show_record(page.spec.kind, member)
    told = words(page.detail)
    for expected in (
        "参加活动",
        "提案（第一提案人） 1",
        "社情民意 1",
        "大会发言 1",
        "牵头的阵地 1",
        "增开夜班车",
    ):
        assert expected in told


def test_a_venue_is_shown_with_its_year_and_its_stars(open_page: Open, county: Office) -> None:
    venue = first(county, "venue")
    for year in (2025, 2026, 2026):
        start = datetime(year, 5, 5, 9)
        county.add("event", name=f"{year}年活动", start=start, venues=(venue,), public=40)
    county.add("rating", venue_id=venue, year=2025, stars=4)
    pane = open_page("venue").detail
    told = words(pane).split("\n")
    for expected in ("2 场", "1 场", "80 人次", "40 人次", "2026年的活动 2", "2025"):
        assert expected in told
    assert "四星" in chips(pane)


def test_an_opinion_tells_where_it_was_adopted_and_with_whom(
    open_page: Open, county: Office
) -> None:
    issue = county.add("issue", number="12")
    mine = county.add("opinion", title="末班车太早", issue_id=issue, other_reporters="王大伯")
    county.add("opinion", title="午餐质量", issue_id=issue, submitted_on=date(2026, 3, 4))
    county.add("adoption", issue_id=issue, level="省", manner="综合")
    county.add("adoption", issue_id=issue, level="县")
    county.add("instruction", target=("opinion", mine), leader="王县长")
    page = open_page("opinion")
    page.show_record(page.spec.kind, mine)
    told = words(page.detail)
    assert chips(page.detail)[:2] == ["县级采用", "省级采用"]
    for expected in ("综合", "同一期的信息 1", "午餐质量", "王县长", "王大伯"):
        assert expected in told
    levels = [b.text() for b in page.detail.findChildren(LinkButton) if b.text().endswith("级")]
    assert levels == ["县级", "省级"]


def test_an_opinion_without_an_issue_says_what_is_missing(open_page: Open, county: Office) -> None:
    county.add("opinion", title="末班车太早")
    told = words(open_page("opinion").detail)
    assert "还没有编入期" in told
    assert "登记采用" not in told.split("\n")


def test_titles_of_pages_are_those_of_the_sheets() -> None:
    renamed = {kind for kind, spec in BY_KIND.items() if spec.label != KINDS[kind].sheet}
    assert renamed == set()
