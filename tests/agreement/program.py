"""The program, asked: a ledger filled by an import, and figures of it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from tests.agreement.asked import Question, Refused
from tests.agreement.counting import Answer
from tests.agreement.rows import Book
from tests.ledgers import lent
from zxdesk.errors import UserError
from zxdesk.exchange import importing
from zxdesk.exchange.incoming import read_rows
from zxdesk.statistics.figures import Expression, figure_in, period_of, records_in
from zxdesk.store import Ledger


def write_book(file: Path, book: Book) -> Path:
    """Write rows as the workbook of an office."""
    with xlsxwriter.Workbook(file, {"default_date_format": "yyyy-mm-dd hh:mm"}) as workbook:
        for sheet, rows in book.items():
            page = workbook.add_worksheet(sheet)
            columns = list(dict.fromkeys(column for row in rows for column in row))
            page.write_row(0, 0, columns)
            for number, row in enumerate(rows, 1):
                for place, column in enumerate(columns):
                    page.write(number, place, _cell(row.get(column)))
    return file


def _cell(value: Any) -> Any:
    return "、".join(value) if isinstance(value, list) else value


def take_in(ledger: Ledger, folder: Path, book: Book) -> None:
    """Take a book in; every row must be taken, also one that breaks a rule of the office.

    Figures must be right over whatever stands in a ledger, as it was received or merged.
    """
    file = write_book(folder / "台账.xlsx", book)
    now = ledger.clock()
    with ledger.write("导入") as session:
        saver = importing.Saver(
            session, own_id=ledger.own_id, today=now.date(), now=now, ask=importing.Ask.FIRM
        )
        importing._Import(saver, read_rows([file]).entries, None).run()
        report = saver.report
    assert not report.rejected, [
        (r.sheet, r.row, r.column, r.value, r.reason) for r in report.rejected
    ]


@contextmanager
def filled(founded: Path, folder: Path, book: Book, now: datetime) -> Iterator[Ledger]:
    """Open a ledger that holds a book."""
    file = folder / "台账.zxd"
    file.unlink(missing_ok=True)
    shutil.copy(founded, file)
    with lent(file, lambda: now) as ledger:
        if book:
            take_in(ledger, folder, book)
        yield ledger


def ask(ledger: Ledger, session: Any, question: Question) -> Answer:
    """Ask the program; raise Refused where it says that the question is none."""
    expression = Expression(code=question.code, where=question.where, scope=question.scope)
    try:
        period = period_of(ledger, question.period) if question.period else None
        found = figure_in(session, ledger, expression, period=period, by=question.by)
        _, ids = records_in(session, ledger, expression, period=period)
    except UserError as error:
        raise Refused(str(error)) from error
    groups = tuple(sorted((name, _rounded(value)) for name, value in found.groups))
    return Answer(_rounded(found.value), found.numerator, found.denominator, groups, len(ids))


def _rounded(value: Any) -> Any:
    return round(value, 2) if isinstance(value, float) else value
