"""Runs Windows programs: directly on Windows, under wine on Debian.

Everything wine lacks is made up for here and nowhere else; none of it travels with the program.
"""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent
SHIMS = HERE / "shims"
_COMPILER = "x86_64-w64-mingw32-gcc"
# No menu entries in the builder's own home, no offers to fetch further parts of wine.
_OVERRIDES = "winemenubuilder.exe=d;mscoree=d;mshtml=d"
PATIENCE = 3600


class Failed(Exception):
    """A program ended with an error."""


@dataclass(frozen=True)
class Done:
    """How a program ended: its exit code, what it wrote, and how long it took."""

    code: int
    output: str
    seconds: float


@dataclass
class Windows:
    """This Windows itself."""

    environment: dict[str, str] = field(default_factory=dict)

    def path(self, path: Path) -> str:
        """Give a path as Windows programs read it."""
        return str(path)

    def local(self, path: str) -> Path:
        """Give the path on this machine of a path as Windows programs write it."""
        return Path(path)

    def command(self, program: Path, words: tuple[str, ...]) -> list[str]:
        """Give the words that start a program."""
        return [str(program), *words]

    def run(
        self,
        program: Path,
        *words: str | Path,
        cwd: Path | None = None,
        more: Mapping[str, str] | None = None,
        timeout: float = PATIENCE,
    ) -> Done:
        """Run a program to its end."""
        began = time.monotonic()
        done = subprocess.run(
            self.command(program, tuple(self._word(word) for word in words)),
            cwd=cwd,
            env={**os.environ, **self.environment, **(more or {})},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=timeout,
            check=False,
        )
        output = done.stdout.decode("utf-8", "replace").replace("\r\n", "\n")
        return Done(done.returncode, output, time.monotonic() - began)

    def need(self, program: Path, *words: str | Path, **named: object) -> Done:
        """Run a program that has to succeed."""
        done = self.run(program, *words, **named)  # type: ignore[arg-type]
        if done.code != 0:
            shown = " ".join(map(str, (program, *words)))
            raise Failed(f"{shown}: exit code {done.code}\n{done.output}")
        return done

    def start(self, program: Path, *words: str | Path) -> subprocess.Popen[bytes]:
        """Start a program and leave it running."""
        return subprocess.Popen(
            self.command(program, tuple(self._word(word) for word in words)),
            env={**os.environ, **self.environment},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )

    def end(self) -> None:
        """End what was started for running programs."""

    def _word(self, word: str | Path) -> str:
        return self.path(word) if isinstance(word, Path) else word


class Wine(Windows):
    """A Windows of wine's in a folder of its own."""

    def __init__(self, prefix: Path) -> None:
        super().__init__()
        self.prefix = prefix
        home = prefix.with_name(prefix.name + "-home")
        home.mkdir(parents=True, exist_ok=True)
        self.environment = {
            "HOME": str(home),
            "WINEPREFIX": str(prefix),
            "WINEARCH": "win64",
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": _OVERRIDES,
        }
        if not (prefix / "system.reg").exists():
            self._make()

    def path(self, path: Path) -> str:
        """Give a path as Windows programs read it: below C: where it is there, else on Z:."""
        path = path.absolute()
        drive_c = self.prefix / "drive_c"
        if path.is_relative_to(drive_c):
            return "C:\\" + str(path.relative_to(drive_c)).replace("/", "\\")
        return "Z:" + str(path).replace("/", "\\")

    def local(self, path: str) -> Path:
        """Give the path on this machine of a path as Windows programs write it."""
        drive, _, rest = path.partition(":")
        root = self.prefix / "drive_c" if drive.upper() == "C" else Path("/")
        return root.joinpath(*rest.strip("\\").split("\\"))

    def command(self, program: Path, words: tuple[str, ...]) -> list[str]:
        """Give the words that start a program."""
        return ["wine", str(program), *words]

    def registry(self, key: str, name: str, value: str, kind: str = "REG_SZ") -> None:
        """Write a value of the registry."""
        self.need(Path("reg"), "add", key, "/v", name, "/t", kind, "/d", value, "/f")

    def end(self) -> None:
        """End wine's server and with it every program in this folder."""
        subprocess.run(
            ["wineserver", "-k"],
            env={**os.environ, **self.environment},
            check=False,
            capture_output=True,
        )

    def _make(self) -> None:
        self.prefix.mkdir(parents=True, exist_ok=True)
        self.need(Path("wineboot"), "--init")
        self.registry(r"HKCU\Software\Wine", "Version", "win10")
        self._add_shims()

    def _add_shims(self) -> None:
        """Add the libraries of Windows 10 that this wine does not have yet."""
        system = self.prefix / "drive_c" / "windows" / "system32"
        for source in sorted(SHIMS.glob("*.c")):
            target = system / f"{source.stem}.dll"
            flags = ("-shared", "-O1", "-s", "-o", str(target), str(source))
            subprocess.run([_COMPILER, *flags, *_libraries(source)], check=True)


def _libraries(source: Path) -> list[str]:
    """Give what a shim is linked with, from its first line: `// -lwindowscodecs`."""
    first = source.read_text("utf-8").splitlines()[0]
    return [word for word in first.split() if word.startswith("-l")]


def here(prefix: Path) -> Windows:
    """Give the Windows to run on: this one, else wine in `prefix`."""
    if sys.platform == "win32":
        return Windows()
    missing = [name for name in ("wine", _COMPILER) if not shutil.which(name)]
    if missing:
        raise Failed(
            f"{' and '.join(missing)} not found; please run: "
            "apt-get install wine wine64 nsis gcc-mingw-w64-x86-64-win32"
        )
    return Wine(prefix)
