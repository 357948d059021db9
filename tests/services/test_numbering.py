"""Numbers go on as the ledger has them, whoever asks for the next."""

from datetime import datetime

from tests.ledgers import Office
from zxdesk.services.numbering import next_case_number, next_minutes_number


def added(office: Office, kind: str, **values: object) -> str:
    values_of = office.values(kind, office.add(kind, **values))
    assert values_of
    return str(values_of["number"])


def test_a_member_gets_the_number_after_the_highest_of_the_ledgers_shape(office: Office) -> None:
    for number in ("YX11001", "YX11230"):
        office.add("member", name="张三", number=number)
    assert added(office, "member", name="李四") == "YX11231"
    assert added(office, "member", name="王五") == "YX11232"


def test_zeros_are_kept_where_the_ledger_has_them(office: Office) -> None:
    office.add("consultation", topic="甲", number="XS-2026-22")
    assert added(office, "consultation", topic="乙") == "XS-2026-23"
    office.add("event", name="会", number="HD-2026-009")
    assert added(office, "event", name="会") == "HD-2026-010"


def test_a_row_begins_anew_with_the_year(office: Office) -> None:
    office.add("event", name="会", number="HD-2025-231", start=datetime(2025, 3, 5))
    assert added(office, "event", name="会", start=datetime(2026, 3, 5)) == "HD-2026-1"
    assert added(office, "event", name="会", start=datetime(2025, 3, 5)) == "HD-2025-232"


def test_the_number_of_a_deleted_record_is_not_given_again(office: Office) -> None:
    office.add("member", name="张三", number="YX11001")
    office.delete("member", office.add("member", name="李四"))
    assert added(office, "member", name="王五") == "YX11003"


def test_case_numbers_go_on_in_the_shape_of_their_session(office: Office) -> None:
    for serial, number in (("1", "184"), ("2", "186")):
        office.add("proposal", serial=serial, subject=serial, case_number=number)
    new = office.add("proposal", serial="3", subject="丙")
    assert office.ask(next_case_number, new) == "187"
    later = office.add("proposal", serial="1", subject="丁", session=4)
    assert office.ask(next_case_number, later) == "1"


def test_minutes_are_numbered_by_type_and_year(office: Office) -> None:
    def following(type_: str, year: int) -> str:
        values = {"type": type_, "start": datetime(year, 5, 5)}
        found: str = office.ask(next_minutes_number, values, owner_id=office.ledger.own_id)
        return found

    meeting = {"type": "主席会议", "start": datetime(2026, 3, 5)}
    office.add("event", name="一", minutes_number="〔2026〕第19号", **meeting)
    office.add("event", name="二", minutes_number="〔2026〕第20号", **meeting)
    assert following("主席会议", 2026) == "〔2026〕第21号"
    assert following("主席会议", 2027) == "〔2027〕第1号"
    assert following("常委会会议", 2026) == ""
