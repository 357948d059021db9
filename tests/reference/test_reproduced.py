"""Every figure of three published accounts comes back from records, and from nothing else."""

import hashlib
import io
import json
import shlex
from collections import Counter
from contextlib import redirect_stdout
from dataclasses import replace

import pytest

from tests.reference import __main__ as table
from tests.reference.reproduce import Ledgers, Row, everything, read_rows
from zxdesk.cli.program import run
from zxdesk.exchange.importing import import_books
from zxdesk.statistics.catalogue import INDICATORS
from zxdesk.statistics.figures import AREA, OWN, figure, period_of, read_expression
from zxdesk.store import backups
from zxdesk.store.check import check

ALL = [pytest.param(review, row, id=row.id) for review, row in everything()]
COUNTED = [one for one in ALL if one.values[1].expression]
PLAIN = [one for one in COUNTED if not one.values[1].quota]
LEFT_OUT = [one for one in ALL if not one.values[1].expression]
SUMS = ("event.public", "event.remarks", "event.amount", "document.words")

# Of the list of all figures: the first and the last number of an account, how many of each mark,
# and the hash over number, line, unit and mark of each.
LISTED = {
    "lishui_2023": (50, 88, {"Y": 26, "X": 4, "Q": 3, "S": 3, "F": 3}, "dc0a9983f24fefb1"),
    "jiangsu_2022": (117, 134, {"Q": 14, "F": 3, "S": 1}, "7419f7bee61d6959"),
    "shengzhou_2024": (135, 170, {"Y": 27, "F": 4, "X": 3, "S": 2}, "6d6099152700d66d"),
}


@pytest.mark.parametrize("review", LISTED)
def test_every_figure_of_the_list_appears_once(review: str):
    first, last, marks, digest = LISTED[review]
    rows = read_rows(review)
    assert len({row.id for row in rows}) == len(rows)
    phrases = {row.no: row for row in rows}
    assert list(phrases) == [str(number) for number in range(first, last + 1)]
    assert Counter(row.calc[0] for row in phrases.values()) == marks
    lines = ["|".join((row.no, row.line, row.unit, row.calc)) for row in phrases.values()]
    assert hashlib.sha256("\n".join(lines).encode()).hexdigest().startswith(digest)


@pytest.mark.parametrize(("review", "row"), COUNTED)
def test_a_figure_comes_back_with_its_records(ledgers: Ledgers, review: str, row: Row):
    assert row.calc[0] in "YFSQ"
    found = ledgers.reproduce(review, row)
    assert (found.value, found.number) == (row.value, row.number)
    if not row.quota and not row.by:
        code = row.expression.split()[0]
        if code in SUMS:
            assert 0 < found.records < int(row.value)
        else:
            assert found.records == int(row.value)


@pytest.mark.parametrize(("review", "row"), LEFT_OUT)
def test_what_is_no_count_says_why(review: str, row: Row):
    assert row.calc == "X"
    assert row.note
    assert not any((row.ledger, row.period, row.by, row.quota, row.value))


@pytest.mark.parametrize(("review", "row"), COUNTED)
def test_every_condition_keeps_something_out(ledgers: Ledgers, review: str, row: Row):
    ledger = ledgers.ledger(review, row.ledger)
    expression = read_expression(row.expression)

    def value(asked=expression, period=row.period):
        return figure(ledger, asked, period=period_of(ledger, period)).value

    for left_out in expression.where:
        kept = tuple(term for term in expression.where if term != left_out)
        assert value(replace(expression, where=kept)) != value(), left_out
    other = AREA if expression.scope == OWN else OWN
    assert value(replace(expression, scope=other)) != value()
    # All records there are; a register also a day before it had any.
    assert {value(period="..2030-12-31"), value(period="..2019-12-31")} != {value()}


@pytest.fixture(scope="session")
def county(ledgers: Ledgers, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A closed copy of one ledger, for the command line."""
    ledger = ledgers.ledger("shengzhou_2024", "剡城")
    copy = tmp_path_factory.mktemp("county") / "剡城.zxd"
    backups.make(ledger.path, copy, now=ledger.clock())
    return str(copy)


@pytest.mark.parametrize(
    "row",
    [one.values[1] for one in PLAIN if one.values[1].ledger == "剡城"],
    ids=lambda row: row.id,
)
def test_the_command_line_gives_the_same(county: str, row: Row):
    code, *where = shlex.split(row.expression)
    terms = ["--where", *where] if where else []
    words = ["figure", code, *terms, "--period", row.period, "--records", "--ledger", county]
    answer = io.StringIO()
    with redirect_stdout(answer):
        exit_code = run(
            [*words, "--json", "--today", "2025-01-10"], open_window=None, pictures=None
        )
    found = json.loads(answer.getvalue())
    assert (exit_code, found["value"]) == (0, int(row.value))
    assert found["unit"] == INDICATORS[code].unit
    assert len(found["records"]) == found["value"] or code in SUMS
    assert all(record["key"] and record["title"] for record in found["records"])


def test_the_whole_ledger_is_sound_and_the_same_workbook_brings_nothing_new(ledgers: Ledgers):
    ledger = ledgers.ledger("shengzhou_2024", "剡城")
    again = import_books(ledger, [ledgers.folder / "剡城.xlsx"], dry_run=True)
    assert not again.rejected_rows
    assert sum(again.added.values()) == sum(again.updated.values()) == 0
    assert check(ledger, deep=True) == []


def test_the_table_names_what_differs(ledgers: Ledgers, capsys: pytest.CaptureFixture[str]):
    rows = {row.id: row for row in read_rows("jiangsu_2022")}
    right, left_out = rows["131"], read_rows("shengzhou_2024")[3]
    wrong = replace(right, value="8")
    pairs = [("jiangsu_2022", right), ("shengzhou_2024", left_out)]
    assert table.show(ledgers, pairs) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "131   137   县委文件" in lines[3]
    assert "是" in lines[3].split()
    assert left_out.note in lines[-3]
    assert lines[-1] == "全部相符"
    assert table.show(ledgers, [("jiangsu_2022", wrong)]) == 1
    assert capsys.readouterr().out.splitlines()[-1] == "1 个不相符"
