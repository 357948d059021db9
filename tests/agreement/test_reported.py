"""What is reported in tables, quotas, packages and roll-ups is what the interpreter counts."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.agreement.asked import Question, read_question
from tests.agreement.asking import both
from tests.agreement.draw import Drawing
from tests.agreement.figures import FIGURES, answer
from tests.agreement.program import filled, take_in
from tests.agreement.questions import Asking
from tests.agreement.rows import HERE, OWNER, Book, Cells, Office
from tests.ledgers import founded
from zxdesk.exchange.packages import export_package
from zxdesk.exchange.receiving import receive_package
from zxdesk.records import KINDS
from zxdesk.records.target import EACH, SPANS
from zxdesk.rules.periods import Period, quarter, quarter_of, this_year
from zxdesk.services.ledgers import found_ledger
from zxdesk.services.quarters import close_quarter
from zxdesk.services.records import create
from zxdesk.statistics import closings
from zxdesk.statistics.catalogue import INDICATORS
from zxdesk.statistics.object_tables import ObjectTable, object_table
from zxdesk.statistics.quotas import quota_standings
from zxdesk.statistics.reporting import COLUMNS, columns_of, quarter_table
from zxdesk.statistics.rollup import roll_up
from zxdesk.store import Ledger

__all__ = ["founded"]

NOW = datetime(2026, 12, 31, 9, 30)
KEYS = {"活动": ("编号",), "社情民意": ("编号",), "提案": ("届次", "会次", "流水号")}
# Who owes what, and by which label it goes to each.
OWED = (
    ("全体", "event.held", ""),
    ("全体", "proposal.reply_rate", ""),
    ("界别", "event.held", "主办单位"),
    ("专委会", "event.held", "主办单位"),
    ("品牌", "event.held", "品牌"),
    ("阵地", "event.members 身份=应到", "阵地"),
    ("界别", "event.members 身份=应到", "界别"),
    ("委员", "event.attendances", "委员"),
    ("委员", "proposal.received", "第一提案人"),
    ("活动组", "opinion.items", "反映人.活动组"),
    ("专委会", "opinion.items", "反映单位"),
    ("承办单位", "proposal.assigned", "主办单位"),
    ("阵地", "suggestion.count", "来源.阵地"),
    ("专委会", "consultation.topics", "牵头单位"),
    ("品牌", "event.venues", "品牌"),
)
# Tables whose rows are the parts of a whole; those of T7 under each of its headings.
PARTS = ("T4", "T5", "T6", "T7")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Try each test on some ledgers, on more where `--loops` asks for it."""
    rounds = min(metafunc.config.getoption("--loops") // 100, 20)
    if "turn" in metafunc.fixturenames:
        metafunc.parametrize("turn", range(rounds + 1))


@pytest.fixture
def chance(chance: Random, turn: int) -> Random:
    """Draw something else in every turn: it is in the name that the draw begins from."""
    return chance


def draw(chance: Random, most: int = 6) -> Book:
    """Draw what one committee keeps, the states of events written out."""
    drawing = Drawing(chance)
    drawing.committee("", most)
    for event in drawing.book.get("活动", ()):
        event.setdefault("状态", "已举办")
    return drawing.book


def words(period: Period) -> str:
    """Give a period as a question writes it."""
    return f"{period.first or ''}..{period.last}"


def value(office: Office, expression: str, period: Period, today: date, **how: Any) -> Any:
    """Give what the interpreter counts."""
    scope = how.pop("scope", "本级")
    return answer(office, read_question(expression, words(period), scope), today, **how).value


def cells_of(office: Office, ledger: Ledger, period: Period) -> dict[tuple[str, str], Any]:
    """Give what the interpreter counts for every cell of the reporting table."""
    return {
        (row.id, column): value(office, row.expression, each, ledger.today)
        for row in quarter_table(ledger, period).rows
        for column, each in zip(COLUMNS, columns_of(period), strict=True)
    }


def drawn_quarter(chance: Random) -> Period:
    """Draw a quarter that may have a year before it."""
    return quarter(chance.choice((2025, 2026)), chance.choice((1, 2, 3, 4)))


def edits(chance: Random, book: Book) -> Book:
    """Draw changes of some rows, and new ones."""
    day = lambda: date(2025, 1, 1) + timedelta(days=chance.randrange(730))  # noqa: E731
    moment = lambda: datetime.combine(day(), datetime.min.time())  # noqa: E731
    changed: Book = {}
    for sheet, change in (
        ("活动", lambda: {"状态": chance.choice(("已举办", "取消")), "群众人次": 7}),
        ("活动", lambda: {"开始时间": moment()}),
        ("社情民意", lambda: {"提交日期": day()}),
        ("提案", lambda: {"提交日期": day(), "提案者性质": "集体"}),
    ):
        for row in chance.sample(book.get(sheet, []), len(book.get(sheet, [])) // 2):
            keys = {key: row[key] for key in KEYS[sheet]}
            names = {"案由": row["案由"]} if sheet == "提案" else {}
            changed.setdefault(sheet, []).append({**keys, **names, **change()})
    for number in range(chance.randrange(3)):
        changed.setdefault("活动", []).append(
            {
                "编号": f"H9{number}",
                "名称": "补记",
                "类型": "读书",
                "开始时间": moment(),
                "状态": "已举办",
            }
        )
    return changed


def merged(book: Book, changed: Book) -> Book:
    """Give a book after changes: a blank cell never clears."""
    found = {sheet: [dict(row) for row in rows] for sheet, rows in book.items()}
    for sheet, rows in changed.items():
        for row in rows:
            key = [row.get(name) for name in KEYS[sheet]]
            old = [r for r in found.get(sheet, []) if [r.get(n) for n in KEYS[sheet]] == key]
            if old:
                old[0].update(row)
            else:
                found.setdefault(sheet, []).append(dict(row))
    return found


def test_every_cell_of_a_quarter_is_counted_alike(
    founded: Path, tmp_path: Path, chance: Random
) -> None:
    book = draw(chance)
    office = Office(book, NOW)
    with filled(founded, tmp_path, book, NOW) as ledger:
        for _ in range(4):
            period = drawn_quarter(chance)
            table = quarter_table(ledger, period)
            found = {
                (r.id, c): v for r in table.rows for c, v in zip(COLUMNS, r.values, strict=True)
            }
            assert found == cells_of(office, ledger, period)


def test_a_closed_quarter_is_restated_where_the_rows_say_another_number(
    founded: Path, tmp_path: Path, chance: Random
) -> None:
    book, period = draw(chance), drawn_quarter(chance)
    with filled(founded, tmp_path, book, NOW) as ledger:
        before = cells_of(Office(book, NOW), ledger, period)
        close_quarter(ledger, period, force=True)
        changed = edits(chance, book)
        take_in(ledger, tmp_path, changed)
        after = cells_of(Office(merged(book, changed), NOW), ledger, period)
        with ledger.read() as session:
            closing = closings.standing(session, period, owner_id=ledger.own_id)
            assert closing is not None
            restated = closings.restatements(session, ledger, closing)
        assert {(one.row, one.column): (one.old, one.new) for one in restated} == {
            cell: (before[cell], after[cell]) for cell in before if before[cell] != after[cell]
        }


def quotas(chance: Random, ledger: Ledger) -> None:
    """Draw quotas."""
    with ledger.write("任务") as session:
        for number, (each, expression, label) in enumerate(chance.sample(OWED, 7)):
            assert each in EACH
            values = {
                "name": f"任务{number}",
                "expression": expression,
                "each": each,
                "label": label or None,
                "target": chance.choice((1, 2)),
                "span": chance.choice(SPANS),
            }
            create(session, KINDS["quota"], values, owner_id=ledger.own_id, today=ledger.today)


def test_a_quota_counts_what_its_figure_counts(
    founded: Path, tmp_path: Path, chance: Random
) -> None:
    book = draw(chance)
    for row in (*book.get("品牌", ()), *book.get("阵地", ())):
        row["每年指标"] = chance.choice(("2", "1+X"))
    office = Office(book, NOW)
    with filled(founded, tmp_path, book, NOW) as ledger:
        quotas(chance, ledger)
        for quota in quota_standings(ledger, chance.choice((2025, 2026))):
            for one in quota.standings:
                done = [count.done for count in one.counts]
                asked = [
                    value(office, str(count.expression), count.period, ledger.today) or 0
                    for count in one.counts
                ]
                assert done == asked, (quota.name, one.title)
                least = one.counts[0].target
                assert [c.missing for c in one.counts] == [max(least - n, 0) for n in asked]


def test_every_cell_of_a_table_of_objects_is_counted_alike(
    founded: Path, tmp_path: Path, chance: Random
) -> None:
    book = draw(chance)
    office = Office(book, NOW)
    period = chance.choice((drawn_quarter(chance), this_year(NOW.date())))
    with filled(founded, tmp_path, book, NOW) as ledger:
        for number in ("T2", "T3", *PARTS, "T8"):
            table = object_table(ledger, period, number)
            for row in table.rows:
                for cell in row.cells:
                    if cell.expression is not None and isinstance(cell.value, int):
                        asked = value(office, str(cell.expression), period, ledger.today)
                        assert cell.value == asked, (number, row.title, str(cell.expression))
            if number in PARTS:
                assert rests(office, ledger, table) == set(told(table)), number


def rests(office: Office, ledger: Ledger, table: ObjectTable) -> set[str]:
    """Give the columns whose parts do not make up what the interpreter counts in all."""
    found = set()
    for heading in {row.group for row in table.rows}:
        rows = [row for row in table.rows if row.group == heading]
        for place, column in enumerate(table.table.rows):
            code = column.expression.partition(" ")[0]
            if not code or "÷" in column.expression or INDICATORS[code].unit in ("人", "%"):
                continue
            whole = value(office, column.expression, table.period, ledger.today)
            if sum(row.cells[place].value for row in rows) != whole:
                found.add(f"{column.group}：{column.label}".lstrip("：") + heading)
    return found


def told(table: ObjectTable) -> Iterator[str]:
    """Give the columns of which the table says that its rows do not make up the total."""
    for remark in table.remarks:
        caption, _, rest = remark.removeprefix("“").partition("”")
        yield caption + (rest[1:].partition("分，")[0] if rest.startswith("按") else "")


def of_committee(book: Book, name: str) -> Book:
    """Give a book as the rows of a committee that was received."""
    return {sheet: [row | {OWNER: name} for row in rows] for sheet, rows in book.items()}


def joined(*books: Book) -> Book:
    """Put the rows of several books into one."""
    found: dict[str, list[Cells]] = {}
    for book in books:
        for sheet, rows in book.items():
            found.setdefault(sheet, []).extend(rows)
    return found


@contextmanager
def received(
    founded: Path, folder: Path, counties: dict[str, tuple[Book, Period]], own: Book
) -> Iterator[Ledger]:
    """Give the ledger of a city that has taken in the packages of these counties."""
    packages = []
    for name, (book, period) in counties.items():
        place = folder / name
        place.mkdir()
        empty = place / "空.zxd"
        found_ledger(empty, committee=name, level="县", clock=lambda: NOW).close()
        with filled(empty, place, book, NOW) as county:
            written = export_package(
                county,
                period,
                place / "出",
                force=True,
            )
            packages.append(written.path)
    with ExitStack() as stack:
        empty = folder / "市.zxd"
        found_ledger(empty, committee="政协云州市委员会", level="市", clock=lambda: NOW).close()
        city = stack.enter_context(filled(empty, folder, own, NOW))
        for path in packages:
            receive_package(city, path)
        yield city


def test_packages_and_the_roll_up_are_counted_alike(
    founded: Path, tmp_path: Path, chance: Random
) -> None:
    own, period = draw(chance, 3), drawn_quarter(chance)
    counties = {f"政协{name}委员会": draw(chance, 5) for name in ("甲县", "乙县")}
    assert period.first is not None
    before = quarter_of(period.first - timedelta(days=1))
    # What the second brought with the quarter before counts in no cell of this one.
    sent = dict(zip(counties, (period, chance.choice((period, before))), strict=True))
    theirs = {n: of_committee(b, n) for n, b in counties.items()}
    reported = [n for n in counties if sent[n] == period]
    office = Office(joined(own, *theirs.values()), NOW)
    counted = Office(joined(own, *(theirs[n] for n in reported)), NOW)
    packages = {n: (b, sent[n]) for n, b in counties.items()}
    with received(founded, tmp_path, packages, own) as city:
        rolled = roll_up(city, period)
        assert rolled.rows
        assert rolled.unreported == tuple(n for n in counties if n not in reported)
        for row in rolled.rows:
            for name, found in row.values.items():
                if name in rolled.unreported:
                    assert found is None
                    continue
                owner = name if name in counties else HERE
                asked = value(office, row.expression, period, city.today, owner=owner)
                assert found == asked, (name, row.expression)
            asked = value(counted, row.expression, period, city.today, scope="辖区")
            assert row.total == asked, row.expression
        asking = Asking(chance, office, city.today)
        with city.read() as session:
            for code in FIGURES:
                pair = both(office, city, session, _everywhere(asking.question(code)))
                assert pair.programs == pair.ours, pair.question


def _everywhere(question: Question) -> Question:
    return Question(question.code, question.where, question.period, "辖区", question.by)
