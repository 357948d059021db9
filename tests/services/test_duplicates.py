"""Two records that are one become one, with every link, and can be parted again."""

from tests.ledgers import Office, dump
from zxdesk.records import KINDS
from zxdesk.services.duplicates import merge_records, said_apart, say_apart
from zxdesk.store import history

MEMBER, UNIT = KINDS["member"], KINDS["unit"]


def test_members_are_merged_field_by_field_with_all_links(office: Office) -> None:
    keep, drop = office.member("张伟"), office.member("张玮", term=4)
    office.change("member", drop, phone="13800000001", note="旧的")
    office.change("member", keep, note="新的")
    first, second = (office.add("event", name=name) for name in ("座谈会", "视察"))
    office.add("attendance", event_id=first, member_id=keep, status="出席")
    office.add("attendance", event_id=first, member_id=drop, status="缺席")
    office.add("attendance", event_id=second, member_id=drop, status="请假")
    venue = office.add("venue", name="客厅", leads=(drop,), team=(keep, drop))
    before = dump(office.ledger.path)
    changes = merge_records(office.ledger, MEMBER, keep, drop, take={"phone"})
    assert changes.label == "合并委员：张玮 并入 张伟"
    assert office.values("member", drop) is None
    merged = office.values("member", keep)
    assert (merged["name"], merged["phone"], merged["note"]) == ("张伟", "13800000001", "新的")
    after = dump(office.ledger.path)
    rows = [office.values("attendance", row[0]) for row in after["attendance"]]
    said = [(row["event_id"], row["member_id"], row["status"]) for row in rows]
    assert said == [(first, keep, "出席"), (second, keep, "请假")]
    found = office.values("venue", venue)
    assert (found["leads"], found["team"]) == ((keep,), (keep,))
    assert len(after["service"]) == 2
    history.undo(office.ledger)
    assert dump(office.ledger.path) == before


def test_a_unit_that_went_is_known_by_its_name_in_the_next_import(office: Office) -> None:
    keep = office.add("unit", name="县住房和城乡建设局", category="承办单位")
    drop = office.add("unit", name="住建办", category="承办单位", contact="甲某")
    below = office.add("unit", name="质监站", category="承办单位", parent_id=drop)
    office.change("unit", keep, parent_id=drop)
    merge_records(office.ledger, UNIT, keep, drop, take={"contact"})
    assert office.values("unit", below)["parent_id"] == keep
    assert office.values("unit", keep)["parent_id"] is None
    assert office.values("unit", keep)["contact"] == "甲某"
    from zxdesk.exchange.remembered_units import remembered_units

    assert office.ask(remembered_units) == {("承办单位", "住建办"): keep}
    last = office.add("unit", name="县建设局", category="承办单位")
    merge_records(office.ledger, UNIT, last, keep)
    names = ("住建办", "县住房和城乡建设局")
    assert office.ask(remembered_units) == {("承办单位", name): last for name in names}


def test_expressions_that_name_the_one_that_goes_name_the_other(office: Office) -> None:
    keep = office.add("unit", name="县住建局", category="承办单位", contact="甲某")
    drop = office.add("unit", name="住建办", category="承办单位")
    wanted = {
        "proposal.filed 主办单位=住建办": "proposal.filed 主办单位=县住建局",
        "proposal.filed 主办单位=住建办,县住建局": "proposal.filed 主办单位=县住建局",
        "proposal.filed 主办单位=承办单位/住建办": "proposal.filed 主办单位=承办单位/县住建局",
        "proposal.filed 主办单位=县住建局": "proposal.filed 主办单位=县住建局",
        "proposal.filed 主办单位=别的": "proposal.filed 主办单位=别的",
    }
    figures = [office.add("saved_figure", name=e, expression=e) for e in wanted]
    first = next(iter(wanted))
    quota = office.add("quota", name="一", each="界别", expression=first, target=1)
    table = office.add("reporting_table", number="B1", title="表")
    row = office.add("reporting_row", table_id=table, number="R1", label="一", expression=first)
    before = dump(office.ledger.path)
    merge_records(office.ledger, UNIT, keep, drop)
    expressions = [office.values("saved_figure", one)["expression"] for one in figures]
    assert expressions == list(wanted.values())
    assert office.values("quota", quota)["expression"] == wanted[first]
    assert office.values("reporting_row", row)["expression"] == wanted[first]
    history.undo(office.ledger)
    assert dump(office.ledger.path) == before


def test_expressions_follow_the_name_that_the_one_that_stays_takes(office: Office) -> None:
    keep, drop = office.member("张玮"), office.member("张伟")
    office.change("member", keep, number="W1")
    office.change("member", drop, number="W2")
    wanted = {
        "proposal.received 第一提案人=张伟": "proposal.received 第一提案人=张伟",
        "proposal.received 第一提案人=张玮": "proposal.received 第一提案人=张伟",
        "proposal.received 第一提案人=W2": "proposal.received 第一提案人=W1",
    }
    figures = [office.add("saved_figure", name=e, expression=e) for e in wanted]
    merge_records(office.ledger, MEMBER, keep, drop, take={"name"})
    expressions = [office.values("saved_figure", one)["expression"] for one in figures]
    assert expressions == list(wanted.values())


def test_what_is_not_the_same_is_remembered(office: Office) -> None:
    first, second = office.add("member", name="张伟"), office.add("member", name="张伟")
    say_apart(office.ledger, MEMBER, (second, first))
    assert said_apart(office.ledger, MEMBER) == {(first, second)}
    assert said_apart(office.ledger, UNIT) == set()
    history.undo(office.ledger)
    assert said_apart(office.ledger, MEMBER) == set()
