"""Makes what an office gets: an installer and a portable form for Windows, from locked parts.

On Windows: `python build_installer.py`. On Debian, with wine: `python3 build_installer.py --cross`.
Only the standard library is used. Each stage works on what the one before left in `build/`;
the results and a log with sizes and times stand in `dist/`.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import re
import shutil
import subprocess
import sys
import time
import tomllib
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent
PARTS = ROOT / "resources" / "installer"
BUILD = ROOT / "build" / "installer"
DIST = ROOT / "dist"
sys.path.insert(0, str(PARTS))

import lockfile  # noqa: E402
import manifest  # noqa: E402
from windows import Failed, Windows, here  # noqa: E402

MODULE = ROOT / "zxdesk" / "__init__.py"
KEY_IN_PROGRAM = Path("resources", "update_key.txt")
PORTABLE_MARK = "portable.txt"


@dataclass
class Build:
    """What is built and how.

    Attributes:
        cross: On Debian, by wine.
        version: The version it carries; another than the source's only to try upgrades.
        wheels: The folder of the wheels; one that was filled before needs no network.
        key: The private key that signs updates; its public half travels with the program.
        sign: A command that puts an Authenticode signature on the file named by `{file}`.
        quick: Compress less, for trying.
    """

    cross: bool
    version: str
    wheels: Path
    key: Path | None
    sign: str
    quick: bool

    @property
    def folder(self) -> Path:
        """The folder of this version's stages."""
        return BUILD / self.version

    @property
    def frozen(self) -> Path:
        """The frozen program."""
        return self.folder / "frozen" / "zxdesk"

    @property
    def setup(self) -> Path:
        """The finished installer."""
        return DIST / f"zxdesk-{self.version}-setup.exe"

    @property
    def portable(self) -> Path:
        """The finished portable form."""
        return DIST / f"zxdesk-{self.version}-portable.zip"

    @cached_property
    def windows(self) -> Windows:
        """The Windows to freeze and to smoke on."""
        return here(BUILD / "wine")

    @cached_property
    def python(self) -> Path:
        """The Python that is frozen."""
        return BUILD / "python" / "python.exe" if self.cross else Path(sys.executable)

    @property
    def python_version(self) -> str:
        """The Python's version, as pip wants it."""
        if self.cross:
            return str(read_toml("windows_python.toml")["version"])
        return f"{sys.version_info.major}.{sys.version_info.minor}"


def read_toml(name: str) -> dict[str, Any]:
    """Read one of the installer's lists."""
    return tomllib.loads((PARTS / name).read_text("utf-8"))


def say(line: str) -> None:
    """Tell how it goes, here and in the log."""
    print(line, file=sys.stderr, flush=True)
    DIST.mkdir(exist_ok=True)
    with (DIST / "installer.log").open("a", encoding="utf-8") as log:
        log.write(line + "\n")


def sha256(file: Path) -> str:
    """Give the SHA-256 of a file."""
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def megabytes(paths: Iterable[Path]) -> str:
    """Say how large files are together."""
    return f"{sum(path.stat().st_size for path in paths if path.is_file()) / 1e6:.1f} MB"


def call(*command: str | Path) -> None:
    """Run a program of this machine that has to succeed."""
    code = subprocess.call([str(word) for word in command], stdin=subprocess.DEVNULL)
    if code != 0:
        raise Failed(f"{' '.join(str(word) for word in command)}: exit code {code}")


# ---------------------------------------------------------------- wheelhouse


def make_wheelhouse(build: Build) -> None:
    """Fetch what is locked, checked against its hashes, and unpack it for freezing."""
    lists = BUILD / "wanted.txt"
    tools = (PARTS / "build-requirements.lock").read_text("utf-8")
    BUILD.mkdir(parents=True, exist_ok=True)
    lists.write_text("\n".join(lockfile.needed_to_run(ROOT / "requirements.lock")), "utf-8")
    (BUILD / "tools.txt").write_text(tools, "utf-8")
    site = BUILD / "site"
    shutil.rmtree(site, ignore_errors=True)
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check")
    target = ("--only-binary=:all:", "--platform", "win_amd64", "--implementation", "cp")
    common = ("-qq", "--no-deps", *target, "--python-version", build.python_version)
    for wanted in (lists, BUILD / "tools.txt"):
        checked = ("--require-hashes", "-r", wanted)
        if not os.environ.get("PIP_NO_INDEX"):
            call(*pip, "download", *common, "--dest", build.wheels, *checked)
        offline = ("--no-index", "--find-links", build.wheels, "--upgrade", "--target", site)
        call(*pip, "install", "--no-compile", *common, *offline, *checked)
    if build.cross:
        fetch_python(build)
    say(f"  {len(list(build.wheels.glob('*.whl')))} wheels, {megabytes(build.wheels.iterdir())}")


def fetch_python(build: Build) -> None:
    """Unpack the pinned Python for Windows."""
    pins = read_toml("windows_python.toml")
    request = BUILD / "python.txt"
    request.write_text(str(pins["requirement"]) + "\n", "utf-8")
    fetch = (sys.executable, "-m", "pip", "--disable-pip-version-check", "download", "-qq")
    if not list(build.wheels.glob("*.tar.gz")):
        options = ("--no-deps", "--no-binary=:all:", "--require-hashes")
        call(*fetch, *options, "--dest", build.wheels, "-r", request)
    (source,) = build.wheels.glob("*.tar.gz")
    if sha256(source) not in str(pins["requirement"]):
        raise Failed(f"{source.name} is not the pinned one")
    folder = BUILD / "python"
    shutil.rmtree(folder, ignore_errors=True)
    manifest.unpack(source, str(pins["archive"]), str(pins["folder"]), folder)
    for name, wanted in pins["sha256"].items():
        if sha256(folder / name) != wanted:
            raise Failed(f"{name} is not the pinned one")


# ---------------------------------------------------------------- freeze and prune


def freeze(build: Build) -> None:
    """Freeze the program with PyInstaller into one folder."""
    source, out = build.folder / "source", build.folder / "frozen"
    for folder in (source, out):
        shutil.rmtree(folder, ignore_errors=True)
    skip = shutil.ignore_patterns("__pycache__", "*.pyc")
    for name in ("zxdesk", "resources", "docs"):
        shutil.copytree(ROOT / name, source / name, ignore=skip)
    module = source / MODULE.relative_to(ROOT)
    text = module.read_text("utf-8")
    module.write_text(re.sub(r'__version__ = ".*"', f'__version__ = "{build.version}"', text))
    if build.key:
        (source / KEY_IN_PROGRAM).write_text(signing(build, "public", build.key), "ascii")
    windows = build.windows
    done = windows.need(
        build.python,
        *("-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"),
        *("--distpath", out, "--workpath", build.folder / "work", PARTS / "zxdesk.spec"),
        more=python_environment(build, BUILD / "site")
        | {"ZXDESK_SOURCE": windows.path(source), "ZXDESK_VERSION": build.version},
    )
    (build.folder / "freeze.log").write_text(done.output, "utf-8")
    say(f"  {megabytes(build.frozen.rglob('*'))} in {done.seconds:.0f} s")


def python_environment(build: Build, *folders: Path) -> dict[str, str]:
    """Let the Python that is frozen find modules in these folders and leave nothing there."""
    where = ";".join(build.windows.path(folder) for folder in folders)
    return {"PYTHONPATH": where, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONNOUSERSITE": "1"}


def signing(build: Build, *words: str | Path) -> str:
    """Do something with a signing key, by the locked library."""
    found = python_environment(build, BUILD / "site", ROOT)
    return build.windows.need(build.python, PARTS / "signing.py", *words, more=found).output


def prune(build: Build) -> None:
    """Drop what came along with Qt and is never loaded, and add the licences."""
    lists, inner = read_toml("prune.toml"), build.frozen / "_internal"
    before = megabytes(build.frozen.rglob("*"))
    for file in [file for file in inner.rglob("*") if file.is_file()]:
        if manifest.is_dropped(file.relative_to(inner).as_posix(), lists):
            file.unlink()
    for folder in sorted(build.frozen.rglob("*"), reverse=True):
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
    manifest.write(
        build.frozen,
        site=BUILD / "site",
        version=build.version,
        root=ROOT,
        python_licence=python_licence(build),
    )
    say(f"  {before} before, {megabytes(build.frozen.rglob('*'))} after")


def python_licence(build: Build) -> Path:
    """Give the licence of the Python that is frozen."""
    return (build.python.parent if build.cross else Path(sys.base_prefix)) / "LICENSE.txt"


# ---------------------------------------------------------------- installer and portable form


def sign(build: Build, *files: Path) -> None:
    """Put an Authenticode signature on programs, where a command for it is given."""
    for file in files if build.sign else ():
        # A line for the system's shell, as NSIS takes it.
        if subprocess.call(build.sign.replace("{file}", str(file)), shell=True) != 0:
            raise Failed(f"{file.name} was not signed")


def make_setup(build: Build) -> None:
    """Compile the installer, sign it, and say in a file beside it that it is ours."""
    sign(build, *build.frozen.glob("*.exe"))
    listed = build.folder / "files.nsh"
    listed.write_text(manifest.removal(build.frozen), "utf-8-sig")
    DIST.mkdir(exist_ok=True)
    words = {
        "VERSION": build.version,
        "FROZEN": build.frozen,
        "FILES": listed,
        "OUT": build.setup,
        "ICON": ROOT / "resources" / "zxdesk.ico",
        "SIDE": PARTS / "side.bmp",
        "TARGET": "amd64-unicode" if build.cross else "x86-unicode",
        "COMPRESSOR": "zlib" if build.quick else "/SOLID lzma",
    }
    if build.sign:
        words["SIGN"] = build.sign.replace("{file}", "%1")
    defines = [f"-D{name}={value}" for name, value in words.items()]
    call(compiler(), "-V2", "-WX", "-INPUTCHARSET", "UTF8", *defines, PARTS / "zxdesk.nsi")
    signature = build.setup.with_name(build.setup.name + ".sig")
    signature.unlink(missing_ok=True)
    if build.key:
        said = signing(build, "sign", build.key, build.setup, build.version)
        signature.write_text(said, "ascii")
    say(f"  {build.setup.name}: {megabytes([build.setup])}")


def compiler() -> str:
    """Find NSIS."""
    usual = [Path(os.environ.get("PROGRAMFILES(X86)", "."), "NSIS", "makensis.exe")]
    found = shutil.which("makensis") or next((str(file) for file in usual if file.exists()), "")
    if not found:
        raise Failed("makensis not found; please install NSIS 3.08 or newer")
    return found


def make_portable(build: Build) -> None:
    """Pack the program with a mark that keeps ledger and settings beside it."""
    words = (PARTS / PORTABLE_MARK).read_text("utf-8")
    with zipfile.ZipFile(build.portable, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as pack:
        for file in sorted(build.frozen.rglob("*")):
            if file.is_file():
                pack.write(file, Path("zxdesk", file.relative_to(build.frozen)))
        pack.writestr(f"zxdesk/{PORTABLE_MARK}", words.replace("\n", "\r\n"))
    say(f"  {build.portable.name}: {megabytes([build.portable])}")


# ---------------------------------------------------------------- smoke and checksums


def smoke(build: Build) -> None:
    """Let the frozen program do what a clerk does, in a folder with a Chinese name."""
    folder = build.folder / "smoke 王芳"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    seconds = manifest.play(build.windows, build.frozen, folder, read_toml("smoke.toml"))
    for name, took in seconds.items():
        say(f"  {name}: {took:.1f} s")


def add_checksums(build: Build) -> None:
    """Write the checksums and what is inside beside the results."""
    shutil.copy(build.frozen / manifest.NAME, DIST / f"zxdesk-{build.version}-manifest.json")
    results = sorted(DIST.glob(f"zxdesk-{build.version}-*"))
    lines = [f"{sha256(file)}  {file.name}" for file in results if file.suffix != ".txt"]
    sums = DIST / f"zxdesk-{build.version}-SHA256SUMS.txt"
    sums.write_text("\n".join(lines) + "\n", "ascii")
    for line in lines:
        say(f"  {line}")


# ---------------------------------------------------------------- stages

STAGES: dict[str, Callable[[Build], None]] = {
    "wheelhouse": make_wheelhouse,
    "freeze": freeze,
    "prune": prune,
    "setup": make_setup,
    "portable": make_portable,
    "smoke": smoke,
    "checksums": add_checksums,
}


def read_arguments(words: list[str]) -> tuple[Build, list[str]]:
    """Read what to build and which stages."""
    version = re.search(r'__version__ = "(.*)"', MODULE.read_text("utf-8"))
    assert version is not None
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    add = parser.add_argument
    add("--only", action="append", choices=STAGES, help="this stage (may be given again)")
    add("--cross", action="store_true", help="on Debian, with wine")
    add("--version", default=version[1], help="another version number, to try upgrades")
    add("--wheels", type=Path, default=BUILD / "wheels", help="the folder of the wheels")
    add("--key", type=Path, help="the private key for updates; made where it is not there")
    add("--sign", default=os.environ.get("ZXDESK_SIGN", ""), help="command, with {file}")
    add("--quick", action="store_true", help="compress less")
    found = parser.parse_args(words)
    if found.cross == (sys.platform == "win32"):
        parser.error("--cross is for Debian, and there it is needed")
    build = Build(found.cross, found.version, found.wheels, found.key, found.sign, found.quick)
    return build, found.only or list(STAGES)


def main(words: list[str]) -> int:
    """Run the stages and tell how long each took."""
    build, stages = read_arguments(words)
    try:
        for name in stages:
            began = time.monotonic()
            say(f"{name} {build.version}")
            if name == "freeze" and build.key and not build.key.exists():
                signing(build, "new", build.key)
            STAGES[name](build)
            say(f"  {time.monotonic() - began:.0f} s")
    except (Failed, subprocess.CalledProcessError, OSError) as error:
        say(f"build_installer.py: {error}")
        return 1
    finally:
        if "windows" in vars(build):
            build.windows.end()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
