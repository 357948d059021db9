"""A copy of the checkout in which every function of the measured modules has its mutants beside it.

mutmut writes them: a function gets a trampoline that calls the mutant the environment names.
"""

import difflib
import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

MEASURED = (
    "zxdesk/rules",
    "zxdesk/store",
    "zxdesk/statistics",
    "zxdesk/exchange/receiving.py",
    "zxdesk/exchange/understanding",
    "zxdesk/exchange/named_events.py",
    "zxdesk/exchange/unnumbered.py",
)


@dataclass(frozen=True)
class Mutant:
    """One small change of one function."""

    place: str  # the measured folder or file it lies in
    name: str  # as mutmut names it: module.mangled_function__mutmut_number
    change: str  # the lines taken away and put in their place, in a unified diff without context

    @property
    def function(self) -> str:
        """The changed function, as the trampoline names it."""
        return self.name.partition("__mutmut_")[0]


def make_copy(checkout: Path, copy: Path) -> list[Mutant]:
    """Copy what Git knows of the checkout, write the mutants into it and list them in order."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=checkout,
        check=True,
        capture_output=True,
    )
    for name in filter(None, os.fsdecode(listed.stdout).split("\0")):
        if (checkout / name).is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(checkout / name, copy / name)
    (copy / "setup.cfg").write_text("[mutmut]\nsource_paths=zxdesk\n", "utf-8")
    os.chdir(copy)  # mutmut reads its settings where it stands
    return [mutant for place in MEASURED for mutant in _written(place)]


def _written(place: str) -> Iterator[Mutant]:
    from mutmut.mutation.file_mutation import mutate_file_contents

    found = Path(place)
    for file in sorted(found.rglob("*.py")) if found.is_dir() else [found]:
        mutated = mutate_file_contents(str(file), file.read_text("utf-8"))
        if not mutated.mutant_names:
            continue
        file.write_text(mutated.code, "utf-8")
        lines = mutated.code.splitlines()
        spans = mutated.line_span_by_function_name
        module = file.with_suffix("").as_posix().replace("/", ".")
        for name in mutated.mutant_names:
            original = name.partition("__mutmut_")[0] + "__mutmut_orig"
            before, after = (
                [line.replace(one, "…") for line in lines[spans[one].start - 1 : spans[one].end]]
                for one in (original, name)
            )
            change = difflib.unified_diff(before, after, lineterm="", n=0)
            yield Mutant(place, f"{module}.{name}", "\n".join(list(change)[2:]))
