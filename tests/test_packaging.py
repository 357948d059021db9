"""What is built of the project: the licences that travel, the files, the Pythons it is for."""

import importlib.util
import re
import tomllib
from pathlib import Path
from typing import Any

from packaging.licenses import canonicalize_license_expression
from packaging.specifiers import SpecifierSet

ROOT = Path(__file__).resolve().parent.parent
RESOURCES = ROOT / "resources"
EXCEPTION = "if you create a document which uses this font"


def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def licence_texts() -> list[str]:
    patterns = project()["project"]["license-files"]
    found = [file for pattern in patterns for file in ROOT.glob(pattern)]
    return sorted(file.relative_to(ROOT).as_posix() for file in found)


def test_the_licence_names_that_of_everything_that_travels() -> None:
    expression = project()["project"]["license"]
    assert expression == canonicalize_license_expression(expression)
    named = set(expression.split(" AND "))
    assert named == {"MIT", "OFL-1.1", "GPL-3.0-only WITH Font-exception-2.0"}


def test_every_licence_text_travels() -> None:
    texts = licence_texts()
    written = [file for kind in ("MIT", "OFL", "GPL") for file in RESOURCES.rglob(f"{kind}-*.txt")]
    assert {file.relative_to(ROOT).as_posix() for file in written} == set(texts) - {"LICENSE"}
    assert "LICENSE" in texts
    assert EXCEPTION in (RESOURCES / "fonts" / "GPL-3-FandolFang.txt").read_text("utf-8")


def test_every_font_has_a_licence_in_the_table() -> None:
    table = (RESOURCES / "fonts" / "README.md").read_text("utf-8")
    rows = dict(re.findall(r"^\| (\S+\.ttf) \|(.*)\|$", table, flags=re.MULTILINE))
    assert set(rows) == {file.name for file in (RESOURCES / "fonts").glob("*.ttf")}
    assert all("OFL" in row or "GPL-3.0-only WITH" in row for row in rows.values())


def test_the_wheel_has_all_that_the_program_reads_and_nothing_that_builds() -> None:
    wheel = project()["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert wheel["only-include"] == ["zxdesk", "resources"]
    assert wheel["sources"] == {"resources": "zxdesk/data/resources"}
    assert wheel["exclude"] == ["/resources/installer"]
    builds = {".py", ".spec", ".nsi", ".c", ".in", ".lock"}
    found = {file for file in RESOURCES.rglob("*") if file.suffix in builds}
    assert {file.relative_to(RESOURCES).parts[0] for file in found} == {"installer"}


def test_the_top_of_the_project_holds_nothing_else() -> None:
    made = {line.strip("/ \n") for line in (ROOT / ".gitignore").read_text("utf-8").splitlines()}
    folders = {entry.name for entry in ROOT.iterdir() if entry.is_dir()}
    shown = {name for name in folders - made if not name.startswith((".", "_"))}
    assert shown == {"docs", "forms", "resources", "tests", "zxdesk"}


def test_the_pythons_it_is_for_are_the_same_everywhere() -> None:
    settings = project()
    (least,) = SpecifierSet(settings["project"]["requires-python"])
    assert least.operator == ">="
    oldest = least.version
    assert settings["tool"]["mypy"]["python_version"] == oldest
    assert settings["tool"]["ruff"]["target-version"] == "py" + oldest.replace(".", "")
    assert ".".join(map(str, _dev().OLDEST)) == oldest
    said = {
        "README.md": f"Python {oldest} or newer",
        "CONTRIBUTING.md": f"Python {oldest} or newer",
        "docs/install.md": f"Python {oldest} 以上",
        "dev.py": f"Python {oldest} or newer",
    }
    for name, words in said.items():
        text = (ROOT / name).read_text("utf-8")
        assert re.findall(r"Python \d\.\d+ (?:or newer|以上|to \S+)", text) == [words], name


def _dev() -> Any:
    spec = importlib.util.spec_from_file_location("dev", ROOT / "dev.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
