from datetime import datetime

from tests.ledgers import Office
from zxdesk.queries.links import SHOWN, LinkGroup, ids_under, linked
from zxdesk.records import KINDS


def groups(office: Office, kind: str, record_id: int) -> dict[str, LinkGroup]:
    found: list[LinkGroup] = office.ask(linked, KINDS[kind], record_id)
    assert len({group.title for group in found}) == len(found)
    return {group.title: group for group in found}


def test_links_are_seen_from_both_ends(office: Office) -> None:
    unit_id = office.add("unit", name="提案委", category="专委会")
    venue_id, topic_id = office.add("venue", name="客厅"), office.add("consultation", topic="供水")
    event_id = office.add(
        "event", name="座谈会", organisers=(unit_id,), venues=(venue_id,), topics=(topic_id,)
    )
    source = ("event", event_id)
    suggestion_id = office.add("suggestion", content="增设水厂\n尽快", source=source)
    problem_id = office.add("problem", content="停水", source=source, handlers=(unit_id,))
    from_event = groups(office, "event", event_id)
    assert {title: group.records for title, group in from_event.items()} == {
        "主办单位": ((unit_id, "提案委"),),
        "阵地": ((venue_id, "客厅"),),
        "协商": ((topic_id, "供水"),),
        "意见建议": ((suggestion_id, "增设水厂 尽快"),),
        "问题": ((problem_id, "停水"),),
    }
    assert groups(office, "venue", venue_id)["活动"].ids == (event_id,)
    assert groups(office, "consultation", topic_id)["活动"].ids == (event_id,)
    assert groups(office, "suggestion", suggestion_id)["来源"].records == ((event_id, "座谈会"),)
    assert groups(office, "unit", unit_id)["问题"].ids == (problem_id,)
    assert groups(office, "unit", unit_id)["活动"].kind == "event"


def test_two_fields_that_point_alike_are_told_apart(office: Office) -> None:
    unit_id = office.add("unit", name="提案委", category="专委会")
    led = office.add("consultation", topic="供水", lead_units=(unit_id,))
    joined = office.add("consultation", topic="供电", partners=(unit_id,))
    found = groups(office, "unit", unit_id)
    assert found["协商（牵头单位）"].ids == (led,)
    assert found["协商（参与单位）"].ids == (joined,)


def test_a_tree_is_seen_upwards_and_downwards(office: Office) -> None:
    top = office.add("programme", name="请你来协商")
    below = office.add("programme", name="院坝协商", parent_id=top)
    assert groups(office, "programme", below)["上级品牌"].ids == (top,)
    assert groups(office, "programme", top)["品牌"].ids == (below,)


def test_what_bears_the_name_of_the_record_is_told_by_the_rest_of_its_key(office: Office) -> None:
    unit_id = office.add("unit", name="县水务局", category="承办单位")
    venue_id = office.add("venue", name="客厅")
    proposal_id = office.add("proposal", serial="1", subject="改造管网", leads=(unit_id,))
    rating_id = office.add("rating", venue_id=venue_id, year=2025)
    assert groups(office, "unit", unit_id)["办理"].records == ((1, "改造管网"),)
    assert groups(office, "unit", unit_id)["提案（主办单位）"].ids == (proposal_id,)
    assert groups(office, "venue", venue_id)["星级评定"].records == ((rating_id, "2025"),)


def test_a_main_proposal_tells_which_were_merged_into_it(office: Office) -> None:
    main = office.add("proposal", serial="1", subject="主案")
    merged = office.add("proposal", serial="2", subject="并案", merged_into_id=main)
    assert groups(office, "proposal", main)["并入本案的提案"].ids == (merged,)
    assert groups(office, "proposal", merged)["并入"].ids == (main,)


def test_records_below_another_are_given_as_they_were_entered(office: Office) -> None:
    issue_id, other = (office.add("issue", number=number) for number in ("1", "2"))
    mine = [office.add("opinion", title=title, issue_id=issue_id) for title in ("甲", "乙")]
    office.add("opinion", title="丙", issue_id=other)
    assert office.ask(ids_under, KINDS["opinion"], "issue_id", issue_id) == mine


def test_many_links_are_counted_and_the_newest_shown(office: Office) -> None:
    venue_id = office.add("venue", name="客厅")
    with office.ledger.write("登记许多活动") as session:
        connection = session.connection()
        for number in range(SHOWN + 5):
            start = datetime(2026, 1, 1 + number % 28, 9, number)
            event = {"number": f"E{number:03}", "name": f"活动{number}", "type": "读书"}
            row = event | {"owner_id": 1, "start": start, "state": "已举办"}
            key = connection.execute(KINDS["event"].table.insert().values(row)).inserted_primary_key
            link = KINDS["event"].fields["venues"].table  # type: ignore[attr-defined]
            connection.execute(link.insert().values(record_id=key[0], target_id=venue_id))
    group = groups(office, "venue", venue_id)["活动"]
    assert (group.total, len(group.ids), len(group.records)) == (SHOWN + 5, SHOWN + 5, SHOWN)
    assert group.records[0][1] == "活动27"


def test_a_record_that_is_gone_has_no_links(office: Office) -> None:
    assert office.ask(linked, KINDS["event"], 99) == []
    assert office.ask(linked, KINDS["unit"], office.add("unit", name="经济界")) == []
