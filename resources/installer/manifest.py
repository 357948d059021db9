"""What is inside: licences and versions, the files to remove, and what the smoke test plays."""

import json
import tarfile
import zipfile
from collections.abc import Mapping
from email.message import Message
from email.parser import Parser
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from windows import Failed

NAME = "manifest.json"
_LICENCES = "licences"
_LEGAL = ("licen", "copying", "notice", "authors")
# Of Qt only the free licence is used; its wheels bring the text of the other one.
_OTHER_LICENCE = "LicenseRef-Qt-Commercial"
# What travels with PyInstaller's loader or Python but is in no wheel of the program.
_NOT_SHIPPED = {"altgraph", "pefile", "pyinstaller-hooks-contrib", "pywin32-ctypes", "setuptools"}


def unpack(source: Path, archive: str, folder: str, target: Path) -> None:
    """Unpack one folder of an archive that lies in a source package."""
    with tarfile.open(source) as package:
        member = next(m for m in package.getmembers() if Path(m.name).name == archive)
        content = package.extractfile(member)
        assert content is not None
        with zipfile.ZipFile(content) as files:
            for name in files.namelist():
                if name.startswith(folder) and not name.endswith("/"):
                    path = target / name.removeprefix(folder)
                    path.parent.mkdir(parents=True, exist_ok=True)
                    path.write_bytes(files.read(name))


def write(frozen: Path, *, site: Path, version: str, root: Path, python_licence: Path) -> None:
    """Put the licences of everything inside into the program's folder, and a list of it."""
    folder = frozen / _LICENCES
    folder.mkdir(exist_ok=True)
    (folder / "zxdesk.txt").write_bytes((root / "LICENSE").read_bytes())
    (folder / "Python.txt").write_bytes(python_licence.read_bytes())
    patterns = (
        "resources/MIT-*.txt",
        "resources/fonts/*.txt",
        "resources/installer/licences/*.txt",
    )
    for text in (file for pattern in patterns for file in root.glob(pattern)):
        (folder / text.name).write_bytes(text.read_bytes())
    parts = []
    for info in sorted(site.glob("*.dist-info")):
        about = Parser().parsestr((info / "METADATA").read_text("utf-8"))
        if about["Name"].lower() in _NOT_SHIPPED:
            continue
        texts = _copy_texts(info, folder, about["Name"])
        parts.append(
            {
                "name": about["Name"],
                "version": about["Version"],
                "licence": _licence(about),
                "texts": texts,
            }
        )
    content = {"program": "zxdesk", "version": version, "parts": parts}
    (frozen / NAME).write_text(json.dumps(content, ensure_ascii=False, indent=1), "utf-8")


def _copy_texts(info: Path, folder: Path, name: str) -> list[str]:
    texts = []
    for file in sorted(info.rglob("*")):
        legal = any(word in str(file.relative_to(info)).lower() for word in _LEGAL)
        if file.is_file() and legal and _OTHER_LICENCE not in file.name:
            below = file.relative_to(info).as_posix().removeprefix("licenses/")
            target = folder / f"{name}-{below.replace('/', '-').removesuffix('.txt')}.txt"
            target.write_bytes(file.read_bytes())
            texts.append(target.name)
    return texts


def _licence(about: Message) -> str:
    named = about["License-Expression"] or about["License"] or ""
    if named and len(named) < 80:
        return str(named)
    kinds = [line for line in about.get_all("Classifier") or [] if line.startswith("License ::")]
    return "; ".join(line.split(" :: ")[-1] for line in kinds) or "see text"


def is_dropped(name: str, lists: Mapping[str, list[str]]) -> bool:
    """Tell whether a file below the frozen program's `_internal` is not to travel."""
    kept = any(fnmatchcase(name, pattern) for pattern in lists["keep"])
    return not kept and any(fnmatchcase(name, pattern) for pattern in lists["drop"])


def removal(frozen: Path) -> str:
    """Give the lines by which NSIS removes just what it installed."""
    files = [file for file in sorted(frozen.rglob("*")) if file.is_file()]
    folders = [folder for folder in sorted(frozen.rglob("*"), reverse=True) if folder.is_dir()]
    lines = [f'Delete "$INSTDIR\\{_nsis(file, frozen)}"' for file in files]
    lines += [f'RMDir "$INSTDIR\\{_nsis(folder, frozen)}"' for folder in folders]
    return "\n".join(lines) + "\n"


def _nsis(path: Path, root: Path) -> str:
    return str(path.relative_to(root)).replace("/", "\\").replace("$", "$$")


def play(windows: Any, frozen: Path, folder: Path, steps: dict[str, Any]) -> dict[str, float]:
    """Run each step of the smoke list with the frozen program; give the time each took.

    The files that the list holds are put into the folder first.
    """
    seconds = {}
    for name, content in steps.get("files", {}).items():
        (folder / name).write_text(content, "utf-8")
    for step in steps["step"]:
        words = [word.replace("{folder}", windows.path(folder)) for word in step["words"]]
        done = windows.need(frozen / f"{step['program']}.exe", *words, cwd=folder)
        for wanted in step.get("says", ()):
            if wanted not in done.output:
                raise Failed(f"{step['name']}: {wanted} is not in\n{done.output}")
        for pattern in step.get("makes", ()):
            made = list(folder.glob(pattern))
            if not made or any(not file.stat().st_size for file in made):
                raise Failed(f"{step['name']}: {pattern} was not made")
        seconds[step["name"]] = done.seconds
    return seconds
