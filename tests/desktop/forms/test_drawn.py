"""The drawn forms: their fields, their headings, and that they were compiled."""

import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from zxdesk.desktop.forms.drawn import DRAWN
from zxdesk.records import KINDS

ROOT = Path(__file__).resolve().parents[3]
FORMS = ROOT / "forms"
GENERATED = ROOT / "zxdesk" / "desktop" / "generated"


def compiled(form: Path, target: Path) -> str:
    """Compile a form as it is committed: without the version in its head."""
    program = shutil.which("pyside6-uic", path=str(Path(sys.executable).parent))
    assert program, "pyside6-uic comes with PySide6"
    command = [program, "--no-autoconnection", form.name, "-o", str(target)]
    subprocess.run(command, cwd=FORMS, check=True, capture_output=True)
    return target.read_text("utf-8")


def without_version(code: str) -> str:
    return "\n".join(line for line in code.splitlines() if "Compiler version" not in line)


def fields(form: Path) -> list[str]:
    """The names of the fields in reading order."""
    return [w.attrib["name"] for w in ET.parse(form).iterfind(".//widget[@class='FieldBox']")]


def test_every_drawn_form_is_used() -> None:
    assert {form.stem for form in FORMS.glob("*.ui")} == set(DRAWN)


@pytest.mark.parametrize("name", DRAWN)
def test_generated_modules_are_fresh(name: str, tmp_path: Path) -> None:
    kept = (GENERATED / f"ui_{name}.py").read_text("utf-8")
    fresh = compiled(FORMS / f"{name}.ui", tmp_path / "fresh.py")
    assert without_version(kept) == without_version(fresh)


@pytest.mark.parametrize("name", DRAWN)
def test_a_drawn_form_has_just_the_fields_of_its_sections(name: str) -> None:
    declared = [field for _, names in KINDS[name].sections for field in names]
    assert sorted(fields(FORMS / f"{name}.ui")) == sorted(declared)


@pytest.mark.parametrize("name", DRAWN)
def test_fields_stand_below_the_heading_of_their_section(name: str) -> None:
    root = ET.parse(FORMS / f"{name}.ui")
    drawn: list[tuple[str, set[str]]] = []
    for widget in root.iterfind(".//item/widget"):
        if widget.attrib["class"] == "QLabel":
            drawn.append((widget.findtext("property[@name='text']/string") or "", set()))
        elif widget.attrib["class"] == "FieldBox":
            drawn[-1][1].add(widget.attrib["name"])
    assert drawn == [(title, set(names)) for title, names in KINDS[name].sections]


@pytest.mark.parametrize("name", DRAWN)
def test_a_drawn_form_holds_layouts_and_no_logic(name: str) -> None:
    root = ET.parse(FORMS / f"{name}.ui").getroot()
    assert not root.findall(".//connection")
    assert not root.findall(".//property[@name='geometry']")
    assert not root.findall(".//property[@name='styleSheet']")


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_every_visible_field_has_a_section(kind) -> None:
    in_sections = {field for _, names in kind.sections for field in names}
    beside = {"member_id"} if kind.name == "service" else set()
    assert {spec.name for spec in kind.visible_fields()} - in_sections == beside
