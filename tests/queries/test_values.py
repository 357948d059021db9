from datetime import datetime

from tests.ledgers import Office
from zxdesk.queries.values import Names, find, keys, load_many, titles
from zxdesk.records import KINDS


def found(office: Office, kind: str, words: str, *categories: str) -> list[int]:
    ids: list[int] = office.ask(find, KINDS[kind], words, owner_id=1, categories=categories)
    return ids


def test_keys_are_what_commands_and_workbooks_say(stocked: Office) -> None:
    for kind, key in (
        ("unit", "界别/单位名称甲"),
        ("plenary_session", "五届/一次"),
        ("programme", "名称甲"),
        ("member", "W001"),
        ("event", "HD-2026-001"),
        ("attendance", "HD-2026-001/W001"),
        ("service", "W001/一届/2026-01"),
        ("listed_value", "取值表甲/取值甲"),
    ):
        record_id = found(stocked, kind, key)[0]
        assert stocked.ask(keys, kind, [record_id]) == {record_id: key}


def test_what_is_not_filled_is_empty_in_a_key(office: Office) -> None:
    member_id = office.add("member", name="张三")
    service_id = office.add("service", member_id=member_id, term=5)
    assert office.ask(keys, "service", [service_id]) == {service_id: "W001/五届/"}
    assert found(office, "service", "W001/五届/") == [service_id]


def test_keys_with_a_slash_in_them_are_found(office: Office) -> None:
    member_id = office.add("member", name="张三", number="W/1")
    event_id = office.add("event", name="座谈会", number="HD/2026/1")
    attendance_id = office.add("attendance", event_id=event_id, member_id=member_id)
    value_id = office.add("listed_value", list_name="单位/部门", value="县/市")
    assert found(office, "attendance", "HD/2026/1/W/1") == [attendance_id]
    assert found(office, "listed_value", "单位/部门/县/市") == [value_id]


def test_a_key_is_read_in_any_of_its_spellings(stocked: Office) -> None:
    for words in ("五届/一次", "第五届/第一次会议", "5/1", "第5届/1"):
        assert len(found(stocked, "plenary_session", words)) == 1, words


def test_names_find_all_who_share_them(office: Office) -> None:
    ids = [office.add("member", name="张三") for _ in range(2)]
    assert found(office, "member", "张 三") == ids
    assert found(office, "member", "W002") == [ids[1]]
    events = [office.add("event", name="座谈会") for _ in range(2)]
    assert found(office, "event", "座谈会") == events
    assert found(office, "event", "没有") == found(office, "attendance", "没有") == []


def test_the_first_category_that_has_the_name_wins(office: Office) -> None:
    sector = office.add("unit", name="工商联", category="界别")
    body = office.add("unit", name="工商联", category="人民团体")
    assert found(office, "unit", "工商联", "人民团体", "界别") == [body]
    assert found(office, "unit", "工商联", "专委会", "界别") == [sector]
    assert found(office, "unit", "人民团体/工商联", "界别") == [body]
    assert found(office, "unit", "工商联", "专委会") == []


def test_titles_are_what_people_say(stocked: Office) -> None:
    assert stocked.ask(titles, "plenary_session", [1]) == {1: "五届/一次"}
    assert stocked.ask(titles, "attendance", [1, 2]) == {1: "姓名甲", 2: "姓名乙"}
    assert stocked.ask(titles, "suggestion", [1]) == {1: "内容甲"}
    assert stocked.ask(titles, "event", [99]) == {}


def test_more_records_than_a_statement_takes_are_loaded(office: Office) -> None:
    with office.ledger.write("登记许多") as session:
        rows = [{"owner_id": 1, "name": f"品牌{n}"} for n in range(1200)]
        session.connection().execute(KINDS["programme"].table.insert(), rows)
    loaded = office.ask(load_many, KINDS["programme"], range(1, 1201), ["name"])
    assert len(loaded) == 1200
    assert loaded[1200] == {"name": "品牌1199"}
    assert len(office.ask(titles, "programme", range(1, 1201))) == 1200


def test_values_are_shown_as_people_read_them(office: Office) -> None:
    venue_id = office.add("venue", name="客厅", stars=5)
    agenda = (
        ("一", None, "同意", None, None),
        ("二", None, None, None, datetime(2026, 3, 5).date()),
    )
    event_id = office.add("event", name="座谈会", venues=(venue_id,), agenda=agenda, amount=140.5)
    suggestion_id = office.add("suggestion", content="甲", source=("event", event_id))
    with office.ledger.read() as session:
        show = Names(session)
        event = show.show(KINDS["event"], load_many(session, KINDS["event"], [event_id]))[event_id]
        values = load_many(session, KINDS["suggestion"], [suggestion_id])
        suggestion = show.show(KINDS["suggestion"], values)[suggestion_id]
    assert event["venues"] == "客厅"
    assert event["agenda"] == "一｜｜同意\n二｜｜｜｜2026-03-05"
    assert (event["start"], event["amount"]) == ("2026-03-05 09:00", "140.5")
    assert (suggestion["source"], suggestion["valid"], suggestion["uptake"]) == ("座谈会", "是", "")
