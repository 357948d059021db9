"""Foreign files are read by a process of their own: it may die, hang or lie; the program lives."""

import os
import struct
import subprocess
import sys
import time
from datetime import date, datetime, timedelta
from datetime import time as clock
from pathlib import Path

import pytest
import xlwt

from tests.exchange.books import EVENT, Desk, make_book
from zxdesk.errors import EnvironmentProblem, RefusedError
from zxdesk.exchange import frames, guarded, limits
from zxdesk.exchange.book_file import open_book
from zxdesk.exchange.limits import Limits
from zxdesk.exchange.package_file import open_package
from zxdesk.exchange.reader_process import HELLO
from zxdesk.exchange.reading import read_book

ROWS = {"活动": [EVENT, ("HD-1", "春季座谈会", "座谈会", "2026-03-05")]}
GREETING = f"""
import json, os, signal, struct, sys, time
def send(kind, content=b""):
    sys.stdout.buffer.write(struct.pack(">cI", kind, len(content)) + content)
    sys.stdout.buffer.flush()
send(b"V", json.dumps({HELLO!r}).encode())
sys.stdin.readline()
"""

OPENED = "send(b'S', b'[\"a\", false, false]')"  # a sheet begins


@pytest.fixture(autouse=True)
def _no_process_stays() -> None:
    guarded.end_all()


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return make_book(tmp_path / "活动.xlsx", ROWS)


def reader(monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """Let another program read in place of ours."""
    monkeypatch.setattr(guarded, "command", lambda: [sys.executable, "-c", GREETING + script])


def refused(path: Path, **how: object) -> EnvironmentProblem:
    """The sentence with which a file is not read."""
    with pytest.raises(EnvironmentProblem) as caught:
        read_book(path, **how)  # type: ignore[arg-type]
    problem = caught.value
    assert problem.code == "unreadable_file"
    assert path.name in problem.message
    assert "没有导入任何内容" in problem.message
    assert problem.advice
    return problem


def looping_xls(path: Path) -> Path:
    """An old workbook whose list of sectors points to itself: its chain never ends."""
    workbook = xlwt.Workbook()
    sheet = workbook.add_sheet("活动")
    for row in range(20):
        sheet.write(row, 0, f"第{row}次")
    workbook.save(str(path))
    content = bytearray(path.read_bytes())
    (table,) = struct.unpack_from("<I", content, 76)
    (first,) = struct.unpack_from("<I", content, 48)
    struct.pack_into("<I", content, 512 * (table + 1) + 4 * first, first)
    path.write_bytes(content)
    return path


def test_what_is_read_is_the_same_as_without_a_process(book: Path) -> None:
    assert read_book(book) == open_book(book)


def test_one_process_reads_one_file_after_the_other(book: Path) -> None:
    read_book(book)
    (first,) = guarded._spare
    with pytest.raises(EnvironmentProblem):
        read_book(book.with_name("没有.xlsx"))
    assert read_book(book).sheets
    assert guarded._spare == [first]


def test_the_process_imports_neither_database_nor_window(book: Path) -> None:
    script = (
        "import sys; sys.argv[1:] = ['--help']; import zxdesk.__main__, zxdesk.exchange.book_file;"
        "print(*sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    heavy = {"sqlalchemy", "sqlmodel", "pydantic", "PySide6", "reportlab", "pyzipper", "sqlite3"}
    assert not heavy & set(done.stdout.split())


@pytest.mark.skipif(sys.platform != "linux", reason="the bound of memory is Linux's")
def test_a_workbook_that_takes_all_memory_is_refused(tmp_path: Path) -> None:
    path = looping_xls(tmp_path / "旧表.xls")
    problem = refused(path, limits=Limits(memory=400 << 20))
    assert "已经损坏，或者展开后太大" in problem.message
    assert guarded._spare == []


def test_the_program_goes_on_after_a_reader_died(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad = make_book(desk.folder / "坏.xlsx", ROWS)
    before = desk.steps()
    with monkeypatch.context() as context:
        reader(context, "os.abort()")
        with pytest.raises(EnvironmentProblem):
            desk.take_files(bad)
    assert desk.steps() == before
    assert desk.take_files(bad).added == {"活动": 1}


@pytest.mark.skipif(sys.platform == "win32", reason="signals are Unix's")
@pytest.mark.parametrize("number", ["SIGKILL", "SIGSEGV", "SIGABRT", "SIGXCPU"])
def test_a_reader_that_is_killed_gives_one_sentence(
    book: Path, monkeypatch: pytest.MonkeyPatch, number: str
) -> None:
    reader(monkeypatch, f"os.kill(os.getpid(), signal.{number})")
    assert "已经损坏，或者展开后太大" in refused(book).message


def test_a_reader_that_never_ends_is_stopped(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reader(monkeypatch, "time.sleep(600)")
    assert "读了 1 秒还没有读完" in refused(book, limits=Limits(seconds=1)).message


def test_a_reader_that_sends_without_end_is_stopped(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader(monkeypatch, OPENED + "\nwhile True: send(b'R', b'[]' + b' ' * 100_000)")
    assert "展开后太大" in refused(book, limits=Limits(output=1_000_000)).message


@pytest.mark.parametrize(
    "script",
    [
        "sys.stdout.buffer.write(b'\\x80\\x04\\x95 no frame'); sys.stdout.flush()",
        "send(b'Q')",
        "sys.stdout.buffer.write(struct.pack('>cI', b'R', 2**32 - 1)); sys.stdout.flush()",
        "sys.stdout.buffer.write(struct.pack('>cI', b'R', 9) + b'[]'); sys.stdout.flush()",
        "send(b'R', b'[[1, 2]]'); send(b'Z')",
        "send(b'S', b'{}'); send(b'Z')",
        OPENED + "; send(b'R', b'[' * 100_000); send(b'Z')",
        OPENED + "; send(b'R', b'[[1, {}]]'); send(b'Z')",
        OPENED + "; send(b'R', b'[[2], [1]]'); send(b'Z')",
        OPENED + "; send(b'R', b'[[1, [\"__import__\", \"os\"]]]'); send(b'Z')",
        OPENED + "; send(b'R', b'[[1, [\"day\", \"yesterday\"]]]'); send(b'Z')",
        OPENED + "; send(b'R', b'[[1' + b'9' * 5000 + b']]'); send(b'Z')",
        "send(b'S', b'\"\\xff\"'); send(b'Z')",
        "send(b'P', b'x'); send(b'Z')",
        "send(b'E', b'{\"kind\": \"SystemExit\"}')",
        "send(b'E', b'[]')",
    ],
)
def test_a_reader_that_lies_gives_one_sentence(
    book: Path, monkeypatch: pytest.MonkeyPatch, script: str
) -> None:
    reader(monkeypatch, script)
    refused(book)


def test_a_reader_that_is_not_ours_is_not_believed(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guarded, "command", lambda: [sys.executable, "-c", "pass"])
    assert "没有启动" in refused(book).message


def test_a_missing_reader_gives_one_sentence(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guarded, "command", lambda: [str(book.with_name("没有这个程序"))])
    problem = refused(book)
    assert "没有启动" in problem.message
    assert "重新安装" in problem.advice


def test_somebody_may_stop_the_reading(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Stopped(Exception):
        pass

    began = time.monotonic()

    def waiting() -> None:
        if time.monotonic() - began > 0.5:
            raise Stopped

    script = f"open({str(book.with_name('pid'))!r}, 'w').write(str(os.getpid())); time.sleep(600)"
    reader(monkeypatch, script)
    with pytest.raises(Stopped):
        read_book(book, waiting=waiting)
    assert guarded._spare == []
    if sys.platform != "win32":
        number = book.with_name("pid").read_text()
        with pytest.raises(ProcessLookupError):
            os.kill(int(number), 0)


def test_whoever_watches_stops_a_reading_however_deep_it_lies(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Stopped(Exception):
        pass

    def stop() -> None:
        raise Stopped

    reader(monkeypatch, "time.sleep(600)")
    with pytest.raises(Stopped), guarded.watched(stop):
        open_package(book)
    monkeypatch.undo()
    assert read_book(book).sheets


def test_a_spare_process_that_died_is_replaced(book: Path) -> None:
    read_book(book)
    guarded._spare[0]._process.kill()
    guarded._spare[0]._process.wait()
    assert read_book(book).sheets


def test_the_process_ends_with_the_program_that_asks(tmp_path: Path, book: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from zxdesk.exchange import guarded;"
        "from zxdesk.exchange.reading import read_book; read_book(Path(sys.argv[1]));"
        "print(guarded._spare[0]._process.pid, flush=True); import os; os._exit(1)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(book)], capture_output=True, text=True, check=False
    )
    if sys.platform != "win32":
        for _ in range(100):
            try:
                os.kill(int(done.stdout), 0)
            except ProcessLookupError:
                return
            time.sleep(0.1)
        pytest.fail("the process is still there")


@pytest.mark.skipif(sys.platform != "linux", reason="the bounds are Linux's")
def test_the_process_is_bound_before_it_reads() -> None:
    script = (
        "import resource, signal; from zxdesk.exchange.limits import Limits, bind;"
        "bind(Limits(memory=300 << 20, seconds=7));"
        "print(*(resource.getrlimit(n)[0] for n in (resource.RLIMIT_AS, resource.RLIMIT_CPU,"
        " resource.RLIMIT_FSIZE, resource.RLIMIT_CORE)), signal.alarm(0) > 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    memory, cpu, size, core, alarmed = done.stdout.split()
    assert (memory, size, core, alarmed) == (str(300 << 20), "0", "0", "True")
    assert 7 < int(cpu) < 12


def test_a_large_file_may_take_longer(tmp_path: Path) -> None:
    small, large = tmp_path / "a", tmp_path / "b"
    small.write_bytes(b"x")
    with large.open("wb") as file:
        file.truncate(100_000_000)
    assert guarded.limits_for(small).seconds == Limits.seconds
    assert guarded.limits_for(large).seconds > 4 * Limits.seconds
    assert guarded.limits_for(tmp_path / "c") == Limits()


def test_every_value_of_a_cell_survives_the_way() -> None:
    values = (
        *(None, True, False, 7, -2.5, 1e300, "", "第一行\n第二行", "\U00020bb7", "x" * 32_767),
        *(date(2026, 3, 5), datetime(2026, 3, 5, 9, 30), clock(9, 30), timedelta(hours=30)),
    )
    stream = Stream()
    frames.send_json(stream, frames.ROWS, [frames.numbered(3, values)])  # type: ignore[arg-type]
    ((number, found),) = frames.rows_of(stream.content(), after=2)
    assert (number, found) == (3, values)
    assert [type(value) for value in found] == [type(value) for value in values]


class Stream:
    """Keeps what is sent."""

    def __init__(self) -> None:
        self._sent = b""

    def write(self, sent: bytes) -> None:
        self._sent += sent

    def content(self) -> bytes:
        return self._sent[5:]


def test_a_frozen_program_reads_by_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "zxdesk.exe"
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(program))
    assert guarded.command() == [str(program), "--read-for-zxdesk"]
    for_commands = tmp_path / "zxdesk-cli.exe"
    for_commands.touch()
    assert guarded.command() == [str(for_commands), "--read-for-zxdesk"]


def test_a_module_in_the_folder_one_stands_in_is_not_run(
    book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit(3)")
    (tmp_path / "zxdesk.py").write_text("raise SystemExit(3)")
    monkeypatch.chdir(tmp_path)
    assert read_book(book).sheets


class Kernel:
    """Windows' part, as the documentation says it is called."""

    def __init__(self, *, refuses: str = "") -> None:
        self.calls: list[tuple[str, tuple[object, ...]]] = []
        self._refuses = refuses

    def __getattr__(self, name: str) -> object:
        def call(*words: object) -> int:
            self.calls.append((name, words))
            return 0 if name == self._refuses else 77

        return call


def test_on_windows_the_process_joins_a_job_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "_job", [])
    kernel = Kernel()
    for _ in range(2):
        limits._bind_on_windows(Limits(), kernel)
    names = [name for name, _ in kernel.calls]
    assert names.count("AssignProcessToJobObject") == 1
    assert names.count("SetInformationJobObject") == 2
    # Bound first, joined then: never in a job without bounds.
    assert names.index("SetInformationJobObject") < names.index("AssignProcessToJobObject")
    job, what, _, size = next(w for n, w in kernel.calls if n == "SetInformationJobObject")
    assert (job, what, size) == (77, 9, 144)


@pytest.mark.parametrize(
    "call", ["CreateJobObjectW", "SetInformationJobObject", "AssignProcessToJobObject"]
)
def test_a_process_that_windows_does_not_bind_reads_nothing(
    monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    monkeypatch.setattr(limits, "_job", [])
    with pytest.raises(OSError, match="bind"):
        limits._bind_on_windows(Limits(), Kernel(refuses=call))


@pytest.mark.skipif(struct.calcsize("P") != 8, reason="the offsets are those of 64 bits")
def test_the_limits_of_a_job_stand_where_windows_looks() -> None:
    bounds = limits.job_limits(Limits(memory=123 << 20, seconds=60), spent=2.5)
    content = bytes(bounds)
    assert struct.unpack_from("<q", content, 0) == (625_000_000,)
    assert struct.unpack_from("<I", content, 16) == (0x2508 | 0x0002,)
    assert struct.unpack_from("<I", content, 40) == (1,)
    assert struct.unpack_from("<Q", content, 112) == (123 << 20,)


def test_a_package_is_opened_by_the_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "包.zip"
    path.write_bytes(b"PK\x03\x04 no package")
    with pytest.raises(RefusedError, match="不是完整的报送包"):
        open_package(path)
    guarded.end_all()
    reader(monkeypatch, "os.kill(os.getpid(), 9)")
    with pytest.raises(RefusedError, match=r"包\.zip.*台账没有改动"):
        open_package(path)


@pytest.mark.parametrize(
    "script",
    [
        "send(b'V', b'[]'); send(b'Z')",
        "send(b'V', b'{\"manifest\": {}, \"sha256\": \"\"}'); send(b'Z')",
        "send(b'P', b'x'); send(b'Z')",
        "send(b'R', b'[]'); send(b'Z')",
    ],
)
def test_a_package_of_lies_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str
) -> None:
    reader(monkeypatch, script)
    with pytest.raises(RefusedError, match="台账没有改动"):
        open_package(tmp_path / "包.zip")
