"""The rules of the house that no linter knows: layers, places, sizes, the lock file."""

import ast
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "zxdesk"
GENERATED = PACKAGE / "desktop" / "generated"
LONGEST_MODULE = 400

# Put together from halves, so that this file may be read by its own test.
HOSTS = [
    "pypi" + ".org",
    "python" + "hosted.org",
    "npm" + "js.org",
    "deb." + "debian.org",
    "security." + "debian.org",
]
FOLDERS = ["/" + name + "/" for name in ("work", "root", "home", "opt/wheels", "opt/pypi")]
PLACES = re.compile(
    "|".join(map(re.escape, HOSTS))
    # Not after a letter, a dot or a closing bracket: there it is the middle of another path.
    + r"|(?<![\w.~)}/])(?:" + "|".join(map(re.escape, FOLDERS)) + ")"
)  # fmt: skip

# Tests of what many modules do together, by the folder where most of it is done.
ACROSS = {
    f"{folder}/test_{name}"
    for folder, names in (
        ("cli", "files hostile_words places standing"),
        ("desktop", "qt_binding"),
        ("desktop/figures", "fit"),
        ("desktop/reporting", "counts_agree scope"),
        ("desktop/shell", "access key_tips look_lines room"),
        ("exchange", "area_rows odd_sheets"),
        ("exchange/merging", "merging two_clerks"),
        ("papers", "any_character"),
        ("statistics", "traps"),
        ("store", "closing crash drafting erased_files"),
    )
    for name in names.split()
}

# Made by tools or by the program, never committed; in a work tree of its own, .git is a file.
NOT_OURS = {ROOT / name for name in ("build", "demo", "dist", ".git")}
HIDDEN_BUT_OURS = {".ci", ".github"}


def repository_files() -> Iterator[Path]:
    """All files that may be committed."""
    for folder, below, names in os.walk(ROOT):
        below[:] = [
            name
            for name in below
            if Path(folder, name) not in NOT_OURS
            and name != "__pycache__"
            and (name[0] != "." or name in HIDDEN_BUT_OURS)
        ]
        yield from (path for name in names if (path := Path(folder, name)) not in NOT_OURS)


def text_of(file: Path) -> str:
    """The file's text; empty for a picture, a font and the like."""
    content = file.read_bytes()
    return "" if b"\0" in content else content.decode("utf-8", errors="replace")


def modules(folder: Path = PACKAGE) -> list[Path]:
    """The modules people wrote, without those a tool generates."""
    return [file for file in sorted(folder.rglob("*.py")) if GENERATED not in file.parents]


@cache
def tree_of(module: Path) -> ast.Module:
    """The module's syntax tree, read once."""
    return ast.parse(module.read_text("utf-8"), str(module))


def place(module: Path, node: ast.expr | ast.excepthandler | ast.alias) -> str:
    """Give `file:line`, as editors understand it."""
    return f"{module.relative_to(ROOT).as_posix()}:{node.lineno}"


def uses_of(name: str, module: Path) -> Iterator[str]:
    """The places where a module imports, reads or calls this name."""
    for node in ast.walk(tree_of(module)):
        match node:
            case ast.Name(id=found) | ast.Attribute(attr=found) | ast.alias(name=found):
                if found == name:
                    yield place(module, node)


def test_imports_keep_to_the_layers() -> None:
    command = "from importlinter.cli import lint_imports_command as check; check()"
    done = subprocess.run(
        [sys.executable, "-c", command, "--no-logo", "--no-cache"],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_file_names_a_registry_or_a_folder_of_one_machine() -> None:
    found = [
        f"{file.relative_to(ROOT).as_posix()}:{number}: {match[0]}"
        for file in repository_files()
        for number, line in enumerate(text_of(file).splitlines(), 1)
        if (match := PLACES.search(line))
    ]
    assert not found, "\n".join(found)


def test_decisions_are_numbered_one_after_the_other() -> None:
    files = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    expected = [f"{number:03d}" for number in range(1, len(files) + 1)]
    assert [file.name[:3] for file in files] == expected
    assert [re.findall(r"\A# (\d{3}): ", text_of(file)) for file in files] == [
        [number] for number in expected
    ]


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        str(file.relative_to(ROOT)) for file in modules() if not ast.get_docstring(tree_of(file))
    ]
    assert not silent, "\n".join(silent)


def test_no_module_is_too_long() -> None:
    lengths = {file: len(file.read_text("utf-8").splitlines()) for file in modules()}
    long = [f"{file.relative_to(ROOT)}: {n}" for file, n in lengths.items() if n > LONGEST_MODULE]
    assert not long, "\n".join(long)


def test_only_the_command_line_prints() -> None:
    printing = [
        place(module, node)
        for module in modules()
        if PACKAGE / "cli" not in module.parents
        for node in ast.walk(tree_of(module))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "print"
    ]
    assert not printing, "\n".join(printing)


def test_no_word_of_the_system_stands_in_a_sentence() -> None:
    """What the system says of a refused file is in any language: `files.reason_of` says it."""
    spoken = [
        place(module, node)
        for module in modules()
        for node in ast.walk(tree_of(module))
        if isinstance(node, ast.Attribute)
        and node.attr == "strerror"
        and not (isinstance(node.value, ast.Name) and node.value.id == "os")  # makes an error
    ]
    assert not spoken, "\n".join(spoken)


def test_no_error_is_swallowed() -> None:
    swallowing = [
        place(module, node)
        for module in modules()
        for node in ast.walk(tree_of(module))
        if isinstance(node, ast.ExceptHandler) and catches_all(node) and does_nothing(node)
    ]
    assert not swallowing, "\n".join(swallowing)


def catches_all(handler: ast.ExceptHandler) -> bool:
    """Whether the handler takes any error there is."""
    caught = handler.type
    kinds = caught.elts if isinstance(caught, ast.Tuple) else [caught]
    names = {kind.id for kind in kinds if isinstance(kind, ast.Name)}
    return caught is None or not names.isdisjoint({"Exception", "BaseException"})


def does_nothing(handler: ast.ExceptHandler) -> bool:
    """Whether the handler goes on as if nothing had happened."""
    return all(
        isinstance(step, ast.Pass | ast.Continue)
        or (isinstance(step, ast.Expr) and isinstance(step.value, ast.Constant))
        for step in handler.body
    )


def test_one_module_shows_message_boxes() -> None:
    presenter = PACKAGE / "desktop" / "base" / "messages.py"
    found = [
        use for module in modules() if module != presenter for use in uses_of("QMessageBox", module)
    ]
    assert not found, "\n".join(found)


def test_a_test_file_mirrors_its_module() -> None:
    tests = ROOT / "tests"
    files = [file.relative_to(tests) for file in tests.rglob("test_*.py")]
    mirrors = {
        file: PACKAGE / file.with_name(file.name.removeprefix("test_"))
        for file in files
        if len(file.parts) > 1 and (PACKAGE / file.parts[0]).is_dir()
    }
    alone = {
        file.with_suffix("").as_posix()
        for file, module in mirrors.items()
        if not module.is_file() and not module.with_suffix("").is_dir()
    }
    assert alone == ACROSS, "call it as the module it tests; what crosses many stands in ACROSS"


def test_nothing_processes_events_by_hand() -> None:
    ours = modules() + modules(ROOT / "tests")
    found = [use for module in ours for use in uses_of("processEvents", module)]
    assert not found, "\n".join(found)


def locked() -> dict[str, str]:
    """Each package of the lock file with its whole entry."""
    text = (ROOT / "requirements.lock").read_text("utf-8")
    entries = re.split(r"^(?=\w)", text, flags=re.MULTILINE)[1:]
    return {canonicalize_name(entry.split("==")[0]): entry for entry in entries}


def wanted() -> dict[str, Requirement]:
    """What pyproject.toml asks for, for running and for developing."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    lines = project["project"]["dependencies"] + project["dependency-groups"]["dev"]
    return {canonicalize_name(need.name): need for need in map(Requirement, lines)}


def test_the_lock_file_has_just_what_the_project_asks_for() -> None:
    direct = {name for name, entry in locked().items() if "zxdesk (pyproject.toml" in entry}
    assert direct == set(wanted()), "python dev.py lock"


def test_the_locked_versions_are_within_the_bounds() -> None:
    versions = {name: re.split(r"==|\s", entry)[1] for name, entry in locked().items()}
    astray = [
        f"{need} is locked at {versions[name]}"
        for name, need in wanted().items()
        if name in versions and not need.specifier.contains(versions[name])
    ]
    assert not astray, "\n".join(astray)


def test_every_locked_package_has_its_hashes() -> None:
    without = [name for name, entry in locked().items() if "--hash=sha256:" not in entry]
    assert not without, "\n".join(without)


def test_ruff_finds_nothing() -> None:
    for words in (["check"], ["format", "--check"]):
        done = subprocess.run(
            [sys.executable, "-m", "ruff", *words, str(ROOT)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr


def test_types_hold() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "mypy"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout
