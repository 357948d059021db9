"""The full-text index: the same answer as a plain scan, after whatever was done."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.kinds import populate
from tests.ledgers import Office, clock
from zxdesk import text
from zxdesk.records import KINDS, Committee, Setting
from zxdesk.records.kind import OneOf, Reference
from zxdesk.store import Ledger, check, fulltext, history, lookup, open_ledger, steps, tokens
from zxdesk.store.search_entries import record_of
from zxdesk.store.searchable import is_words

LETTERS = st.sampled_from("养老服务县ab12-/·（） \n%_\"'*^:𬱖𫖮𠅤𰀀Ａ１﹒é①") | st.characters(
    exclude_categories=["Cs"]
)
# Few letters, so that what is asked for is there.
TEXTS = st.text(st.sampled_from("养老a1· 𬱖\n"), max_size=12) | st.text(LETTERS, max_size=20)


@pytest.fixture(scope="module")
def plain() -> Iterator[sqlite3.Connection]:
    """An index and nothing else."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute(
            "CREATE VIRTUAL TABLE f USING fts5(words, content='', tokenize='ascii', "
            f"prefix='{tokens.PREFIX}')"
        )
        yield connection


@given(st.lists(TEXTS, min_size=1, max_size=6), TEXTS)
def test_the_index_answers_as_a_plain_scan(
    plain: sqlite3.Connection, texts: list[str], typed: str
) -> None:
    bodies = [text.fold(found) for found in texts]
    words = lookup.folded(typed)
    plain.execute("INSERT INTO f (f) VALUES ('delete-all')")
    rows = [(number, tokens.segmented(body, ())) for number, body in enumerate(bodies)]
    plain.executemany("INSERT INTO f (rowid, words) VALUES (?, ?)", rows)
    wanted = [n for n, body in enumerate(bodies) if words and all(w in body for w in words)]
    query = "SELECT rowid FROM f WHERE f MATCH ? ORDER BY rowid"
    found = plain.execute(query, (tokens.question(words),)).fetchall() if words else []
    assert [number for (number,) in found] == wanted


def test_a_phrase_does_not_reach_from_one_field_into_the_next(office: Office) -> None:
    office.add("event", name="溪口", place="桥头")
    assert ids(office.ledger, "溪口") == ids(office.ledger, "桥头") != {}
    assert ids(office.ledger, "口桥") == {}


def ids(ledger: Ledger, typed: str, *, everyone: bool = True) -> dict[str, list[int]]:
    """The records found, by kind."""
    with ledger.read() as session:
        words = lookup.folded(typed)
        found = lookup.find(session.connection(), words, most=50, everyone=everyone)
    return {one.kind: [record_of(number) for number in one.first] for one in found}


def problems(ledger: Ledger) -> list[str]:
    with ledger.read() as session:
        return fulltext.problems(session.connection())


def test_every_kind_is_indexed_as_it_is_written(stocked: Office) -> None:
    assert problems(stocked.ledger) == []
    assert ids(stocked.ledger, "老旧小区改造").keys() >= {"consultation"}


def test_what_is_changed_deleted_and_undone_is_followed(office: Office) -> None:
    topic = office.add("consultation", topic="老旧小区改造")
    office.change("consultation", topic, topic="农村电商")
    assert (ids(office.ledger, "小区"), ids(office.ledger, "电商")) == (
        {},
        {"consultation": [topic]},
    )
    history.undo(office.ledger)
    assert ids(office.ledger, "小区") == {"consultation": [topic]}
    history.redo(office.ledger)
    office.delete("consultation", topic)
    assert ids(office.ledger, "电商") == {}
    history.undo(office.ledger)
    assert ids(office.ledger, "电商") == {"consultation": [topic]}
    assert problems(office.ledger) == []


def test_a_new_name_is_found_wherever_the_old_one_stood(stocked: Office) -> None:
    unit = next(iter(ids(stocked.ledger, "经济界")["unit"]))
    event = stocked.add("event", name="调研", organisers=(unit,))
    stocked.change("unit", unit, name="文艺界")
    found = ids(stocked.ledger, "文艺界")
    assert found["event"] == [event]
    assert found["proposal"]
    assert found["member"]
    assert set(ids(stocked.ledger, "经济界")) <= {"listed_value"}
    assert problems(stocked.ledger) == []


def test_words_of_a_service_lead_to_its_member(office: Office) -> None:
    unit = office.add("unit", name="提案委员会", category="专委会")
    member = office.member("张三", employer="云溪茶厂")
    service = office.add("service", member_id=member, term=4, employer="桥头米厂")
    office.change("service", service, committees=(unit,))
    assert ids(office.ledger, "茶厂") == ids(office.ledger, "米厂") == {"member": [member]}
    assert member in ids(office.ledger, "提案委员会")["member"]
    office.delete("service", service)
    assert ids(office.ledger, "米厂") == {}
    assert problems(office.ledger) == []


def test_a_handling_unit_leads_to_the_proposal(office: Office) -> None:
    unit = office.add("unit", name="县交通局", category="承办单位")
    proposal = office.add("proposal", serial="1", subject="增设公交")
    handling = office.add("handling", proposal_id=proposal, unit_id=unit)
    assert ids(office.ledger, "交通局")["proposal"] == [proposal]
    office.delete("handling", handling)
    assert "proposal" not in ids(office.ledger, "交通局")
    assert problems(office.ledger) == []


def test_a_step_that_is_only_tried_leaves_nothing(office: Office) -> None:
    with office.ledger.write("试", dry_run=True) as session:
        session.connection().execute(
            KINDS["programme"].table.insert().values(owner_id=1, name="试试看")
        )
    assert ids(office.ledger, "试试看") == {}


def receive(ledger: Ledger, *names: str) -> None:
    """Replace what another committee sent."""
    table = KINDS["programme"].table
    with ledger.write("接收", kind=steps.FIXED) as session:
        connection = session.connection()
        sender = session.get(Committee, 9)
        session.add(sender or Committee(id=9, name="政协桥头县委员会", level="县", region=""))
        session.add(Setting(key="、".join(names), value="9"))
        with session.receiving(9):
            connection.execute(table.delete().where(table.c.owner_id == 9))
            for name in names:
                connection.execute(table.insert().values(owner_id=9, name=name))


def test_received_records_are_found_after_our_own(office: Office) -> None:
    receive(office.ledger, "请你来品茶", "桥头夜话")
    own = office.add("programme", name="请你来品茶")
    found = ids(office.ledger, "品茶")["programme"]
    assert (found[0], len(found)) == (own, 2)
    assert ids(office.ledger, "品茶", everyone=False) == {"programme": [own]}
    receive(office.ledger, "桥头茶座")
    assert ids(office.ledger, "夜话") == {}
    assert ids(office.ledger, "茶座")
    assert problems(office.ledger) == []


def test_what_is_called_just_so_comes_first_then_the_newest(office: Office) -> None:
    newer, exact, old = (
        office.add("media", title=title, published_on=date(year, 3, 5))
        for title, year in (("修桥记二", 2026), ("修桥", 2023), ("修桥记一", 2024))
    )
    assert ids(office.ledger, "修桥")["media"] == [exact, newer, old]


def test_a_common_word_gives_the_same_answer(
    stocked: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    stocked.add("programme", name="界")
    few = {typed: ids(stocked.ledger, typed) for typed in ("1", "界", "甲", "z")}
    monkeypatch.setattr(lookup, "_FEW", 0)
    assert {typed: ids(stocked.ledger, typed) for typed in few} == few
    assert all(few.values())


@pytest.fixture
def unindexed(filled: Path, tmp_path: Path) -> Path:
    """A ledger with two records of every kind, by a program that knew of no index."""
    file = Path(shutil.copy(filled, tmp_path))
    with closing(sqlite3.connect(file)) as connection, connection:
        for table in ("search_text", "search_document", "search_state"):
            connection.execute(f"DROP TABLE {table}")
    return file


@pytest.mark.parametrize("typed", ["经济界", "zs", "小区 老旧", "W", "查无此词"])
def test_without_an_index_the_records_are_read(filled: Path, unindexed: Path, typed: str) -> None:
    with (
        open_ledger(filled, writing=False) as first,
        open_ledger(unindexed, writing=False) as other,
    ):
        assert ids(other, typed) == ids(first, typed)


def test_an_index_of_another_make_is_made_anew(unindexed: Path) -> None:
    with open_ledger(unindexed, clock=clock) as ledger:
        assert ids(ledger, "经济界")
        assert check.check(ledger, deep=True) == []
    with closing(sqlite3.connect(unindexed)) as connection, connection:
        connection.execute("UPDATE search_state SET make = '旧'")
        connection.execute("DELETE FROM search_document")
    with open_ledger(unindexed, clock=clock) as ledger:
        assert problems(ledger) == []


def test_a_deep_check_finds_an_index_that_differs(office: Office) -> None:
    populate(office)
    office.ledger.close()
    with closing(sqlite3.connect(office.ledger.path)) as connection, connection:
        connection.execute("DELETE FROM search_document WHERE kind = 'event'")
    with open_ledger(office.ledger.path, writing=False) as ledger:
        assert any("搜索索引" in problem for problem in check.check(ledger, deep=True))


def test_personal_fields_are_not_indexed(office: Office) -> None:
    office.add("member", name="张三", phone="13800000000", id_number="330683198001011234")
    office.add("unit", name="县交通局", category="承办单位", phone="0575-83260000")
    with office.ledger.read() as session:
        stored = (
            session.connection().exec_driver_sql("SELECT pieces FROM search_document").scalars()
        )
        words = "".join(stored)
    assert not any(number in words for number in ("1380000", "3306831980", "83260000"))
    assert ids(office.ledger, "1380000") == {}


def test_what_others_refer_to_is_called_by_words() -> None:
    for kind in KINDS.values():
        for spec in kind.visible_fields():
            targets = (
                [target for target, _ in spec.options]
                if isinstance(spec, OneOf)
                else [spec.target]
                if isinstance(spec, Reference)
                else []
            )
            for target in targets:
                named = KINDS[target].fields[KINDS[target].naming]
                assert is_words(named.type), (kind.name, spec.name)
                assert not isinstance(named, Reference), (kind.name, spec.name)
