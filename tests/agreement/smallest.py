"""Makes a ledger and a question on which two answers differ as small as they come."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from tests.agreement.asked import Question
from tests.agreement.rows import Book

Differs = Callable[[Book, Question], bool]


def smallest(book: Book, question: Question, differs: Differs) -> tuple[Book, Question]:
    """Leave out rows, cells and conditions as long as the answers still differ."""
    for smaller in _questions(question):
        if differs(book, smaller):
            return smallest(book, smaller, differs)
    shrunk = True
    while shrunk:
        shrunk = False
        for smaller_book in _books(book):
            if differs(smaller_book, question):
                book, shrunk = smaller_book, True
                break
    return book, question


def _questions(question: Question) -> Iterator[Question]:
    for place in range(len(question.where)):
        yield replace(question, where=question.where[:place] + question.where[place + 1 :])
    for place, (label, values) in enumerate(question.where):
        if len(values) > 1:
            for value in values:
                one = (*question.where[:place], (label, (value,)), *question.where[place + 1 :])
                yield replace(question, where=one)
    if question.by:
        yield replace(question, by="")
    if question.scope != "本级":
        yield replace(question, scope="本级")


def _books(book: Book) -> Iterator[Book]:
    """Give smaller books, the much smaller ones first."""
    for sheet in book:
        yield {name: rows for name, rows in book.items() if name != sheet}
    for sheet, rows in book.items():
        for place in range(len(rows) if len(rows) > 1 else 0):
            yield book | {sheet: rows[:place] + rows[place + 1 :]}
    for sheet, rows in book.items():
        for place, row in enumerate(rows):
            for column in row:
                less = {name: cell for name, cell in row.items() if name != column}
                yield book | {sheet: [*rows[:place], less, *rows[place + 1 :]]}


def written(book: Book) -> str:
    """Give a book in a few lines."""
    return "\n".join(
        f"{sheet}: " + " ".join(f"{name}={_cell(cell)}" for name, cell in row.items())
        for sheet, rows in book.items()
        for row in rows
    )


def _cell(cell: object) -> str:
    return "、".join(cell) if isinstance(cell, list) else str(cell)
