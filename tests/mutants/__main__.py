"""python -m tests.mutants --sample 400 --seed 7 --folder DIR: how many small faults the tests find.

Needs `mutmut` beside what the tests need. What DIR keeps of an earlier call is not done again.
"""

import argparse
import json
import os
import subprocess
import sys
from collections import Counter
from dataclasses import asdict
from pathlib import Path
from random import Random

from tests.mutants.copy import MEASURED, Mutant, make_copy
from tests.mutants.running import read_verdicts

CHECKOUT = Path(__file__).resolve().parents[2]


def main() -> int:
    """Draw, run and tell."""
    parser = argparse.ArgumentParser(prog="tests.mutants")
    parser.add_argument("--sample", type=int, default=400)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--jobs", type=int, default=1, help="processes at a time")
    parser.add_argument("--folder", type=Path, required=True, help="made; keeps the state")
    asked = parser.parse_args()
    folder: Path = asked.folder.resolve()
    copy = folder / "copy"
    if not (folder / "sample.json").exists():
        copy.mkdir(parents=True)
        mutants = make_copy(CHECKOUT, copy)
        drawn = [asdict(one) for one in draw(mutants, asked.sample, asked.seed)]
        text = json.dumps(drawn, ensure_ascii=False, indent=1)
        (folder / "sample.json").write_text(text, "utf-8")
    command = [sys.executable, "-m", "tests.mutants.running", str(folder)]
    where = {"cwd": copy, "env": {**os.environ, "PYTHONPATH": str(copy)}}
    if not (folder / "hits.json").exists():
        subprocess.run(command, check=True, **where)
    shares = [
        subprocess.Popen([*command, str(share), str(asked.jobs)], **where)
        for share in range(asked.jobs)
    ]
    if any(share.wait() for share in shares):
        return 1
    tell(folder)
    return 0


def draw(mutants: list[Mutant], sample: int, seed: int) -> list[Mutant]:
    """Draw from each place in proportion to what it holds."""
    chance = Random(seed)
    drawn = []
    for place in MEASURED:
        here = [mutant for mutant in mutants if mutant.place == place]
        drawn += chance.sample(here, round(sample * len(here) / len(mutants)))
    return drawn


def tell(folder: Path) -> None:
    """Print every survivor and every broken run, then the share of killed mutants in each place."""
    sample = json.loads((folder / "sample.json").read_text("utf-8"))
    verdicts = read_verdicts(folder)
    killed: Counter[str] = Counter()
    broken = 0
    for mutant in sample:
        said = verdicts[mutant["name"]]
        if said["killed"]:
            killed[mutant["place"]] += 1
        elif "broken" in said:
            broken += 1
            sys.stdout.write(
                f"{mutant['name']}: broken run, pytest ended with {said['broken']}\n\n"
            )
        else:
            sys.stdout.write(f"{mutant['name']}\n{mutant['change']}\n\n")
    drawn = Counter(mutant["place"] for mutant in sample)
    for place, number in (drawn | {"together": drawn.total()}).items():
        dead = killed[place] if place in drawn else killed.total()
        sys.stdout.write(f"{place}: {dead} of {number} killed, {dead / number:.1%}\n")
    if broken:
        sys.stdout.write(f"{broken} broken runs, which say nothing of the tests\n")


if __name__ == "__main__":
    sys.exit(main())
