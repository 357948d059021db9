"""The full-text index: the same answer as a plain scan, after whatever was done."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from tests.kinds import populate
from tests.ledgers import Office, clock
from zxdesk import text
from zxdesk.records import KINDS, Committee, Setting
from zxdesk.records.kind import OneOf, Reference
from zxdesk.store import (
    Ledger,
    check,
    fulltext,
    history,
    lookup,
    open_ledger,
    searchable,
    steps,
    tokens,
)
from zxdesk.store.search_entries import Entry, record_of
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


def test_every_character_has_a_token_of_its_own_that_says_which() -> None:
    for code in (*range(0x80, 0xA000), 0x10FFFF):
        token = tokens._TOKENS[chr(code)]
        assert int(token, 36) == code
        assert len(token) <= 4
        assert not token.startswith(tokens._PLAIN)


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


def entries(ledger: Ledger, typed: str) -> list[Entry]:
    """The documents found, as the index keeps them."""
    with ledger.read() as session:
        connection = session.connection()
        found = lookup.find(connection, lookup.folded(typed), most=50)
        return lookup.entries(connection, [number for one in found for number in one.first])


def problems(ledger: Ledger) -> list[str]:
    with ledger.read() as session:
        return fulltext.problems(session.connection())


def test_every_kind_is_indexed_as_it_is_written(stocked: Office) -> None:
    assert problems(stocked.ledger) == []
    assert ids(stocked.ledger, "议题甲").keys() >= {"consultation"}


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
    unit = next(iter(ids(stocked.ledger, "单位名称甲")["unit"]))
    event = stocked.add("event", name="调研", organisers=(unit,))
    member = stocked.member("王五", sector_id=unit)
    stocked.change("unit", unit, name="文艺界")
    found = ids(stocked.ledger, "文艺界")
    assert found["event"] == [event]
    assert found["proposal"]
    assert found["member"] == [member]
    assert ids(stocked.ledger, "单位名称甲") == {}
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


def test_a_key_of_several_parts_is_found_as_people_write_it(office: Office) -> None:
    proposal = office.add("proposal", serial="21", subject="增设公交")
    assert ids(office.ledger, "五届/三次/21") == {"proposal": [proposal]}
    assert ids(office.ledger, "五届三次21") == {"proposal": [proposal]}
    # The number of an issue is its name, which its year does not make another.
    office.add("issue", number="第12期")
    assert ids(office.ledger, "2026/第12期") == {}
    with office.ledger.read() as session:
        connection = session.connection()
        (number,) = lookup.find(connection, ["五届三次21"], most=1)[0].first
        (entry,) = lookup.entries(connection, [number])
    # What is left empty, a reference too, is no word.
    assert [(piece.caption, piece.words) for piece in entry.words()] == [
        ("编号", "五届/三次/21"),
        ("编号", "五届三次21"),
        ("流水号", "21"),
        ("案由", "增设公交"),
    ]


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


@pytest.mark.parametrize("typed", ["单位名称甲", "xmj", "甲 议题", "W", "查无此词"])
def test_without_an_index_the_records_are_read(filled: Path, unindexed: Path, typed: str) -> None:
    with (
        open_ledger(filled, writing=False) as first,
        open_ledger(unindexed, writing=False) as other,
    ):
        assert ids(other, typed) == ids(first, typed)
        assert bool(ids(first, typed)) == (typed != "查无此词")
        assert entries(other, typed) == entries(first, typed)


def test_an_index_of_another_make_is_made_anew(unindexed: Path) -> None:
    with open_ledger(unindexed, clock=clock) as ledger:
        assert ids(ledger, "单位名称甲")
        assert check.check(ledger, deep=True) == []
    with closing(sqlite3.connect(unindexed)) as connection, connection:
        connection.execute("UPDATE search_state SET make = '旧'")
        connection.execute("DELETE FROM search_document")
    with open_ledger(unindexed, clock=clock) as ledger:
        assert problems(ledger) == []


def test_a_deep_check_finds_an_index_that_differs(office: Office) -> None:
    populate(office)
    office.ledger.close()
    for spoil in (
        "UPDATE search_document SET pieces = '[[' WHERE kind = 'unit'",
        "DELETE FROM search_document WHERE kind = 'event'",
        "INSERT INTO search_text (rowid, words) SELECT id, 'zzz61' FROM search_document LIMIT 1",
    ):
        with closing(sqlite3.connect(office.ledger.path)) as connection, connection:
            connection.execute(spoil)
        with open_ledger(office.ledger.path, writing=False) as ledger:
            assert any("搜索索引" in problem for problem in check.check(ledger, deep=True))


def flipped_bits(content: bytes, times: int) -> Iterator[bytes]:
    """Give content with one bit turned over, at places spread over all of it."""
    for number in range(times):
        place = (2 * number + 1) * len(content) // (2 * times)
        yield content[:place] + bytes([content[place] ^ (1 << number % 8)]) + content[place + 1 :]


def test_a_deep_check_finds_flipped_bits_of_the_index(office: Office, loops: int) -> None:
    """All but those that change no answer, such as a length that is read nowhere."""
    populate(office)
    office.ledger._let_go()
    tried = seen = 0
    with closing(sqlite3.connect(office.ledger.path, isolation_level=None)) as connection:
        connection.execute("INSERT INTO search_text (search_text) VALUES ('optimize')")
        blocks = connection.execute("SELECT id, block FROM search_text_data WHERE id > 10")
        for number, block in blocks.fetchall():
            update = "UPDATE search_text_data SET block = ? WHERE id = ?"
            for spoilt in flipped_bits(block, loops):
                connection.execute(update, (spoilt, number))
                with open_ledger(office.ledger.path, writing=False) as ledger:
                    tried, seen = tried + 1, seen + bool(problems(ledger))
            connection.execute(update, (block, number))
    with open_ledger(office.ledger.path, writing=False) as ledger:
        assert problems(ledger) == []
    assert tried > 40
    assert seen / tried >= 0.8, (seen, tried)


def test_a_deep_check_finds_a_word_that_the_index_has_otherwise(office: Office) -> None:
    office.add("unit", name="经济界")
    office.ledger._let_go()
    with closing(sqlite3.connect(office.ledger.path)) as connection, connection:
        (number,) = connection.execute("SELECT max(id) FROM search_document").fetchone()
        connection.execute("INSERT INTO search_text (rowid, words) VALUES (?, 'zzz')", (number,))
    with open_ledger(office.ledger.path, writing=False) as ledger:
        assert problems(ledger)


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


def test_whoever_has_words_is_among_those_that_may(filled: Path) -> None:
    with open_ledger(filled, writing=False) as ledger, ledger.connection() as connection:
        for kind in searchable.SEARCHED:
            everyone = connection.scalars(sa.select(kind.table.c.id)).all()
            found = {d.record for d in searchable.documents(connection, kind, everyone)}
            assert found <= set(connection.scalars(searchable.speaking(kind))), kind.name


def test_who_only_ties_two_together_is_not_looked_through(office: Office) -> None:
    event = office.add("event", name="读书会")
    silent, spoken = (office.member(name) for name in ("张三", "李四"))
    office.add("attendance", event_id=event, member_id=silent)
    told = office.add("attendance", event_id=event, member_id=spoken, status="请假", reason="出差")
    with office.ledger.connection() as connection:
        found = connection.scalars(searchable.speaking(KINDS["attendance"])).all()
    assert found == [told]
