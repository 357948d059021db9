"""A clerk's life with the installer: install, first start, upgrade, update, uninstall.

Not part of the quick tests: it needs two finished installers and takes minutes. On Windows it
changes this user's own installation, so run it there only in a fresh account or sandbox. On Debian
it makes a fresh Windows by wine, whose user has a Chinese name:

    python3 tests/installer/journey.py 0.1.0 0.1.1
"""

import hashlib
import json
import re
import shutil
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "resources" / "installer"))

from windows import Wine, here  # noqa: E402

DIST = ROOT / "dist"
PREFIX = ROOT / "build" / "installer" / "journey"
USER = "王芳"
HOME = Path("users") / USER
OTHER_FOLDER = Path("程序目录", "政协台账")
SHELL = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Explorer\User Shell Folders"
SHELL_FOLDERS = {
    "Local AppData": r"AppData\Local",
    "AppData": r"AppData\Roaming",
    "Programs": r"AppData\Roaming\Microsoft\Windows\Start Menu\Programs",
    "Desktop": "Desktop",
    "Personal": "Documents",
}
UNINSTALL = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\zxdesk"
CLASSES = r"HKCU\Software\Classes"
RUNNING, NEWER, NO_BACKUP, NOT_WRITTEN = 10, 11, 12, 13
PATIENCE = 240


class Clerk:
    """The clerk's PC: her folders, her programs, and what can be done with them."""

    def __init__(self) -> None:
        shutil.rmtree(PREFIX, ignore_errors=True)
        found = here(PREFIX)
        if not isinstance(found, Wine):
            raise SystemExit("so far the journey is made with wine only")
        self.windows = found
        self.home = PREFIX / "drive_c" / HOME
        for name, below in SHELL_FOLDERS.items():
            (self.home / below.replace("\\", "/")).mkdir(parents=True, exist_ok=True)
            found.registry(SHELL, name, f"C:\\users\\{USER}\\{below}", "REG_EXPAND_SZ")
        _give_chinese_letters(found)
        self.program = self.home / "AppData/Local/Programs/zxdesk"
        self.data = self.home / "AppData/Local/zxdesk"
        self.menu = self.home / SHELL_FOLDERS["Programs"].replace("\\", "/") / "政协台账.lnk"
        self.icon = self.home / "Desktop/政协台账.lnk"
        self.sample = self.home / "Documents/样例/云溪台账.zxd"

    @property
    def window(self) -> Path:
        """The program with a window."""
        return self.program / "zxdesk.exe"

    def setup(self, version: str, *words: str) -> int:
        """Run an installer without pages."""
        done = self.windows.run(setup_of(version), "/S", *words)
        return done.code

    def tell(self, *words: str | Path) -> str:
        """Run a command that has to succeed."""
        return self.windows.need(self.program / "zxdesk-cli.exe", *words).output

    def version(self) -> str:
        """Give the installed program's version."""
        return self.tell("--version").split()[-1]

    def ask(self, key: str, name: str = "") -> str | None:
        """Give a value of the registry."""
        named = ("/v", name) if name else ("/ve",)
        done = self.windows.run(Path("reg"), "query", key, *named)
        found = re.search(r"REG_SZ\s+(\S.*)", done.output)
        return found[1].strip() if found and done.code == 0 else None

    def registered(self) -> str | None:
        """Give the version Windows has on its list of programs."""
        return self.ask(UNINSTALL, "DisplayVersion")

    def log(self) -> str:
        """Give the window's log."""
        file = self.data / "zxdesk.log"
        return file.read_text("utf-8") if file.exists() else ""

    def close_window(self) -> None:
        """Close the program as its cross does, and wait until it has ended."""
        ended = self.log().count("zxdesk ends")
        self.windows.run(Path("taskkill"), "/im", "zxdesk.exe")
        until(lambda: self.log().count("zxdesk ends") > ended)
        time.sleep(1)

    def open_sample(self) -> int:
        """Double-click the ledger; give how long it took until the first page stood.

        Wine's shell does not look among the user's own file types, so what stands there is run.
        """
        before = self.log().count("ready in")
        kind = self.ask(CLASSES + r"\.zxd")
        command = self.ask(f"{CLASSES}\\{kind}\\shell\\open\\command")
        wanted = r'\AppData\Local\Programs\zxdesk\zxdesk.exe" "%1"'  # reg says ?? for Chinese
        check("the ledger has its program", str(command).endswith(wanted))
        self.windows.start(self.window, self.sample)
        until(lambda: self.log().count("ready in") > before)
        return int(re.findall(r"ready in (\d+) ms", self.log())[-1])

    def uninstall(self) -> None:
        """Uninstall without pages, and wait for the copy that does the work."""
        self.windows.run(self.program / "uninstall.exe", "/S")
        until(lambda: self.registered() is None)


def setup_of(version: str) -> Path:
    """Give an installer."""
    return DIST / f"zxdesk-{version}-setup.exe"


def until(happened: Callable[[], bool]) -> None:
    """Wait for something."""
    end = time.monotonic() + PATIENCE
    while not happened():
        if time.monotonic() > end:
            raise SystemExit("this took too long")
        time.sleep(0.5)


def sha256(file: Path) -> str:
    """Give the SHA-256 of a file."""
    return hashlib.sha256(file.read_bytes()).hexdigest()


def size(folder: Path) -> float:
    """Give the size of a folder in megabytes."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 1e6


def picture(name: str) -> None:
    """Save what is on the screen."""
    target = DIST / "pictures" / f"{name}.png"
    target.parent.mkdir(exist_ok=True)
    time.sleep(3)
    subprocess.run(["import", "-window", "root", str(target)], check=True)


def say(line: str) -> None:
    """Tell how it goes, here and in the log."""
    print(line, flush=True)
    with (DIST / "journey.log").open("a", encoding="utf-8") as log:
        log.write(line + "\n")


@contextmanager
def step(name: str) -> Iterator[None]:
    """Tell how long a step took."""
    began = time.monotonic()
    yield
    say(f"{time.monotonic() - began:7.1f} s  {name}")


def check(name: str, holds: bool) -> None:
    """Hold something to be true."""
    if not holds:
        raise SystemExit(f"NOT TRUE: {name}")
    say(f"         ok  {name}")


def _give_chinese_letters(windows: Wine) -> None:
    """Let this wine draw Chinese in its own windows, as every Windows can."""
    fonts = windows.prefix / "drive_c/windows/Fonts"
    shutil.copy(ROOT / "resources/fonts/ZXHei.ttf", fonts)
    key = r"HKCU\Software\Wine\Fonts\Replacements"
    for name in ("宋体", "SimSun", "Tahoma", "MS Shell Dlg", "MS Shell Dlg 2"):
        windows.registry(key, name, "ZX Hei")


def see_the_pages(clerk: Clerk, version: str) -> None:
    """Open the installer as a clerk does, look at it, and leave it."""
    pages = clerk.windows.start(setup_of(version))
    time.sleep(10)
    picture("installer")
    clerk.windows.run(Path("taskkill"), "/f", "/im", setup_of(version).name)
    pages.wait()
    check("looking installs nothing", clerk.registered() is None)


def install_and_start(clerk: Clerk, version: str) -> None:
    """Install on a PC that has never seen the program, and start it."""
    with step(f"install {version} ({setup_of(version).stat().st_size / 1e6:.0f} MB)"):
        code = clerk.setup(version)
    check("the installer is content", code == 0)
    check("menu and desktop have the program", clerk.menu.exists() and clerk.icon.exists())
    check("Windows lists the version", clerk.registered() == version)
    check("nothing of the program's lies beside its folder", not list_leftovers(clerk))
    say(f"             installed: {size(clerk.program):.0f} MB")
    running = clerk.windows.start(clerk.window)
    until(lambda: "zxdesk" in clerk.log())
    picture("first_start")
    clerk.close_window()
    running.wait()
    with step("demo: ledger, workbook, papers, pictures"):
        clerk.tell("demo", "--headless", "--out", clerk.sample.parent)


def use(clerk: Clerk) -> None:
    """Open a ledger by double click, and start the program a second time."""
    with step("double click on the ledger until the first page stood"):
        took = clerk.open_sample()
    say(f"             from the program's start: {took} ms")
    picture("window")
    with step("second start"):
        clerk.windows.need(clerk.window)
    check("the second start left it to the first", clerk.log().count("starts") == 2)
    check("the ledger opened is the last", "样例" in (clerk.data / "recent.json").read_text())


def refuse_while_running(clerk: Clerk, version: str) -> None:
    """Try to install over the running program."""
    before = fingerprints(clerk.program)
    check("a running program is not replaced", clerk.setup(version) == RUNNING)
    check("no file was touched", fingerprints(clerk.program) == before)
    clerk.close_window()


def fingerprints(folder: Path) -> dict[str, tuple[int, float]]:
    """Give what tells whether a file was touched."""
    return {
        str(file): (file.stat().st_size, file.stat().st_mtime)
        for file in folder.rglob("*")
        if file.is_file()
    }


def list_leftovers(clerk: Clerk) -> list[Path]:
    """Give what lies beside the program's folder."""
    return [path for path in clerk.program.parent.iterdir() if path != clerk.program]


def backups(clerk: Clerk) -> int:
    """Count the ledger's automatic backups."""
    return len(list(clerk.sample.parent.glob("云溪台账-备份/*.zxd")))


def records(clerk: Clerk) -> int:
    """Count the ledger's records by a verified copy, and check every row against the log."""
    check("the ledger is whole", "台账完好" in clerk.tell("check", "--deep"))
    copy = clerk.sample.with_name("核对.zxd")
    answer = json.loads(clerk.tell("backup", "--out", copy, "--json"))
    return int(answer["records"])


def refuse_without_backup(clerk: Clerk, version: str) -> None:
    """Try to upgrade where the ledger cannot be backed up."""
    folder = clerk.sample.with_name("云溪台账-备份")
    aside = folder.rename(folder.with_name("别处"))
    folder.touch()
    before = fingerprints(clerk.program)
    check("without a backup there is no upgrade", clerk.setup(version) == NO_BACKUP)
    check("no file was touched", fingerprints(clerk.program) == before)
    folder.unlink()
    aside.rename(folder)


def refuse_without_room(clerk: Clerk, version: str) -> None:
    """Try to upgrade where the new files cannot be laid beside the old ones."""
    blocked = clerk.program.with_name("zxdesk.new")
    blocked.touch()
    before = fingerprints(clerk.program)
    check("what cannot be laid down is not exchanged", clerk.setup(version) == NOT_WRITTEN)
    check("no file was touched", fingerprints(clerk.program) == before)
    blocked.unlink()


def upgrade(clerk: Clerk, old: str, new: str) -> None:
    """Install a newer version over an older one, and try to go back."""
    known, made, settings = records(clerk), backups(clerk), sha256(clerk.data / "window.json")
    foreign = clerk.program / "我的便条.txt"
    foreign.write_text("不是程序的文件", "utf-8")
    with step(f"upgrade {old} to {new}"):
        code = clerk.setup(new)
    check("the installer is content", code == 0)
    check("the new version answers", clerk.version() == new == clerk.registered())
    check("every record is there", records(clerk) == known)
    check("the ledger was backed up before", backups(clerk) == made + 1)
    check("the settings are the same", sha256(clerk.data / "window.json") == settings)
    left = [str(path.relative_to(clerk.program.parent)) for path in clerk.program.parent.rglob("*")]
    others = [name for name in left if not name.startswith("zxdesk/") and name != "zxdesk"]
    check(
        "of the old version only a foreign file is left",
        sorted(others) == ["zxdesk.old", "zxdesk.old/我的便条.txt"],
    )
    shutil.rmtree(clerk.program.with_name("zxdesk.old"))
    check("an older version is refused", clerk.setup(old) == NEWER)
    check("the newer one still answers", clerk.version() == new)
    clerk.open_sample()
    picture("window_after_upgrade")
    clerk.close_window()


def uninstall(clerk: Clerk) -> None:
    """Take the program away; the data stays."""
    ledger, made = sha256(clerk.sample), backups(clerk)
    kept = sorted(path.name for path in clerk.data.iterdir() if path.name != "updates")
    with step("uninstall"):
        clerk.uninstall()
    until(lambda: not clerk.program.exists())
    gone = not clerk.menu.exists() and not clerk.icon.exists()
    check("program, menu and desktop icon are gone", gone and not list_leftovers(clerk))
    check("the ledger is the same to the byte", sha256(clerk.sample) == ledger)
    check("the backups are there", backups(clerk) == made)
    check("the settings are there", sorted(path.name for path in clerk.data.iterdir()) == kept)
    check("ledgers have no program any more", clerk.ask(CLASSES + r"\.zxd") is None)


def update_from_file(clerk: Clerk, old: str, new: str) -> None:
    """Install the old version again and update it by a signed file from a stick."""
    stick = PREFIX / "drive_c" / "U盘"
    stick.mkdir()
    file = Path(shutil.copy(setup_of(new), stick))
    shutil.copy(f"{setup_of(new)}.sig", stick)
    clerk.program = PREFIX / "drive_c" / OTHER_FOLDER
    asked = ("/NODESKTOP", f"/D={clerk.windows.path(clerk.program)}")
    check("the old version goes in again", clerk.setup(old, *asked) == 0)
    check("it is where it was asked for", clerk.version() == old)
    check("without the desktop icon, as asked", not clerk.icon.exists() and clerk.menu.exists())
    known = records(clerk)
    bad = stick / f"改动-{file.name}"
    bad.write_bytes(file.read_bytes() + b"\0")
    shutil.copy(f"{file}.sig", f"{bad}.sig")
    told = clerk.windows.run(clerk.program / "zxdesk-cli.exe", "update", bad)
    check("a changed installer is refused", told.code == 1 and "签名不符" in told.output)
    with step("update from a file"):
        said = clerk.tell("update", file)
        until(lambda: clerk.registered() == new)
    check("the ledger was backed up before", "已核对" in said)
    until(lambda: not clerk.program.with_name(f"{clerk.program.name}.old").exists())
    check("the new version answers in its place", clerk.version() == new)
    check("every record is there", records(clerk) == known)


def carry_on_a_stick(clerk: Clerk, version: str) -> None:
    """Use the portable form; nothing is written elsewhere."""
    stick = PREFIX / "drive_c" / "优盘 王芳"
    with zipfile.ZipFile(DIST / f"zxdesk-{version}-portable.zip") as pack:
        pack.extractall(stick)
    before = fingerprints(clerk.data)
    program = stick / "zxdesk" / "zxdesk-cli.exe"
    ledger = stick / "zxdesk" / "数据" / "政协台账.zxd"
    words = ("new", ledger, "--committee", "政协云溪县委员会", "--level", "县")
    with step("portable: new ledger"):
        clerk.windows.need(program, *words)
    moved = stick.rename(stick.with_name("另一台电脑"))
    said = clerk.windows.need(moved / "zxdesk" / "zxdesk-cli.exe", "check").output
    check("elsewhere it finds its ledger again", "台账完好" in said)
    check("nothing was written to the user's folder", fingerprints(clerk.data) == before)


def main(old: str, new: str) -> None:
    """Make the whole journey."""
    (DIST / "journey.log").unlink(missing_ok=True)
    clerk = Clerk()
    try:
        with step("the whole journey"):
            see_the_pages(clerk, old)
            install_and_start(clerk, old)
            use(clerk)
            refuse_while_running(clerk, new)
            refuse_without_backup(clerk, new)
            refuse_without_room(clerk, new)
            upgrade(clerk, old, new)
            uninstall(clerk)
            update_from_file(clerk, old, new)
            uninstall(clerk)
            carry_on_a_stick(clerk, new)
    finally:
        clerk.windows.end()


if __name__ == "__main__":
    main(*sys.argv[1:])
