"""A rule is asked wherever a record is written or looked at, without being wired to any of it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.kinds import present
from tests.ledgers import Office, lent
from zxdesk.exchange.checking import check_ledger
from zxdesk.exchange.exporting import export_book
from zxdesk.exchange.importing import import_books
from zxdesk.records import KINDS, RecordKind, workbook_kinds
from zxdesk.rules import findings
from zxdesk.rules.rule import Rule, hard, odd
from zxdesk.services.records import InvalidRecord
from zxdesk.services.ruling import doubts
from zxdesk.store import Ledger, history

SENTENCE = "试试看，是否问到"
SHEETS = workbook_kinds()
Add = Callable[[RecordKind, Rule], None]


def trial(kind: RecordKind, *, linked: bool = False, is_hard: bool = True) -> Rule:
    """A rule that every record of a kind breaks."""
    needs = tuple(findings.paths_of(kind.name)[:1]) if linked else ()
    make = hard if is_hard else odd
    return make("trial", kind.naming, SENTENCE, lambda *_: True, needs=needs)


@pytest.fixture
def add(monkeypatch: pytest.MonkeyPatch) -> Iterator[Add]:
    """Adds a rule to those of a kind."""
    asked = (findings.rules_of, findings.paths_of, findings.fields_read)

    def forget() -> None:
        for one in asked:
            one.cache_clear()

    def added(kind: RecordKind, rule: Rule) -> None:
        own = findings._OWN.get(kind.name, ())
        monkeypatch.setitem(findings._OWN, kind.name, (*own, rule))
        forget()

    yield added
    monkeypatch.undo()
    forget()


@pytest.fixture(scope="module")
def book(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two records of every kind as a workbook."""
    folder = tmp_path_factory.mktemp("rules")
    copy = folder / "copy.zxd"
    copy.write_bytes(filled.read_bytes())
    with lent(copy) as ledger:
        office = Office(ledger)
        for opinion, issue in zip((1, 2), present(office)["issue"], strict=True):
            office.change("opinion", opinion, issue_id=issue)
        export_book(ledger, workbook_kinds(), folder / "全部.xlsx")
    return folder / "全部.xlsx"


@pytest.mark.parametrize("linked", [False, True], ids=["own", "linked"])
def test_an_import_leaves_out_the_rows_that_break_a_rule(
    ledger: Ledger, book: Path, add: Add, linked: bool
) -> None:
    # Rows of the sheets behind it refer to those left out: so the last sheets come first.
    for kind in reversed(SHEETS):
        add(kind, trial(kind, linked=linked))
        report = import_books(ledger, [book], dry_run=True)
        mine = [r for r in report.rejected if r.sheet == kind.sheet and r.reason == SENTENCE]
        assert [r.row for r in mine] == [2, 3], kind.sheet
        assert {r.column for r in mine} == {kind.fields[kind.naming].title}


def test_an_import_notes_what_is_odd_and_takes_it(ledger: Ledger, book: Path, add: Add) -> None:
    for kind in SHEETS:
        add(kind, trial(kind, is_hard=False))
    report = import_books(ledger, [book])
    assert not report.rejected
    noted = [note for note in report.notes if SENTENCE in note]
    assert len(noted) == len(SHEETS)
    for kind in SHEETS:
        assert any(note.startswith(f"“{kind.sheet}”第 2、3 行") for note in noted), kind.sheet


def test_forms_and_the_check_ask_every_rule(stocked: Office, add: Add) -> None:
    ids = present(stocked)
    for kind in KINDS.values():
        add(kind, trial(kind, is_hard=False))
        values = stocked.values(kind.name, ids[kind.name][0])
        assert values
        again = doubts_of(stocked, kind, values, ids[kind.name][0])
        assert again[kind.naming] == SENTENCE
    found = check_ledger(stocked.ledger)
    assert not found.problems
    for kind in KINDS.values():
        mine = [n for n in found.notes if n.startswith(kind.sheet) and n.endswith(SENTENCE)]
        assert mine, kind.sheet


def test_what_is_impossible_is_refused_and_a_problem(stocked: Office, add: Add) -> None:
    ids = present(stocked)
    steps = history.listed(stocked.ledger, limit=1)
    for kind in KINDS.values():
        values = stocked.values(kind.name, ids[kind.name][0])
        assert values
        add(kind, trial(kind))
        with pytest.raises(InvalidRecord, match=SENTENCE):
            stocked.add(kind.name, **{s.name: values[s.name] for s in kind.visible_fields()})
    problems = check_ledger(stocked.ledger).problems
    for kind in KINDS.values():
        mine = [p for p in problems if p.startswith(kind.sheet) and p.endswith(SENTENCE)]
        assert mine, kind.sheet
    assert history.listed(stocked.ledger, limit=1) == steps


def doubts_of(
    office: Office, kind: RecordKind, values: dict[str, object], record_id: int
) -> dict[str, str]:
    owner, today = office.ledger.own_id, office.ledger.today
    found: dict[str, str] = office.ask(
        doubts, kind, values, owner_id=owner, today=today, record_id=record_id
    )
    return found
