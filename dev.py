"""The one command for developers: `python3 dev.py demo | run | test | lint | migration | …`.

Only the standard library is used, so it works in a fresh clone: it makes `.venv` from
`requirements.lock` when that is missing or out of date, and checks the libraries that Qt
loads from the system. The program itself is not installed; it runs from this folder.
"""

from __future__ import annotations  # an older Python gets as far as being told so

import ctypes
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
STAMP = VENV / "lock.sha256"
INSTALLER_TOOLS = "resources/installer/build-requirements"
OLDEST = (3, 11)
CANNOT_START = 3

PYTHON = "py" if os.name == "nt" else "python3"
USAGE = f"""\
{PYTHON} dev.py demo [ARGUMENTS]  make the fictional county in ./demo and open it
{PYTHON} dev.py run [ARGUMENTS]   run zxdesk with these arguments
{PYTHON} dev.py test [ARGUMENTS]  run the tests; arguments go to pytest
{PYTHON} dev.py lint              ruff, mypy and the layer contracts
{PYTHON} dev.py migration NAME    write the migration that the declared tables still lack
{PYTHON} dev.py reproduce         print every figure of three published accounts from records
{PYTHON} dev.py lock [ARGUMENTS]  write requirements.lock anew; `--upgrade` takes newer versions"""

# What some tests read finished papers with -> the Debian package that has it.
READERS = {"pdftotext": "poppler-utils", "soffice": "libreoffice-writer-nogui"}
READERS_SIZE = "302 MB, for the tests of page layout alone"
VENV_SIZE = "550 MB, of which Qt is 234"

# The tests of one file share what they set up, so a file stays on one core.
ALL_CORES = ("-n", "auto", "--dist", "loadfile")

# A file system in memory (Linux), and the bytes that all tests together and their files need.
MEMORY, MUCH = Path("/dev/shm"), 10 * 2**30

LAYER_CONTRACTS = "from importlinter.cli import lint_imports_command as check; check()"


def venv_program(venv: Path, name: str) -> Path:
    """Give the path of a program of this virtual environment, on any system."""
    return venv / ("Scripts" if os.name == "nt" else "bin") / name


def venv_python(venv: Path = VENV) -> Path:
    """Give the Python of this virtual environment."""
    return venv_program(venv, "python.exe" if os.name == "nt" else "python")


def stop(message: str) -> NoReturn:
    """Say in one line what is missing, and end."""
    print(message, file=sys.stderr)
    sys.exit(CANNOT_START)


def call(*command: str | Path) -> int:
    """Run a command here, with the program importable from this folder; give its exit code."""
    path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH", "")]))
    environment = {**os.environ, "PYTHONPATH": path}
    try:
        return subprocess.call([str(word) for word in command], env=environment)
    except KeyboardInterrupt:
        return 130


def need(*command: str | Path) -> None:
    """Run a command that has to succeed."""
    code = call(*command)
    if code != 0:
        stop(f"dev.py: {' '.join(str(word) for word in command)}: exit code {code}")


# ---------------------------------------------------------------- libraries of the system


def is_missing(library: str) -> bool:
    """Tell whether the loader cannot load this shared library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return True
    return False


def missing_packages(libraries: Mapping[str, str]) -> list[str]:
    """Name the Debian packages of the libraries that are missing; none off Linux."""
    if sys.platform != "linux":
        return []
    return [package for library, package in libraries.items() if is_missing(library)]


def provide(packages: Iterable[str]) -> None:
    """Install Debian packages when allowed to, else say which line does it and stop."""
    names = sorted(packages)
    if not names:
        return
    if not shutil.which("apt-get"):
        stop(f"dev.py: please install what Debian calls {' '.join(names)}")
    if not is_root():
        line = f"sudo apt-get update && sudo apt-get install {' '.join(names)}"
        stop(f"dev.py: please run: {line}")
    code = install_packages(names)
    if code != 0:
        stop(f"dev.py: apt-get install {' '.join(names)}: exit code {code}")


def is_root() -> bool:
    """Tell whether packages of the system may be installed."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def install_packages(names: Iterable[str]) -> int:
    """Install Debian packages; give apt-get's exit code."""
    os.environ["DEBIAN_FRONTEND"] = "noninteractive"
    update = call("apt-get", "update", "-q")
    return update or call("apt-get", "install", "-q", "-y", "--no-install-recommends", *names)


def missing_readers() -> list[str]:
    """Name the Debian packages by which some tests read papers and that are missing."""
    if sys.platform != "linux":
        return []
    return sorted(package for name, package in READERS.items() if not shutil.which(name))


def provide_readers() -> None:
    """Install what some tests read papers with, where that can be done; else they are skipped."""
    names = missing_readers()
    if names and not (is_root() and shutil.which("apt-get") and install_packages(names) == 0):
        words = f"{' '.join(names)} ({READERS_SIZE})"
        print(f"dev.py: skipping the tests that need {words}", file=sys.stderr)


# ---------------------------------------------------------------- the virtual environment


def venv_version() -> str:
    """Give the Python version `.venv` was made with ("3.11"), or "" where there is none."""
    settings = VENV / "pyvenv.cfg"
    if not settings.is_file() or not venv_python().exists():
        return ""
    for line in settings.read_text("utf-8").splitlines():
        key, _, value = line.partition("=")
        if key.strip() in {"version", "version_info"}:
            return ".".join(value.strip().split(".")[:2])
    return ""


def missing_venv() -> list[str]:
    """Name the Debian package of the module that makes a virtual environment, if missing."""
    if importlib.util.find_spec("ensurepip") is not None:
        return []
    return [f"python3.{sys.version_info.minor}-venv"]


def is_venv_made() -> bool:
    """Tell whether `.venv` is there, made with this version of Python."""
    return venv_version() == f"{sys.version_info.major}.{sys.version_info.minor}"


def make_venv(folder: Path) -> None:
    """Make an empty virtual environment, replacing what stands there."""
    provide(missing_venv())
    need(sys.executable, "-m", "venv", "--clear", folder)


def install() -> None:
    """Bring `.venv` to what the lock file says; does nothing when it is already so."""
    fingerprint = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    if not is_venv_made():
        make_venv(VENV)
    elif STAMP.is_file() and STAMP.read_text("ascii") == fingerprint:
        return
    words = f"installing into .venv, about a minute ({VENV_SIZE}) ..."
    print(f"dev.py: {words}", file=sys.stderr, flush=True)
    pip = (venv_python(), "-m", "pip", "--disable-pip-version-check", "install", "-qq")
    STAMP.unlink(missing_ok=True)
    need(*pip, "--only-binary=:all:", "--require-hashes", "-r", LOCK)
    STAMP.write_text(fingerprint, "ascii")


def prepare(*, on_screen: bool) -> None:
    """Make everything ready for the program; `on_screen`: its window may be shown.

    All that the system lacks is looked for before anything is installed.
    """
    from zxdesk.desktop.shell import display

    shown = display.display_that_answers() if on_screen else None
    libraries = display.QT_LIBRARIES | (shown.libraries if shown else {})
    provide([*missing_packages(libraries), *([] if is_venv_made() else missing_venv())])
    install()


# ---------------------------------------------------------------- the commands


def demo(arguments: list[str]) -> int:
    """Run `zxdesk demo`, into the folder `demo` unless told otherwise."""
    told = any(word == "--out" or word.startswith("--out=") for word in arguments)
    prepare(on_screen="--headless" not in arguments)
    return start(["demo", *([] if told else ["--out", str(ROOT / "demo")]), *arguments])


def run(arguments: list[str]) -> int:
    """Run the program; paths among the arguments are meant from where the user stands."""
    prepare(on_screen=not arguments)
    return start(arguments)


def start(arguments: list[str]) -> int:
    """Start the program with these arguments."""
    return call(venv_python(), "-m", "zxdesk", *arguments)


def test(arguments: list[str]) -> int:
    """Run the tests; they need no display."""
    prepare(on_screen=False)
    provide_readers()
    os.chdir(ROOT)
    with temporary_files_in_memory():
        return call(venv_python(), "-m", "pytest", *ALL_CORES, *arguments)


@contextmanager
def temporary_files_in_memory() -> Iterator[None]:
    """Let programs keep temporary files in memory, where there is room and nobody chose a folder.

    A ledger waits for the disk at every step; thousands of them wait for minutes.
    """
    if "TMPDIR" in os.environ or not os.access(MEMORY, os.W_OK) or room_in_memory() < MUCH:
        yield
        return
    with tempfile.TemporaryDirectory(prefix="zxdesk-", dir=MEMORY) as folder:
        os.environ["TMPDIR"] = folder
        try:
            yield
        finally:
            del os.environ["TMPDIR"]


def room_in_memory() -> int:
    """Give the bytes that files in memory may take: what is available and what they may have."""
    with open("/proc/meminfo", encoding="ascii") as lines:
        sizes = dict(line.split(":") for line in lines)
    available = int(sizes["MemAvailable"].split()[0]) * 1024
    return min(available, shutil.disk_usage(MEMORY).free)


def lint(_arguments: list[str]) -> int:
    """Run all checks of the source, also after one has failed; 1 when any has."""
    install()
    os.chdir(ROOT)
    checks = (
        ("-m", "ruff", "check"),
        ("-m", "ruff", "format", "--check"),
        ("-m", "mypy"),
        ("-c", LAYER_CONTRACTS, "--no-logo"),
    )
    codes = [call(venv_python(), *check) for check in checks]
    return int(any(codes))


def migration(arguments: list[str]) -> int:
    """Write the module that brings the schema to what the records declare."""
    install()
    os.chdir(ROOT)
    return call(venv_python(), "-m", "tests.store.drafting", *arguments)


def reproduce(arguments: list[str]) -> int:
    """Print every figure of three published accounts as ledgers made for them give it."""
    install()
    os.chdir(ROOT)
    return call(venv_python(), "-m", "tests.reference", *arguments)


def lock(arguments: list[str]) -> int:
    """Write the lock files anew, with an uv of its own, for every system and Python we run on.

    Versions that are locked already stay, unless `--upgrade` or a changed bound moves them.
    """
    os.chdir(ROOT)
    with tempfile.TemporaryDirectory() as scratch:
        venv = Path(scratch) / "uv"
        make_venv(venv)
        need(venv_python(venv), "-m", "pip", "install", "-qq", "uv>=0.9")
        resolve = (venv_program(venv, "uv"), "pip", "compile", "--quiet", "--generate-hashes")
        python = ("--python-version", ".".join(map(str, OLDEST)))
        plain = ("--no-emit-index-url", "--no-emit-find-links", "--no-config")
        header = ("--custom-compile-command", "python dev.py lock")
        source = ("--group", "dev", "--output-file", LOCK.name, "pyproject.toml")
        common = (*python, *plain, *header, *arguments)
        code = call(*resolve, "--universal", *common, *source)
        windows = ("--python-platform", "x86_64-pc-windows-msvc")
        tools = ("--output-file", f"{INSTALLER_TOOLS}.lock", f"{INSTALLER_TOOLS}.in")
        return code or call(*resolve, *windows, *common, *tools)


COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "demo": demo,
    "run": run,
    "test": test,
    "lint": lint,
    "migration": migration,
    "reproduce": reproduce,
    "lock": lock,
}


def main(arguments: list[str]) -> int:
    """Carry out one command and give the exit code."""
    if sys.version_info < OLDEST:
        stop("dev.py: Python 3.11 or newer is needed, this one is " + sys.version.split()[0])
    command = COMMANDS.get(arguments[0]) if arguments else None
    if command is None:
        print(USAGE)
        return 0 if arguments[:1] in (["-h"], ["--help"]) else 2
    return command(arguments[1:])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
