"""Every operation that writes, with what may stand on the disk when it was cut short."""

import io
import os
import shutil
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from unittest import mock

import sqlalchemy as sa

from tests.kinds import populate
from tests.ledgers import Office
from tests.signed import put_key, signed
from zxdesk import paths
from zxdesk.cli import program
from zxdesk.recent import remember
from zxdesk.records import KINDS
from zxdesk.services import updates
from zxdesk.services.ledgers import found_ledger
from zxdesk.services.records import create
from zxdesk.store import migrate, open_ledger

TODAY = "2026-11-22"
NOW = datetime(2026, 11, 22, 9, 30)
LEDGER = "云溪.zxd"
CITY = "溪州.zxd"
QUARTER = "2026Q1"
SHARED = ("--ledger", LEDGER, "--today", TODAY)
Prepare = Callable[[Path], None]


def nothing(_folder: Path) -> None:
    """The filled ledger is all that is needed."""


@dataclass(frozen=True)
class Operation:
    """One thing the office does.

    Attributes:
        words: The command, or the name of a deed.
        prepare: Makes what the command needs in a folder that holds a filled ledger.
        ledgers: The ledgers that must be sound afterwards, with old or new content.
        outputs: Files (patterns) that are there whole or not at all.
        halfway: A command that brings the ledger to a state that may stand too, where the
            operation is several steps and says how far it came.
        founds: Whether the ledger is made by it: before, there is none.
    """

    name: str
    words: Sequence[str]
    prepare: Prepare = nothing
    ledgers: Sequence[str] = (LEDGER,)
    outputs: Sequence[str] = ()
    halfway: Sequence[str] = ()
    founds: bool = False
    again: frozenset[int] = field(default=frozenset({0}))


def clock() -> datetime:
    """The moment at which everything takes place."""
    return NOW


def county(folder: Path) -> None:
    """Put a small filled ledger into an empty folder."""
    with found_ledger(
        folder / LEDGER, committee="政协云溪县委员会", level="县", region="云溪县", clock=clock
    ) as ledger:
        office = Office(ledger)
        ids = populate(office)
        for opinion_id, issue_id in zip(ids["opinion"], ids["issue"], strict=True):
            office.change("opinion", opinion_id, issue_id=issue_id)


def run(folder: Path, *words: str) -> None:
    """Run a command that must succeed."""
    before, said = Path.cwd(), io.StringIO()
    os.chdir(folder)
    try:
        with redirect_stdout(said), redirect_stderr(said):
            code = program.run(words, open_window=lambda _: 0, pictures=lambda *_, **__: [])
    finally:
        os.chdir(before)
    assert code == 0, (words, said.getvalue())


def with_book(folder: Path) -> None:
    """Add a workbook with new records and one changed."""
    from zxdesk.exchange.plain_book import write_plain_book

    people = [{"委员编号": f"B{n}", "姓名": f"赵{n}", "界别": "科技界"} for n in range(40)]
    attended = [{"活动编号": "HD-9", "委员": f"B{n}", "出席情况": "出席"} for n in range(40)]
    held = {"编号": "HD-9", "名称": "读书会", "类型": "读书", "开始时间": "2026-03-05 09:00"}
    write_plain_book(folder / "工作.xlsx", {"委员": people, "活动": [held], "出席": attended})


def imported(folder: Path) -> None:
    """Import a workbook."""
    with_book(folder)
    run(folder, "import", "工作.xlsx", *SHARED)


def undone(folder: Path) -> None:
    """Import a workbook and take that back."""
    imported(folder)
    run(folder, "undo", *SHARED)


def closed(folder: Path) -> None:
    """Close a quarter."""
    run(folder, "quarter", "close", QUARTER, "--force", *SHARED)


def packed(folder: Path) -> None:
    """Send a quarter's package, and found the city that receives it."""
    run(folder, "quarter", "export", QUARTER, "--force", "--out", "报送", *SHARED)
    for package in (folder / "报送").glob("*.zip"):
        shutil.copy(package, folder / "报送.zip")
    found_ledger(
        folder / CITY, committee="政协溪州市委员会", level="市", region="溪州市", clock=clock
    ).close()


def with_photo(folder: Path) -> None:
    """Put a photo and a scan beside the ledger."""
    (folder / "合影.jpg").write_bytes(b"\xff\xd8 all of us" * 9000)
    (folder / "签到.pdf").write_bytes(b"%PDF signed\n%%EOF\n")


def person_with_photo(folder: Path) -> None:
    """Enter a member of whom there is a photo."""
    person(folder)
    with_photo(folder)


def attached(folder: Path) -> None:
    """Hang a photo and a scan on a member."""
    person_with_photo(folder)
    run(folder, *ATTACH)


def away_with_files(folder: Path) -> None:
    """Make a backup elsewhere, and a place for another ledger."""
    attached(folder)
    run(folder, "backup", "--out", "U盘/备份.zxd", *SHARED)
    (folder / "新家").mkdir()


def sealed_with_files(folder: Path) -> None:
    """Make a backup under a password, and a place for another ledger."""
    attached(folder)
    sealed(folder)
    (folder / "新家").mkdir()


def attached_under_password(folder: Path) -> None:
    """Have files on a member, and a password."""
    attached(folder)
    with_password(folder)


def exported_with_files(folder: Path) -> None:
    """Export all there is of a ledger with files."""
    attached(folder)
    exported(folder)
    (folder / "新家").mkdir()


def colleague_with_files(folder: Path) -> None:
    """Give a colleague a copy elsewhere, where files are hung on a member."""
    person(folder)
    with_photo(folder)
    (folder / "她").mkdir()
    shutil.copy(folder / LEDGER, folder / "她" / LEDGER)
    run(folder, *ATTACH[:-3], "她/" + LEDGER, *ATTACH[-2:])


def backed_up(folder: Path) -> None:
    """Make a backup, then go on working."""
    run(folder, "backup", "--out", "备份.zxd", *SHARED)
    imported(folder)


def received(folder: Path) -> None:
    """Let the city receive two packages of a quarter, the second with more in it."""
    packed(folder)
    run(folder, *RECEIVE)
    imported(folder)
    again = ("--force", "--reason", "补登", "--out", "更正")
    run(folder, "quarter", "export", QUARTER, *again, *SHARED)
    for package in (folder / "更正").glob("*.zip"):
        run(folder, "receive", str(package), "--ledger", CITY, "--today", TODAY)


def colleague(folder: Path) -> None:
    """Give a colleague a copy, who enters a meeting with its roll."""
    shutil.copy(folder / LEDGER, folder / "同事.zxd")
    with open_ledger(folder / "同事.zxd", clock=clock) as ledger:
        office = Office(ledger)
        member_id = office.member("钱同事")
        event_id = office.add("event", name="同事登记的会", start=datetime(2026, 4, 6, 9))
        office.add("attendance", event_id=event_id, member_id=member_id, status="出席")


def exported(folder: Path) -> None:
    """Export all there is of a ledger that has kept a package."""
    run(folder, *EXPORT)
    run(folder, "export", "all", "--out", "全部.zip", *SHARED)


def with_password(folder: Path) -> None:
    """Keep a password in a file."""
    (folder / "密码.txt").write_text("云溪2026秋\n", encoding="utf-8")


def with_template(folder: Path) -> None:
    """Write a template of a report."""
    (folder / "模板.txt").write_text('活动{{ 数("event.held") }}场\n', encoding="utf-8")


def sealed(folder: Path) -> None:
    """Make a backup under a password, then go on working."""
    with_password(folder)
    run(folder, "backup", "--out", "备份.zxd", "--password-file", "密码.txt", *SHARED)
    imported(folder)


def person(folder: Path) -> None:
    """Enter a member with personal data, changed once."""
    with open_ledger(folder / LEDGER, clock=clock) as ledger:
        office = Office(ledger)
        member_id = office.member("吴一凡")
        office.change("member", member_id, number="E1", phone="13800138000")
        office.change("member", member_id, phone="13900139000")


def older(folder: Path) -> None:
    """Let the ledger be one that an earlier version of the program has written."""
    with closing(sqlite3.connect(folder / LEDGER)) as connection, connection:
        connection.execute("DROP TRIGGER log_unit_update")
        connection.execute("PRAGMA user_version = 0")


def with_installer(folder: Path) -> None:
    """Put a newer version beside a ledger that was opened last."""
    (folder / "公钥").mkdir()
    put_key(folder / "公钥")
    signed(folder, "99.0.0", content=b"MZ" * 200_000).rename(folder / "安装.exe")
    next(folder.glob("*.sig")).rename(folder / "安装.exe.sig")


def migrate_older() -> int:
    """Open an older ledger, as a version does that builds one of its tables anew."""
    upgrade = migrate.run_migrations

    def with_rebuilding(connection: sa.Connection) -> None:
        upgrade(connection)
        rebuild(connection, "unit")

    with mock.patch.object(migrate, "run_migrations", with_rebuilding):
        open_ledger(Path(LEDGER), clock=clock).close()
    return 0


def rebuild(connection: sa.Connection, table: str) -> None:
    """Build a table anew with all its rows, as SQLite wants it for many changes of a column."""
    query = "SELECT sql FROM sqlite_master WHERE tbl_name = ? AND type = ? AND sql IS NOT NULL"
    made = connection.exec_driver_sql(query, (table, "table")).scalar_one()
    indexes = connection.exec_driver_sql(query, (table, "index")).scalars().all()
    new = made.replace(table, "built_anew", 1)
    for statement in (
        new,
        f"INSERT INTO built_anew SELECT * FROM {table}",
        f"DROP TABLE {table}",
        f"ALTER TABLE built_anew RENAME TO {table}",
        *indexes,
    ):
        connection.exec_driver_sql(statement)


def update_program() -> int:
    """Take in a newer version and back the ledger up; what starts must be the whole installer."""
    remember(Path(LEDGER).absolute())
    with (
        mock.patch.object(paths, "resources", return_value=Path("公钥")),
        mock.patch.object(updates, "hand_over", _start),
    ):
        return program.run(
            ["update", "安装.exe"], open_window=lambda _: 0, pictures=lambda *_, **__: []
        )


def _start(update: updates.Update, *, silent: bool) -> None:
    assert silent
    assert update.installer.read_bytes() == Path("安装.exe").read_bytes()


def save() -> int:
    """Open the ledger, enter a meeting as the window does, close it."""
    with open_ledger(Path(LEDGER), clock=clock) as ledger, ledger.write("登记活动") as session:
        values = {"name": "新会", "type": "座谈会", "start": datetime(2026, 5, 6, 9)}
        create(session, KINDS["event"], values, owner_id=ledger.own_id, today=date(2026, 11, 22))
    return 0


# What no command does: the window, a version to come, the installer that is started.
DEEDS: dict[str, Callable[[], int]] = {
    "登记": save,
    "升级": migrate_older,
    "更新": update_program,
}

NEW = ("new", "新.zxd", "--committee", "政协云溪县委员会", "--level", "县", "--today", TODAY)
REBUILD = ("new", "新.zxd", "--from", "全部.zip", "--today", TODAY)
HOME = "新家/云溪.zxd"
ATTACH = ("attach", "委员", "E1", "合影.jpg", "签到.pdf", *SHARED)
EXPORT = ("quarter", "export", QUARTER, "--force", "--out", "报送", *SHARED)
RECEIVE = ("receive", "报送.zip", "--ledger", CITY, "--today", TODAY)

OPERATIONS = {
    one.name: one
    for one in (
        Operation("新建", NEW, ledgers=("新.zxd",), founds=True),
        Operation("登记", ("登记",)),
        Operation("导入", ("import", "工作.xlsx", *SHARED), with_book),
        Operation("撤销", ("undo", *SHARED), imported),
        Operation("重做", ("redo", *SHARED), undone),
        Operation("结账", ("quarter", "close", QUARTER, "--force", *SHARED)),
        Operation("重开", ("quarter", "reopen", QUARTER, "--reason", "漏报", *SHARED), closed),
        Operation("导出", ("export", "all", "--out", "导出.xlsx", *SHARED), outputs=("导出.xlsx",)),
        Operation(
            "全部导出", ("export", "all", "--out", "全部.zip", *SHARED), outputs=("全部.zip",)
        ),
        Operation("重建", REBUILD, exported, ledgers=("新.zxd",), founds=True),
        Operation(
            "报送",
            EXPORT,
            outputs=("报送/*.zip",),
            halfway=("quarter", "close", QUARTER, "--force", *SHARED),
        ),
        Operation("接收", RECEIVE, packed, ledgers=(CITY,)),
        Operation(
            "撤下",
            ("receive", "--remove", "云溪县", "--ledger", CITY, "--today", TODAY),
            received,
            ledgers=(CITY,),
        ),
        Operation("恢复", ("restore", "备份.zxd", "--ledger", LEDGER), backed_up),
        Operation(
            "恢复加密",
            ("restore", "备份.zxd", "--ledger", LEDGER, "--password-file", "密码.txt"),
            sealed,
        ),
        Operation(
            "加密备份",
            ("backup", "--out", "密.zxd", "--password-file", "密码.txt", *SHARED),
            with_password,
            outputs=("密.zxd",),
        ),
        Operation("抹除", ("erase", "委员", "E1", "--reason", "本人要求", *SHARED), person),
        Operation("备份", ("backup", "--out", "新备份.zxd", *SHARED), outputs=("新备份.zxd",)),
        Operation("升级", ("升级",), older),
        Operation("更新", ("更新",), with_installer, outputs=("云溪-备份/*.zxd",)),
        Operation("合并", ("merge", "同事.zxd", *SHARED), colleague),
        Operation("添加附件", ATTACH, person_with_photo),
        Operation("移除附件", ("detach", "委员", "E1", "合影.jpg", *SHARED), attached),
        Operation(
            "存出附件",
            ("attachments", "委员", "E1", "--save", "取出", *SHARED),
            attached,
            outputs=("取出/合影.jpg", "取出/签到.pdf"),
        ),
        Operation(
            "附件备份",
            ("backup", "--out", "U盘/新.zxd", *SHARED),
            attached,
            outputs=("U盘/*.zxd",),
        ),
        Operation(
            "附件加密备份",
            ("backup", "--out", "U盘/密.zxd", "--password-file", "密码.txt", *SHARED),
            attached_under_password,
            outputs=("U盘/*.zxd",),
        ),
        Operation(
            "恢复附件",
            ("restore", "U盘/备份.zxd", "--ledger", HOME),
            away_with_files,
            ledgers=(HOME,),
            founds=True,
        ),
        Operation(
            "恢复加密附件",
            ("restore", "备份.zxd", "--ledger", HOME, "--password-file", "密码.txt"),
            sealed_with_files,
            ledgers=(HOME,),
            founds=True,
        ),
        Operation(
            "附件全部导出",
            ("export", "all", "--out", "全部.zip", *SHARED),
            attached,
            outputs=("全部.zip",),
        ),
        Operation(
            "重建附件",
            ("new", HOME, "--from", "全部.zip", "--today", TODAY),
            exported_with_files,
            ledgers=(HOME,),
            founds=True,
        ),
        Operation("合并附件", ("merge", "她/" + LEDGER, *SHARED), colleague_with_files),
        Operation("抹除附件", ("erase", "委员", "E1", "--reason", "本人要求", *SHARED), attached),
        Operation(
            "打印", ("print", "委员名册", "--out", "名册.pdf", *SHARED), outputs=("名册.pdf",)
        ),
        Operation(
            "报告",
            ("report", "模板.txt", "--period", "2026", "--out", "报告.docx", *SHARED),
            with_template,
            outputs=("报告.docx",),
        ),
    )
}
