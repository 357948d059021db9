"""Proposals and opinion reports, counted as the sources count them."""

from datetime import date

import pytest

from zxdesk.queries.todo import overdue_proposals
from zxdesk.queries.values import load
from zxdesk.records import KINDS
from zxdesk.services.records import create, update

# A county's published session: every split adds up to 118.
CONCLUSIONS = {"立案": 64, "并案": 16, "转社情民意": 21, "不予立案": 17}
NATURES = {"个人": 7, "联名": 61, "集体": 50}
TOPICS = {"经济": 21, "政治": 12, "文化": 42, "社会": 35, "生态": 8}


def proposal(office, serial, **values):
    values.setdefault("submitted_on", date(2024, 1, 10))
    return office.add(
        "proposal", term=5, session=2, serial=str(serial), subject=f"案{serial}", **values
    )


def spread(counts):
    return [name for name, count in counts.items() for _ in range(count)]


def test_every_split_of_a_session_adds_up(office):
    rows = zip(spread(CONCLUSIONS), spread(NATURES), spread(TOPICS), strict=True)
    with office.ledger.write("登记提案") as session:
        for number, (conclusion, nature, topic) in enumerate(rows):
            create(
                session,
                KINDS["proposal"],
                {
                    "term": 5,
                    "session": 2,
                    "serial": str(number),
                    "subject": f"案{number}",
                    "submitted_on": date(2024, 1, 10),
                    "conclusion": conclusion,
                    "nature": nature,
                    "topic": topic,
                },
                owner_id=office.ledger.own_id,
                today=office.ledger.today,
            )
    assert office.value("proposal.received") == 118
    assert office.value("proposal.filed") == 80
    assert office.value("proposal.merged") == 16
    assert office.value("proposal.after_merge") == 64
    assert office.value("proposal.to_opinion") == 21
    assert office.value("proposal.not_filed") == 17
    for label, counts in (("提案者性质", NATURES), ("类别", TOPICS), ("审查结论", CONCLUSIONS)):
        groups = dict(office.figure("proposal.received", by=label).groups)
        assert groups == counts
        assert sum(groups.values()) == 118


def test_a_joint_proposal_is_one_proposal_and_several_proposers(office):
    people = [office.member(name) for name in ("甲一", "乙二", "丙三")]
    proposal(office, 1, first_signer_id=people[0], joint_signers=tuple(people[1:]))
    proposal(office, 2, first_signer_id=people[0])
    assert office.value("proposal.received") == 2
    assert office.value("proposal.proposers") == 3


def test_a_session_year_means_the_proposals_of_that_session(office):
    office.add("plenary_session", term=5, number=2, opens=date(2023, 2, 1), closes=date(2023, 2, 4))
    office.add("plenary_session", term=5, number=3, opens=date(2024, 2, 1), closes=date(2024, 2, 4))
    proposal(office, 1, submitted_on=date(2023, 1, 30))
    office.add(
        "proposal", term=5, session=3, serial="1", subject="下次", submitted_on=date(2024, 1, 30)
    )
    assert office.value("proposal.received", "五届二次") == 1
    assert office.value("proposal.received", "2023-02-04..2024-02-01") == 1


def test_a_proposal_is_replied_to_when_all_its_units_have_replied(office):
    one, two = office.unit("县教育局", "承办单位"), office.unit("县财政局", "承办单位")
    number = proposal(office, 1)
    for unit, reply in ((one, date(2024, 4, 1)), (two, None)):
        office.add(
            "handling",
            proposal_id=number,
            unit_id=unit,
            role="分办",
            assigned_on=date(2024, 2, 1),
            due_on=date(2024, 5, 1),
            replied_on=reply,
        )
    assert office.value("proposal.assigned") == 1
    assert office.value("proposal.replied") == 0
    assert office.value("proposal.overdue", "2024") == 1
    assert office.value("proposal.overdue", "..2024-05-01") == 0
    assert office.value("proposal.reply_rate") == 0.0
    assert office.value("proposal.assigned 分办单位=县教育局") == 1


def test_an_approved_extension_is_not_overdue(office):
    unit = office.unit("县教育局", "承办单位")
    number = proposal(office, 1, assigned_on=date(2024, 2, 1), due_on=date(2024, 5, 1))
    assert office.value("proposal.overdue") == 1
    office.add(
        "handling", proposal_id=number, unit_id=unit, role="主办", extended_to=date(2025, 1, 31)
    )
    assert office.value("proposal.overdue") == 0


def test_the_reply_rate_is_of_those_assigned(office):
    for serial, reply in ((1, date(2024, 5, 1)), (2, date(2025, 1, 5)), (3, None)):
        proposal(office, serial, assigned_on=date(2024, 2, 1), replied_on=reply)
    proposal(office, 4, assigned_on=date(2023, 12, 1), replied_on=date(2024, 1, 1))
    found = office.figure("proposal.reply_rate")
    assert (found.numerator, found.denominator, found.value) == (1, 3, 33.3)
    assert office.value("proposal.replied") == 2


def test_satisfaction_is_of_the_forms_returned(office):
    people = [office.member(name) for name in ("甲一", "乙二")]
    number = proposal(office, 1, satisfaction="不满意", feedback_on=date(2024, 6, 1))
    for person, word in zip(people, ("满意", "基本满意"), strict=True):
        office.add(
            "feedback",
            proposal_id=number,
            member_id=person,
            satisfaction=word,
            given_on=date(2024, 6, 1),
        )
    proposal(office, 2, satisfaction="满意", feedback_on=date(2024, 7, 1))
    proposal(office, 3, satisfaction="满意", feedback_on=date(2023, 7, 1))
    found = office.figure("proposal.satisfied_rate")
    assert (found.numerator, found.denominator, found.value) == (2, 3, 66.7)


def test_handling_units_are_the_proposals_own_field(office):
    one, two = office.unit("县教育局", "承办单位"), office.unit("县财政局", "承办单位")
    number = proposal(office, 1, leads=(one,), joints=(two,))
    assert office.value("proposal.received 主办单位=县教育局") == 1
    assert office.value("proposal.received 主办单位=县财政局") == 0
    assert dict(office.figure("proposal.received", by="会办单位").groups) == {"县财政局": 1}
    with office.ledger.write("改承办") as session:
        update(session, KINDS["proposal"], number, {"leads": (two,), "joints": ()})
    with office.ledger.read() as session:
        values = load(session, KINDS["proposal"], number)
    assert (values["leads"], values["joints"]) == ((two,), ())


def test_issues_and_items_are_counted_apart(office):
    issue = office.add("issue", year=2024, number="12")
    other = office.add("issue", year=2024, number="13")
    for number, when in ((1, date(2024, 3, 1)), (2, date(2023, 12, 1))):
        office.add(
            "opinion",
            title=f"信息{number}",
            submitted_on=when,
            issue_id=issue,
            reported_on=date(2024, 3, 5),
        )
    office.add("opinion", title="信息3", submitted_on=date(2024, 5, 1), issue_id=other)
    office.add("opinion", title="信息4", submitted_on=date(2024, 5, 1))
    assert office.value("opinion.items") == 3
    assert office.value("opinion.issues") == 2
    assert office.value("opinion.reported") == 1
    for level, manner in (("省", "单篇"), ("全国", "综合"), ("市", "单篇")):
        office.add(
            "adoption",
            issue_id=issue,
            level=level,
            manner=manner,
            adopted_on=date(2024, 6, 1),
        )
    assert office.value("opinion.adopted") == 1
    assert office.value("opinion.adopted 级别=省,全国") == 1
    assert office.value("opinion.adopted 级别=市 方式=综合") == 0


def test_instructions_and_the_things_they_were_given_on_are_counted_apart(office):
    one = office.add("product", type="调研报告", title="报告", sent_on=date(2024, 3, 1))
    topic = office.topic("养老")
    for target, rank in (
        (("product", one), "县主要领导"),
        (("product", one), "县主要领导"),
        (("product", one), "市领导"),
        (("consultation", topic), "县主要领导"),
    ):
        office.add("instruction", target=target, leader="某", rank=rank, given_on=date(2024, 5, 1))
    assert office.value("instruction.count") == 4
    assert office.value("instruction.items") == 2
    assert office.value("instruction.items 层级=市领导") == 1
    assert office.value("product.count 类型=调研报告,协商纪要") == 1


@pytest.mark.parametrize(
    ("words", "kind", "values"),
    [
        ("speech.count 形式=书面", "speech", {"title": "言", "form": "书面"}),
        ("media.count 级别=中央,省级", "media", {"title": "报", "level": "省级"}),
        ("document.count 方式=制定", "document", {"title": "文", "type": "制度", "action": "制定"}),
        (
            "award.count 授予单位=省政协",
            "award",
            {"title": "奖", "recipient": "案", "grantor": "省政协"},
        ),
        ("project.count 地区=东镇", "project", {"name": "项", "region": "东镇"}),
    ],
)
def test_dated_records_count_in_their_period(office, words, kind, values):
    day = KINDS[kind].dated
    for when in (date(2024, 12, 31), date(2023, 12, 31)):
        office.add(kind, **values, **{day: when})
    assert office.value(words) == 1


def test_words_and_people_of_projects_are_added_up(office):
    office.add("document", type="出版物", title="书", words=300_000, issued_on=date(2024, 1, 1))
    office.add("project", name="项", public=500, start=date(2024, 1, 1))
    assert office.figure("document.words 类型=出版物").value == 300_000
    assert office.figure("project.public").value == 500


def handling(office, number, unit, **values):
    assigned = {"role": "分办", "assigned_on": date(2024, 1, 10)}
    office.add("handling", proposal_id=number, unit_id=unit, **assigned | values)


def overdue_on(office, day):
    value = office.value("proposal.overdue", f"..{day}")
    with office.ledger.read() as session:
        listed = overdue_proposals(session, date.fromisoformat(day), owner_id=office.ledger.own_id)
    assert len(listed) == value
    return value


def test_one_units_extension_does_not_replace_anothers_deadline(office):
    one, two = office.unit("县教育局", "承办单位"), office.unit("县财政局", "承办单位")
    number = proposal(office, 1, assigned_on=date(2024, 1, 10))
    extended = {"due_on": date(2024, 2, 1), "extended_to": date(2024, 3, 1)}
    handling(office, number, one, **extended, replied_on=date(2024, 2, 20))
    handling(office, number, two, due_on=date(2024, 5, 1))
    assert [overdue_on(office, d) for d in ("2024-02-10", "2024-04-01", "2024-05-01")] == [0, 0, 0]
    assert overdue_on(office, "2024-05-02") == 1


def test_each_unit_is_late_by_its_own_deadline(office):
    one, two, three = (office.unit(f"县{n}局", "承办单位") for n in ("教育", "财政", "水利"))
    number = proposal(office, 1, assigned_on=date(2024, 1, 10), due_on=date(2024, 4, 10))
    handling(office, number, one, role="主办", due_on=date(2024, 3, 1))
    handling(office, number, two, extended_to=date(2024, 6, 1))
    handling(office, number, three, role="会办", due_on=date(2024, 1, 20))
    assert overdue_on(office, "2024-03-01") == 0
    assert overdue_on(office, "2024-03-02") == 1
    with office.ledger.write("答复") as session:
        table = KINDS["handling"].table
        done = table.update().where(table.c.unit_id == one).values(replied_on=date(2024, 3, 5))
        session.connection().execute(done)
    days = ("2024-03-04", "2024-03-05", "2024-06-01", "2024-06-02")
    assert [overdue_on(office, day) for day in days] == [1, 0, 0, 1]


def test_a_unit_without_a_deadline_has_that_of_the_proposal(office):
    unit = office.unit("县教育局", "承办单位")
    number = proposal(office, 1, due_on=date(2024, 4, 10))
    handling(office, number, unit)
    bare = proposal(office, 2, assigned_on=date(2024, 1, 10), due_on=date(2024, 4, 10))
    assert bare
    proposal(office, 3, due_on=date(2024, 4, 10))
    assert [overdue_on(office, day) for day in ("2024-04-10", "2024-04-11")] == [0, 2]


def test_a_reply_on_the_proposal_is_that_of_all_its_units(office):
    unit = office.unit("县教育局", "承办单位")
    number = proposal(office, 1, replied_on=date(2024, 5, 1), due_on=date(2024, 4, 10))
    handling(office, number, unit)
    assert [overdue_on(office, day) for day in ("2024-04-30", "2024-05-01")] == [1, 0]
    assert office.value("proposal.replied") == 1


def test_where_all_units_replied_in_time_a_later_reply_of_its_own_is_not_overdue(office):
    unit = office.unit("县教育局", "承办单位")
    number = proposal(office, 1, replied_on=date(2024, 5, 1), due_on=date(2024, 3, 10))
    handling(office, number, unit, replied_on=date(2024, 3, 1))
    days = ("2024-02-29", "2024-03-11", "2024-05-02")
    assert [overdue_on(office, day) for day in days] == [0, 0, 0]
