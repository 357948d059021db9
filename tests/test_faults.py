"""What is kept of a fault says where it struck, and nothing of what is in the records."""

import sqlite3
from contextlib import closing
from datetime import date

import pydantic
import pytest
import sqlalchemy as sa

from tests.ledgers import Office, founded, ledger, ledger_file, office
from zxdesk import faults
from zxdesk.errors import UserError
from zxdesk.records import KINDS
from zxdesk.store import Ledger

__all__ = ["founded", "ledger", "ledger_file", "office"]

PHONE, IDENTITY, ADDRESS = "13800001111", "330683198001010013", "云溪县新桥路 5 号"
BORN = date(1980, 1, 1)
NAME = "张晓荣"
PERSONAL = (PHONE, IDENTITY, ADDRESS, str(BORN), "1980", NAME, "zhang@example.com", "新桥路")


class Person(pydantic.BaseModel):
    """Something that validates."""

    born: date
    phone: int


def assert_nothing_personal(text: str) -> None:
    found = [words for words in PERSONAL if words in text]
    assert found == []


def described(act: object) -> str:
    """Give what is kept of the fault that an act runs into."""
    assert callable(act)
    try:
        act()
    except Exception as error:
        return faults.described(error)
    raise AssertionError("nothing went wrong")


def from_cause() -> None:
    try:
        raise KeyError(PHONE)
    except KeyError as error:
        raise RuntimeError(f"cannot keep {NAME}") from error


def within_another() -> None:
    try:
        int(IDENTITY + "X")
    finally:
        raise OSError(28, "no space", f"{NAME}.pdf")


def ask(statement: str) -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute(statement)


def as_group() -> None:
    raise ExceptionGroup(NAME, [ValueError(PHONE), TypeError(f"bad {ADDRESS!r}")])


@pytest.mark.parametrize(
    "act",
    [
        from_cause,
        within_another,
        as_group,
        lambda: Person(born=f"{BORN}x", phone=PHONE + "x"),
        lambda: date.fromisoformat(f"{BORN}T{PHONE}"),
        lambda: {NAME: 1}[PHONE],
        lambda: [].index(PHONE),
        lambda: PHONE.encode("ascii").decode("utf-16") + 1,
        lambda: f"{NAME}".encode("ascii"),
        lambda: getattr(object(), NAME),
        lambda: ask(f"SELECT {NAME}"),
        lambda: ask(f"SELECT '{PHONE}' FROM"),
    ],
)
def test_no_message_of_an_error_is_kept_that_may_quote_a_record(act: object) -> None:
    assert_nothing_personal(described(act))


def test_a_sentence_for_the_user_is_not_kept_either() -> None:
    def refuse() -> None:
        raise UserError(f"“{PHONE}”不是手机号码", f"请核对{NAME}的号码")

    assert_nothing_personal(described(refuse))


MEMBERS = KINDS["member"].table


def insert(**values: object) -> sa.Insert:
    given = {"owner_id": 1, "name": NAME, "phone": PHONE, "id_number": IDENTITY, "birth_date": BORN}
    return MEMBERS.insert().values(given | values)


@pytest.mark.parametrize(
    "statement",
    [
        insert(owner_id=99),
        insert(gender="龙"),
        insert(birth_date=[1980]),
        insert(number=object()),
        sa.text(f"INSERT INTO member (phone, nothing) VALUES ('{PHONE}', '{IDENTITY}')"),
        sa.text("SELECT nothing FROM member WHERE phone = :phone").bindparams(phone=PHONE),
    ],
)
def test_an_error_of_the_database_keeps_its_values_out(
    ledger: Ledger, statement: sa.Executable
) -> None:
    def write() -> None:
        with ledger.write(f"登记{NAME}") as session:
            session.connection().execute(statement)

    assert_nothing_personal(described(write))


def test_the_values_of_a_statement_are_not_in_its_error(ledger: Ledger) -> None:
    statement = sa.text("SELECT nothing FROM member WHERE phone = :phone").bindparams(phone=PHONE)
    for engine in (ledger._writer, ledger._reader):
        assert engine is not None
        with engine.connect() as connection, pytest.raises(sa.exc.SQLAlchemyError) as caught:
            connection.execute(statement)
        assert PHONE not in str(caught.value)


def test_a_fault_says_where_it_struck_and_of_what_kind(office: Office) -> None:
    text = described(from_cause)
    assert "in from_cause" in text
    assert text.index("KeyError") < text.index("RuntimeError: cannot keep …")
    text = described(lambda: ask("SELECT 1 FROM unit"))
    assert "sqlite3.OperationalError: SQLITE_ERROR no such table: unit" in text


@pytest.mark.parametrize(
    ("message", "kept"),
    [
        ("no such column: unit.name", "no such column: unit.name"),
        ("'NoneType' object has no attribute 'name'", "… object has no attribute …"),
        (f"phone {PHONE} of {NAME}", "phone … of …"),
        ("mail zhang@example.com", "mail …"),
        ("", ""),
    ],
)
def test_plain_words_are_kept(message: str, kept: str) -> None:
    assert faults.masked(message) == kept
