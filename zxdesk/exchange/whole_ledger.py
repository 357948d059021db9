"""A whole ledger leaves as one file of open formats, and is made anew from it."""

import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

import zxdesk
from zxdesk.errors import EnvironmentProblem
from zxdesk.exchange import frames, guarded, whole_contents, whole_file
from zxdesk.exchange.exporting import Progress, csv_files
from zxdesk.exchange.frames import Frame, Garbled
from zxdesk.exchange.guarded import ReadingFailed
from zxdesk.exchange.kept_packages import LONGEST_STEM, free_file, packages_beside
from zxdesk.exchange.package_file import MAX_PACKED
from zxdesk.exchange.whole_file import refuse
from zxdesk.files import make_folder, reason_of, safe_stem, write_whole, writing
from zxdesk.store import Ledger, steps
from zxdesk.store.schema import SCHEMA_VERSION
from zxdesk.store.sealed import is_sealed
from zxdesk.store.sqlite import is_ledger
from zxdesk.store.tables import Stock, Unfit, rebuild, rows_of, stock_of, stored_tables


def export_whole(ledger: Ledger, path: Path, *, progress: Progress | None = None) -> dict[str, int]:
    """Write all there is in a ledger, its history and its kept packages; give our rows by sheet.

    Raises:
        EnvironmentProblem: the file cannot be written; what stood there stays.
    """
    counts: dict[str, int] = {}
    with (
        writing(path) as file,
        zipfile.ZipFile(file, "w") as archive,
        ledger.read() as session,
    ):
        packing = whole_file.Packing(archive)
        for sheet, rows, data in csv_files(session, ledger.own_id, progress=progress):
            counts[sheet] = rows
            packing.add(whole_file.RECORDS, f"{sheet}.csv", [data])
        connection = session.connection()
        stock = stock_of(connection)
        for name in stored_tables():
            lines = map(whole_file.line_of, rows_of(connection, name))
            packing.add(whole_file.DATA, name + whole_file.LINES, lines)
        for name, package in _packages(ledger).items():
            packing.add(whole_file.PACKAGES, name, [_content(package)])
        whole_contents.pack(packing, ledger, connection)
        packing.say(_manifest(ledger, stock) | {"origin": steps.origin(connection)})
    return counts


def _packages(ledger: Ledger) -> dict[str, Path]:
    """Give the packages kept beside a ledger by names that every system takes.

    People put files there too, and call them as their own system allows.
    """
    found: dict[str, Path] = {}
    folder = packages_beside(ledger.path)
    try:
        # A pattern would find nothing in a folder that may not be read.
        files = sorted(folder.iterdir()) if folder.exists() else []
    except OSError as error:
        raise EnvironmentProblem(
            f"留存报送包的文件夹“{folder.name}”读不了（{reason_of(error, reading=True)}），"
            "没有生成文件",
            "请检查这个文件夹的权限",
            code="unreadable_file",
        ) from error
    for file in files:
        if file.suffix != whole_file.ENDING or not file.is_file():
            continue
        words = file.stem.encode(errors="replace").decode()
        stem = safe_stem(words, longest=LONGEST_STEM) or "报送包"
        name, turn = stem + whole_file.ENDING, 2
        while name in found:
            name, turn = f"{stem}（{turn}）{whole_file.ENDING}", turn + 1
        found[name] = file
    return found


def _content(file: Path) -> bytes:
    """Read a kept package.

    Raises:
        EnvironmentProblem: it cannot be read, or is larger than any package.
    """
    try:
        if file.stat().st_size <= MAX_PACKED:
            return file.read_bytes()
        why = "太大，不是报送包"
    except OSError as error:
        why = reason_of(error, reading=True)
    raise EnvironmentProblem(
        f"留存的报送包“{file.name}”读不了（{why}），没有生成文件",
        f"请检查“{file.parent.name}”里的这个文件，不是报送包的请移走",
        code="unreadable_file",
    )


def _manifest(ledger: Ledger, stock: Stock) -> dict[str, object]:
    return {
        "program": zxdesk.__version__,
        "committee": ledger.own.name,
        "created": ledger.clock().isoformat(timespec="seconds"),
        "schema": stock.schema,
        "step": stock.head[0],
        "hash": stock.head[1],
        "last": dict(stock.last),
    }


def rebuild_ledger(
    path: Path, file: Path, *, clock: Callable[[], datetime] = datetime.now
) -> Ledger:
    """Make a ledger anew from all that `export_whole` wrote of one, and open it for writing.

    Raises:
        RefusedError: the file is not whole, or not what it says; nothing was left.
        EnvironmentProblem: the ledger exists already, or cannot be made.
    """
    _refuse_ledger(file)
    packages: list[tuple[str, bytes]] = []
    contents = whole_contents.Taken(file, path)
    written: list[Path] = []
    folder = packages_beside(path)
    stood = folder.exists()
    try:
        with closing(guarded.read("whole", file)) as frames_sent:
            stock = _stock(file, next(frames_sent, None), contents)
            ledger = rebuild(
                path,
                stock,
                _tables(file, _Sent(frames_sent), packages, contents),
                clock=clock,
                before_placing=lambda: _keep(path, packages, written),
            )
        contents.tell_lacking(ledger)
        return ledger
    except BaseException as error:
        contents.take_back()
        for kept in written:
            kept.unlink(missing_ok=True)
        if not stood:
            with suppress(OSError):
                folder.rmdir()
        if isinstance(error, Unfit):
            refuse(file, error.reason)
        if isinstance(error, ReadingFailed):
            refuse(file, error.reason, error.advice)
        if isinstance(error, Garbled):
            refuse(file, "读出来的内容是乱的")
        raise


def _refuse_ledger(file: Path) -> None:
    """Say of a ledger, or of a backup, how it is used: nothing is rebuilt of it."""
    name = f"“{file.name}”"
    if is_ledger(file):
        refuse(
            file,
            "它本身就是台账（或台账的备份），不是“全部导出”的 .zip",
            f"请直接打开{name}；要用它换回原来的台账，请用“恢复备份”或 zxdesk restore",
        )
    if is_sealed(file):
        refuse(file, "它是加密的备份，不是“全部导出”的 .zip", "请用“恢复备份”或 zxdesk restore")


def _stock(file: Path, first: Frame | None, contents: whole_contents.Taken) -> Stock:
    """Read what a file says of itself."""
    if first is None or first[0] != frames.VALUE:
        raise Garbled
    said = frames.value_of(first[1])
    schema, step, head, last = (said.get(name) for name in ("schema", "step", "hash", "last"))
    whole = type(schema) is int and type(step) is int and isinstance(head, str)
    numbers = isinstance(last, dict) and all(type(n) is int and n >= 0 for n in last.values())
    if not whole or not numbers or schema < 1:
        refuse(file, "说明文件不能读取")
    if schema > SCHEMA_VERSION:
        refuse(file, f"它由更新版本的程序写成（第{schema}版）")
    contents.begin(said.get("origin"))
    return Stock(schema, (step, head), last)


class _Sent:
    """Parts what the reading process sends into files."""

    def __init__(self, sent: Iterator[Frame]) -> None:
        self._sent = sent
        self._next: Frame | None = None

    def files(self) -> Iterator[tuple[str, Iterator[bytes]]]:
        """Give each file's name and pieces; a file ends where the next is asked for."""
        self._next = next(self._sent, None)
        while self._next is not None:
            kind, content = self._next
            if kind != frames.NAMED:
                raise Garbled
            pieces = self._pieces()
            yield frames.words_of(content), pieces
            for _ in pieces:
                pass

    def _pieces(self) -> Iterator[bytes]:
        for kind, content in self._sent:
            if kind != frames.PART:
                self._next = kind, content
                return
            yield content
        self._next = None


def _tables(
    file: Path,
    sent: _Sent,
    packages: list[tuple[str, bytes]],
    contents: whole_contents.Taken,
) -> Iterator[tuple[str, Iterator[dict[str, object]]]]:
    """Give the tables of a file; its packages are put aside, its contents where they belong."""
    for name, pieces in sent.files():
        if table := whole_file.table_of(name):
            yield table, whole_file.rows_in(pieces)
        elif package := whole_file.package_of(name):
            packages.append((package, _package(file, package, pieces)))
        elif sha256 := whole_file.content_of(name):
            contents.take(sha256, pieces)
        else:
            refuse(file, f"里面有不认识的文件（{name[:40]}）")


def _package(file: Path, name: str, pieces: Iterator[bytes]) -> bytes:
    content = bytearray()
    for piece in pieces:
        content += piece
        if len(content) > MAX_PACKED:
            refuse(file, f"里面的报送包太大（{name[:40]}）")
    return bytes(content)


def _keep(path: Path, packages: list[tuple[str, bytes]], written: list[Path]) -> None:
    """Put packages beside a ledger; another one that is called so stays."""
    folder = packages_beside(path)
    for name, data in packages:
        kept = free_file(folder, name, data)
        if kept.exists():
            continue
        try:
            make_folder(folder)
            write_whole(kept, data)
        except EnvironmentProblem as problem:
            raise EnvironmentProblem(
                f"没有建成台账 {path.name}，留存的报送包放不进去：{problem.message}",
                problem.advice,
                code=problem.code,
            ) from problem
        written.append(kept)
