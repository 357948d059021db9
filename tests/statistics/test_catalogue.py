"""The twelve counts that carry every report, and the two filters that each of them takes.

One ledger holds the same records for this year and the last, ours and another committee's.
"""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from tests.statistics.conftest import Office, opened
from zxdesk.records import KINDS, Committee
from zxdesk.services.records import create
from zxdesk.statistics.catalogue import INDICATORS
from zxdesk.store.ledger import WriteSession

REGISTERS = ("member.active", "unit.active", "venue.active", "venue.leads", "venue.team")
RATES = ("proposal.reply_rate", "proposal.satisfied_rate", "event.attendance_rate")


class Writer:
    """Writes the records of one committee in one session."""

    def __init__(self, session: WriteSession, owner_id: int, today: date) -> None:
        self._session, self._owner, self._today = session, owner_id, today

    def __call__(self, kind: str, **values: object) -> int:
        return create(self._session, KINDS[kind], values, owner_id=self._owner, today=self._today)


def write_people(add: Writer) -> tuple[int, int]:
    """Write one member in office and one venue he leads."""
    member = add("member", name="张三")
    add("service", member_id=member, start="2020-01")
    add("unit", name="县民盟", category="民主党派")
    venue = add("venue", name="东镇客厅", type="委员会客厅", leads=(member,), team=(member,))
    return member, venue


def write_year(add: Writer, year: int, member: int, venue: int) -> None:
    """Write one record of everything that has a date."""
    day = date(year, 5, 6)
    topic = add("consultation", topic="养老", year=year, category="协商", stage="已完成")
    event = add(
        "event",
        name="协商会",
        type="协商会",
        state="已举办",
        start=datetime(year, 5, 6, 9),
        venues=(venue,),
        topics=(topic,),
        public=100,
        guests=10,
        remarks=20,
        amount=1000.0,
    )
    add("attendance", event_id=event, member_id=member, status="出席")
    source = {"source": ("event", event)}
    add("suggestion", **source, content="建议")
    add("problem", **source, content="问题", state="已解决", solved_on=day)
    issue = add("issue", year=year, number="1")
    reported = {"issue_id": issue, "submitted_on": day, "reported_on": day}
    add("opinion", title="信息", **reported)
    add("adoption", issue_id=issue, level="省", adopted_on=day)
    product = add("product", type="调研报告", title="报告", sent_on=day)
    add("instruction", target=("product", product), leader="某", rank="县领导", given_on=day)
    add("speech", title="发言", given_on=day)
    add("media", title="报道", published_on=day)
    add("document", type="制度", title="制度", words=5000, issued_on=day)
    add("award", recipient="机关", title="先进", granted_on=day)
    add("project", name="项目", start=day, public=30)
    for serial, conclusion in enumerate(("立案", "并案", "不予立案", "转社情民意")):
        handled = {"assigned_on": day, "replied_on": day, "satisfaction": "满意"}
        add(
            "proposal",
            term=5,
            session=year - 2020,
            serial=str(serial),
            subject="案由",
            submitted_on=day,
            conclusion=conclusion,
            first_signer_id=member,
            **(handled | {"feedback_on": day} if conclusion == "立案" else {}),
        )
    overdue = {"assigned_on": day, "due_on": date(year, 8, 1)}
    add(
        "proposal",
        term=5,
        session=year - 2020,
        serial="99",
        subject="逾期",
        submitted_on=date(2019, 1, 1),
        **overdue,
    )


@pytest.fixture(scope="session")
def area(tmp_path_factory: pytest.TempPathFactory, founded: Path) -> Iterator[Office]:
    """Two committees, two years, one record of each kind in each."""
    with opened(founded, tmp_path_factory.mktemp("area") / "云溪.zxd") as ledger:
        with ledger.write("登记") as session:
            other = Committee(name="政协临溪县委员会", level="县")
            session.add(other)
            session.flush()
            assert other.id is not None
            for owner in (ledger.own_id, other.id):
                add = Writer(session, owner, ledger.today)
                member, venue = write_people(add)
                for year in (2023, 2024):
                    write_year(add, year, member, venue)
        yield Office(ledger)


HERE = "tests/statistics/test_catalogue.py"
IN_A_YEAR = {
    "proposal.received": 4,
    "proposal.filed": 2,
    "proposal.assigned": 2,
    "event.public": 100,
    "event.guests": 10,
    "event.remarks": 20,
    "event.amount": 1000,
    "document.words": 5000,
    "project.public": 30,
}
# A person, a venue, or an open deadline is the same in both years.
LASTING = (*REGISTERS, "proposal.proposers", "event.members", "event.venues")
FLOWS = [code for code in INDICATORS if code not in (*LASTING, *RATES, "proposal.overdue")]


@pytest.mark.parametrize("code", [code for code in INDICATORS if not code.startswith("score.")])
def test_every_count_takes_a_period_and_a_scope(area: Office, code: str):
    one_year = IN_A_YEAR.get(code, 1)
    if code in RATES:
        assert area.figure(code, "2024H1").denominator == area.figure(code, "2023").denominator
        both = area.figure(f"{code} 统计范围=辖区", "2023-01-01..2024-12-31")
        assert both.denominator == 4 * (area.figure(code).denominator or 0) > 0
        return
    years = 2 if code in FLOWS else 1
    if code != "proposal.overdue":
        found = area.figure(code, "2024").value
        assert found == one_year, f"{HERE}: write_year enters none that {code} counts, or IN_A_YEAR"
        assert area.figure(code, "2023Q2" if code in FLOWS else "2023").value == one_year
        assert area.figure(code, "2023-01-01..2024-12-31").value == one_year * years
        assert area.figure(f"{code} 统计范围=辖区", "2024").value == one_year * 2
        if code not in REGISTERS:
            assert area.figure(code, "2025").value == 0
        return
    assert area.figure(code, "..2023-12-31").value == 1
    assert area.figure(f"{code} 统计范围=辖区", "..2024-12-31").value == 4


@pytest.mark.parametrize(
    ("count", "words", "value"),
    [
        ("1 协商活动", "consultation.sessions 类别=协商", 1),
        ("2 议题", "consultation.topics 类别=协商", 1),
        ("3 活动", "event.held 类型=协商会 阵地类型=委员会客厅", 1),
        ("4 委员人次", "event.attendances 身份=应到", 1),
        ("4 人", "event.members 委员=张三", 1),
        ("5 登记的数", "event.public 阵地类型=委员会客厅", 100),
        ("6 意见建议", "suggestion.count 来源.类型=协商会 有效=是", 1),
        ("7 问题", "problem.count 来源.类型=协商会 状态=已解决", 1),
        ("8 阵地", "venue.active 类型=委员会客厅", 1),
        ("8 开展活动的阵地", "event.venues 阵地类型=委员会客厅", 1),
        ("9 提案", "proposal.filed 第一提案人=张三", 2),
        ("9 办理结果评价", "proposal.received 办理结果评价=满意", 1),
        ("10 采用", "opinion.adopted 级别=省 方式=单篇", 1),
        ("11 获批示工作", "instruction.items 层级=县领导", 1),
    ],
)
def test_the_twelve_counts_take_their_own_filters(area: Office, count: str, words: str, value: int):
    assert area.value(words) == value
    assert area.value(f"{words} 统计范围=辖区") == 2 * value
