"""Opens workbooks that ask for a password."""

import io
from pathlib import Path

import msoffcrypto
from msoffcrypto.exceptions import InvalidKeyError
from msoffcrypto.format.ooxml import OOXMLFile

from zxdesk.errors import EnvironmentProblem
from zxdesk.exchange.guard import LOCKED, MAX_BYTES, WRONG_PASSWORD, unreadable
from zxdesk.exchange.open_document_locks import WrongPassword, opened

# Excel locks with it where a book is protected from changes only, and opens it unasked:
# https://learn.microsoft.com/openspecs/office_file_formats/ms-offcrypto
STANDING = "VelvetSweatshop"
PACKED = b"PK"
_MOST_ROUNDS = 10_000_000


def unlocked(path: Path, data: bytes, password: str) -> bytes:
    """Give a workbook's bytes without its password.

    Raises:
        EnvironmentProblem: it needs one (code `locked_file`), another one (`wrong_password`), or
            it cannot be opened at all.
    """
    packed = data.startswith(PACKED)
    for tried in ("" if packed else STANDING, password):
        if tried:
            try:
                return (_open_document if packed else _opened)(path, data, tried)
            except (InvalidKeyError, WrongPassword):
                continue
    if password:
        raise unreadable(path, "的打开密码不对", "请重新输入密码", code=WRONG_PASSWORD)
    raise unreadable(
        path,
        "有打开密码",
        "请在导入窗口输入密码，命令行用 --password-file 文件；也可以取消密码后另存再导入",
        code=LOCKED,
    )


def _opened(path: Path, data: bytes, password: str) -> bytes:
    out = io.BytesIO()
    try:
        book = msoffcrypto.OfficeFile(io.BytesIO(data))
        if isinstance(book, OOXMLFile):
            if int(book.info.get("spinValue") or 0) > _MOST_ROUNDS:
                raise ValueError("too many rounds")
            book.load_key(password=password, verify_password=True)
        else:
            book.load_key(password=password)
        book.decrypt(out)
    except (InvalidKeyError, MemoryError):
        raise
    except Exception as error:  # a library that follows foreign offsets may raise anything
        raise _strange(path) from error
    if out.tell() > MAX_BYTES:
        raise unreadable(path, "太大（超过200MB）", "请拆成几个文件再导入")
    return out.getvalue()


def _open_document(path: Path, data: bytes, password: str) -> bytes:
    try:
        return opened(path, data, password)
    except (WrongPassword, EnvironmentProblem, MemoryError):
        raise
    # Names, numbers and bytes of the manifest are foreign, and so is what was encrypted.
    except Exception as error:
        raise _strange(path) from error


def _strange(path: Path) -> EnvironmentProblem:
    return unreadable(
        path,
        "有打开密码，它的加密方法不认识，或者已经损坏",
        "请用 Excel、WPS 或 LibreOffice 打开，取消密码后另存为 .xlsx 再导入",
    )
