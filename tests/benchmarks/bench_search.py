"""How fast search answers over 100,000 records.

Run by hand: `python tests/benchmarks/bench_search.py`.
Prints, for each keystroke, how long the whole answer takes (groups, counts, hits with their marks),
and how many times longer a plain LIKE scan over the same texts would.
"""

import argparse
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from zxdesk.queries.search import search
from zxdesk.records import KINDS
from zxdesk.store import Ledger, new_ledger, sqlite

TYPED = (
    ("养", "养老", "养老服", "养老服务"),
    ("2", "20", "202", "2026", "JY-2026-00118"),
    ("z", "zs", "zha", "zhangsan"),
    ("的", "的建", "县", "县政", "县政府"),
    ("养老 社区", "查无此词"),
)
PHRASES = (
    "完善社区居家养老服务",
    "加快老旧小区改造",
    "推进城乡供水一体化",
    "整治背街小巷环境",
    "优化营商环境",
    "县政府有关部门要加强协调",
    "建议增设公交线路",
    "农村电商物流配送",
    "校园周边交通拥堵",
    "修缮古桥古道",
    "医养结合的试点",
    "提高办理的质量",
    "保护历史文化街区",
    "发展乡村旅游的意见",
    "社区食堂的运营",
)
SURNAMES, GIVEN = (
    "张王李赵陈杨黄周吴徐孙胡朱高林何郭马罗梁单曾仇解",
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞三",
)
ROUNDS = 5


def rows(kind: str, count: int, chance: random.Random) -> Iterator[dict[str, Any]]:
    """Make rows of a kind, about 100 characters each."""
    for number in range(count):
        day = f"{2016 + number % 11}-{1 + number % 12:02d}-{1 + number % 28:02d}"
        words = "，".join(chance.choices(PHRASES, k=9))
        name = chance.choice(SURNAMES) + "".join(chance.choices(GIVEN, k=2))
        code = f"{day[:4]}-{number:05d}"
        yield {
            "member": {"number": f"W-{code}", "name": name, "note": words},
            "event": {
                "number": f"HD-{code}",
                "name": words[:20],
                "type": "视察",
                "start": f"{day} 09:00:00.000000",
                "state": "已举办",
                "minutes": words,
            },
            "opinion": {
                "number": f"SQ-{code}",
                "title": words[:20],
                "body": words,
                "submitted_on": day,
            },
        }[kind]


def fill(ledger: Ledger, total: int) -> None:
    """Write the records in one step."""
    chance = random.Random(7)
    shares = {"member": total // 20, "event": total * 45 // 100}
    shares["opinion"] = total - sum(shares.values())
    with ledger.write("试验数据") as session:
        for kind, count in shares.items():
            table = KINDS[kind].table
            defaults = {
                column.name: column.default.arg
                for column in table.columns
                if column.default is not None and column.default.is_scalar
            }
            made = [
                {"owner_id": ledger.own_id}
                | defaults
                | {k: v for k, v in row.items() if k in table.c}
                for row in rows(kind, count, chance)
            ]
            names = ", ".join(made[0])
            places = ", ".join(f":{name}" for name in made[0])
            raw: Any = session.connection().connection.driver_connection
            raw.executemany(f"INSERT INTO {kind} ({names}) VALUES ({places})", made)


def milliseconds(work: Callable[[], object]) -> float:
    """Give the median time of a piece of work."""
    taken = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken)


def measure(ledger: Ledger) -> None:
    """Print the time of every keystroke."""
    plain = sqlite.connect_for_reading(ledger.path)
    scan = "SELECT count(*) FROM search_document WHERE pieces LIKE '%' || ? || '%'"
    for word in (word for words in TYPED for word in words):
        found = search(ledger, word, limit=24, each=4)
        ours = milliseconds(lambda word=word: search(ledger, word, limit=24, each=4))
        like = milliseconds(lambda word=word: plain.execute(scan, (word,)).fetchone())
        print(
            f"{word:<16} {found.total:>7} {ours:8.1f} ms  LIKE {like:8.1f} ms  {like / ours:6.1f}×"
        )
    plain.close()


def main() -> None:
    """Make a ledger, fill it and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=100_000)
    total = parser.parse_args().records
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "试验.zxd"
        with new_ledger(path, committee="试验", level="县") as ledger:
            start = time.perf_counter()
            fill(ledger, total)
            print(f"{total} records written and indexed in {time.perf_counter() - start:.0f} s")
            measure(ledger)


if __name__ == "__main__":
    main()
