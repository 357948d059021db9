"""Asks the program and the interpreter the same, by the thousand, and shows where they differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from random import Random
from typing import Any

from tests.agreement.asked import Question, Refused
from tests.agreement.draw import draw_book
from tests.agreement.figures import FIGURES, answer
from tests.agreement.program import ask, filled
from tests.agreement.questions import Asking
from tests.agreement.rows import Book, Office
from tests.agreement.smallest import smallest, written
from zxdesk.store import Ledger

REFUSED = "refused"
EACH = 100  # questions to a ledger


@dataclass(frozen=True)
class Pair:
    """What the interpreter and the program answer."""

    question: Question
    ours: str
    programs: str

    @property
    def agree(self) -> bool:
        """Tell whether they answer the same."""
        return self.ours == self.programs


def both(office: Office, ledger: Ledger, session: Any, question: Question) -> Pair:
    """Ask both."""
    try:
        ours = str(answer(office, question, ledger.today))
    except Refused:
        ours = REFUSED
    try:
        programs = str(ask(ledger, session, question))
    except Refused:
        programs = REFUSED
    return Pair(question, ours, programs)


@dataclass(frozen=True)
class Desk:
    """Where ledgers are made from an empty one."""

    founded: Path
    folder: Path

    def pairs(self, book: Book, now: datetime, questions: Sequence[Question]) -> Iterator[Pair]:
        """Ask both about one ledger."""
        office = Office(book, now)
        with filled(self.founded, self.folder, book, now) as ledger, ledger.read() as session:
            for question in questions:
                yield both(office, ledger, session, question)

    def smallest(self, book: Book, now: datetime, pair: Pair) -> str:
        """Give the smallest ledger and question on which the two still differ."""
        refusal = REFUSED in (pair.ours, pair.programs)

        def differs(smaller: Book, question: Question) -> bool:
            try:
                found = next(self.pairs(smaller, now, [question]))
            except (AssertionError, KeyError, AttributeError):  # rows that need what was left out
                return False
            return not found.agree and (REFUSED in (found.ours, found.programs)) == refusal

        book, question = smallest(book, pair.question, differs)
        found = next(self.pairs(book, now, [question]))
        return (
            f"{now:%F %H:%M}\n{written(book)}\n{question}\n"
            f"  interpreter {found.ours}\n  program     {found.programs}"
        )


def drawn(
    random: Random, count: int, *, questions: Random | None = None, most: int = 6
) -> tuple[Book, datetime, list[Question]]:
    """Draw a ledger and questions about it, each indicator as often as another."""
    book, now = draw_book(random, most)
    random = questions or random
    asking = Asking(random, Office(book, now), now.date())
    codes = list(FIGURES) * (count // len(FIGURES) + 1)
    random.shuffle(codes)
    return book, now, [asking.question(code) for code in codes[:count]]


@dataclass
class Tally:
    """What came of many questions."""

    asked: int = 0
    agreed: int = 0
    refused: int = 0
    zero: int = 0

    def __str__(self) -> str:
        """Give the figures in one line."""
        return (
            f"{self.agreed} of {self.asked} agree; {self.refused} are refused,"
            f" {self.zero} find nothing"
        )

    def note(self, pair: Pair) -> None:
        """Count a pair of answers."""
        self.asked += 1
        self.agreed += pair.agree
        self.refused += pair.ours == REFUSED
        self.zero += pair.ours.startswith(("0 of 0", "None"))


def by_the_thousand(desk: Desk, seed: int, count: int, *, first: int = 0) -> Iterator[Tally | str]:
    """Ask `count` questions, the ledgers from number `first` on; give tallies and differences.

    Each ledger has a seed of its own, so that one is found again by its number.
    """
    tally = Tally()
    for number in range(first, first + -(-count // EACH)):
        book, now, questions = drawn(Random(f"{seed}/{number}"), min(EACH, count - tally.asked))
        for pair in list(desk.pairs(book, now, questions)):
            tally.note(pair)
            if not pair.agree:
                yield f"ledger {number} of seed {seed}, {desk.smallest(book, now, pair)}"
        yield tally
