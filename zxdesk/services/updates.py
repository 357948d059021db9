"""Updates from a file: only what its makers signed, only newer, never without a backup.

Beside the installer lies a small signature file. It names the version and the installer's
SHA-256, so neither can be exchanged for another that was signed once. What is verified is a copy
in the user's own folder, and that copy is what runs.
"""

import base64
import binascii
import json
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from zxdesk import __version__, paths
from zxdesk.errors import EnvironmentProblem, RefusedError, UserError
from zxdesk.files import make_folder, not_written
from zxdesk.recent import last_opened
from zxdesk.store import backups
from zxdesk.store.backups import Backup

INSTALLER, SIGNATURE = ".exe", ".sig"
# The installer waits for the program to end; with /S it shows no pages.
_WAITING, _SILENT = "/UPDATE", "/S"
_LONGEST_NOTE = 64_000
_VERSION = re.compile(r"\d+(\.\d+){1,3}")


@dataclass(frozen=True)
class Update:
    """A verified installer of a newer version."""

    installer: Path
    version: str


def statement(version: str, digest: str) -> bytes:
    """Give the words that are signed."""
    return f"zxdesk update\n{version}\n{digest}\n".encode("ascii")


def take_in(file: Path) -> Update:
    """Copy an installer and its signature file to the user's folder and verify the copy.

    Args:
        file: The installer, or its signature file.

    Raises:
        UserError: that is no installer with its signature file.
        RefusedError: it is not signed by the program's makers, or not newer.
        EnvironmentProblem: it cannot be copied.
    """
    _refuse_where_impossible()
    installer = file.with_suffix("") if file.suffix == SIGNATURE else file
    signature = installer.with_name(installer.name + SIGNATURE)
    if installer.suffix.lower() != INSTALLER:
        raise UserError(f"“{file.name}”不是安装程序，没有更新", "请选择扩展名为 .exe 的安装程序")
    if not installer.is_file():
        raise EnvironmentProblem(
            f"找不到安装程序“{file.name}”，没有更新", "请检查文件名和文件夹", code="missing"
        )
    if not signature.is_file():
        raise EnvironmentProblem(
            f"“{installer.name}”旁边没有签名文件 {signature.name}，没有更新",
            "请把安装程序和签名文件放在同一个文件夹里再试",
            code="missing",
        )
    tidy()
    try:
        make_folder(_folder())
        copy, note = (Path(shutil.copy(one, _folder())) for one in (installer, signature))
    except OSError as error:
        raise not_written(_folder() / installer.name, error) from error
    try:
        return Update(copy, _verified(copy, note))
    except (RefusedError, UserError):
        tidy()
        raise


def back_up(*, now: datetime) -> Backup | None:
    """Back up the ledger opened last; None where there is none.

    Raises:
        EnvironmentProblem: the backup could not be made.
    """
    ledger = last_opened()
    return (
        backups.make(ledger, backups.automatic_file(ledger, now=now), now=now) if ledger else None
    )


def hand_over(update: Update, *, silent: bool = False) -> None:
    """Start the installer, which waits until this program has ended.

    Raises:
        RefusedError: this is not Windows.
    """
    if sys.platform != "win32":
        raise RefusedError(
            "更新文件只能在 Windows 上安装，没有更新", "请在 Windows 电脑上再试", code="not_windows"
        )
    subprocess.Popen([str(update.installer), _WAITING, *([_SILENT] if silent else [])])


def tidy() -> None:
    """Drop installers that were taken in before."""
    shutil.rmtree(_folder(), ignore_errors=True)


def _folder() -> Path:
    return paths.user_data() / "updates"


def _refuse_where_impossible() -> None:
    if paths.is_portable():
        raise RefusedError(
            "便携版不用安装程序更新，没有更新",
            "请解压新的便携版，再把旧文件夹里的“数据”文件夹复制过去",
            code="portable",
        )
    if not _keys():
        raise RefusedError(
            "这个程序没有内置更新公钥，没有更新", "请关闭程序后直接运行新的安装程序", code="no_key"
        )


def _keys() -> list[bytes]:
    """Give the public keys whose signatures count; a source checkout has none."""
    try:
        words = (paths.resources() / "update_key.txt").read_text("ascii").split()
    except FileNotFoundError:
        return []
    return [bytes.fromhex(word) for word in words]


def _verified(installer: Path, note: Path) -> str:
    """Give the version of an installer that is signed and newer."""
    try:
        if note.stat().st_size > _LONGEST_NOTE:
            raise ValueError
        said = json.loads(note.read_text("ascii"))
        version, digest = str(said["version"]), str(said["sha256"])
        signature = base64.b64decode(said["signature"], validate=True)
        words = statement(version, digest)
    except (ValueError, KeyError, TypeError, RecursionError, binascii.Error):
        raise _not_signed(installer) from None
    signed = any(_is_signed(key, signature, words) for key in _keys())
    if not signed or not _VERSION.fullmatch(version) or backups.sha256(installer) != digest:
        raise _not_signed(installer)
    if _numbers(version) <= _numbers(__version__):
        raise RefusedError(
            f"“{installer.name}”是 {version} 版，现在用的是 {__version__} 版，没有更新",
            "请选择版本更高的安装程序",
            code="not_newer",
        )
    return version


def _is_signed(key: bytes, signature: bytes, words: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, words)
    except InvalidSignature:
        return False
    return True


def _not_signed(installer: Path) -> RefusedError:
    return RefusedError(
        f"“{installer.name}”的签名不符，可能已损坏或被改动，没有更新",
        "请向发布单位重新索取安装程序和签名文件",
        code="not_signed",
    )


def _numbers(version: str) -> tuple[int, ...]:
    numbers = [int(part) for part in version.split(".")]
    return tuple([*numbers, 0, 0, 0][:4])
