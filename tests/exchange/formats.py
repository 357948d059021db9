"""Writes small workbooks in the formats that offices send beside .xlsx."""

import io
import struct
import zipfile
import zlib
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from email.message import EmailMessage
from hashlib import md5, pbkdf2_hmac, sha1, sha256
from html import escape
from pathlib import Path
from typing import Any

import olefile
import xlwt
from cryptography.hazmat.decrepit.ciphers.algorithms import ARC4, Blowfish
from cryptography.hazmat.decrepit.ciphers.modes import CFB
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from msoffcrypto.format.ooxml import OOXMLFile
from msoffcrypto.method.rc4 import DocumentRC4, _makekey

Sheets = Mapping[str, Sequence[Sequence[object]]]
_ODS = "application/vnd.oasis.opendocument.spreadsheet"
_NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "table", "text")
)


def write_ods(path: Path, sheets: Sheets) -> Path:
    """Write an OpenDocument workbook of text cells, with its empty rest of a million rows."""
    tables = ""
    for name, rows in sheets.items():
        lines = "".join(
            "<table:table-row>"
            + "".join(
                f'<table:table-cell office:value-type="string"><text:p>{escape(str(cell))}</text:p>'
                "</table:table-cell>"
                for cell in row
            )
            + '<table:table-cell table:number-columns-repeated="16380"/></table:table-row>'
            for row in rows
        )
        rest = (
            '<table:table-row table:number-rows-repeated="1048000">'
            '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
        )
        tables += f'<table:table table:name="{name}">{lines}{rest}</table:table>'
    return pack_ods(path, tables)


def pack_ods(path: Path, tables: str) -> Path:
    """Pack tables of an OpenDocument workbook."""
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_NAMES}>'
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("mimetype", _ODS)
        package.writestr("content.xml", content)
        package.writestr("META-INF/manifest.xml", "<manifest/>")
    return path


def write_page(path: Path, sheets: Sheets, *, encoding: str = "utf-8") -> Path:
    """Write the tables of a web page."""
    path.write_bytes(page(sheets, encoding).encode(encoding))
    return path


def page(sheets: Sheets, encoding: str) -> str:
    """Give a web page with a table for each sheet."""
    tables = "".join(
        "<table>"
        + "".join(
            "<tr>" + "".join(f"<td>{escape(str(cell))}</td>" for cell in row) + "</tr>"
            for row in rows
        )
        + "</table>"
        for rows in sheets.values()
    )
    return (
        f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={encoding}">'
        f"<title>导出</title></head><body>{tables}</body></html>"
    )


def write_mail(path: Path, sheets: Sheets) -> Path:
    """Write a page packed as mail, a part for each sheet and one that names them."""
    message = EmailMessage()
    message["Subject"] = "workbook"
    names = "".join(f"<x:ExcelWorksheet><x:Name>{n}</x:Name></x:ExcelWorksheet>" for n in sheets)
    message.set_content(
        f"<html><!--[if gte mso 9]><xml>{names}</xml><![endif]--></html>", subtype="html"
    )
    for name, rows in sheets.items():
        message.add_related(page({name: rows}, "utf-8").encode(), "text", "html")
    path.write_bytes(bytes(message))
    return path


def write_xml(path: Path, sheets: Sheets, *, encoding: str = "utf-8") -> Path:
    """Write an XML spreadsheet of 2003."""
    path.write_bytes(xml(sheets, encoding).encode(encoding))
    return path


def xml(sheets: Sheets, encoding: str = "utf-8") -> str:
    """Give an XML spreadsheet."""
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    body = "".join(
        f'<Worksheet ss:Name="{name}"><Table>'
        + "".join(
            "<Row>"
            + "".join(
                f'<Cell><Data ss:Type="String">{escape(str(cell))}</Data></Cell>' for cell in row
            )
            + "</Row>"
            for row in rows
        )
        + "</Table></Worksheet>"
        for name, rows in sheets.items()
    )
    return (
        f'<?xml version="1.0" encoding="{encoding}"?>\n<?mso-application progid="Excel.Sheet"?>\n'
        f'<Workbook xmlns="{space}" xmlns:ss="{space}">{body}</Workbook>'
    )


def lock(plain: Path, locked: Path, password: str) -> Path:
    """Lock a workbook with a password as Excel does."""
    with plain.open("rb") as source, locked.open("wb") as target:
        OOXMLFile(source).encrypt(password, target)
    return locked


def lock_ods(path: Path, password: str, way: str) -> Path:
    """Lock an OpenDocument workbook: as OpenOffice (`blowfish`), or LibreOffice, old or new."""
    start, packed = sha256(password.encode()).digest(), zlib.compressobj(wbits=-15)
    content = path.read_bytes()
    name = "encrypted-package"
    if way != "gcm":
        name = "content.xml"
        with zipfile.ZipFile(path) as package:
            content = package.read(name)
        content = packed.compress(content) + packed.flush()
    salt, nonce = b"0123456789abcdef", b"fedcba9876543210"
    derived = 'manifest:key-derivation-name="PBKDF2" manifest:iteration-count="1000"'
    checked = (
        'manifest:checksum-type="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0#sha256-1k"'
        f' manifest:checksum="{_written(sha256(content[:1024]).digest())}"'
    )
    said = (
        '<manifest:start-key-generation manifest:start-key-generation-name="'
        'http://www.w3.org/2000/09/xmldsig#sha256" manifest:key-size="32"/>'
    )
    if way == "gcm":
        algorithm, nonce, checked = "http://www.w3.org/2009/xmlenc11#aes256-gcm", nonce[:12], ""
        derived = (
            'manifest:key-derivation-name="urn:org:documentfoundation:names:experimental:office:'
            'manifest:argon2id" loext:argon2-iterations="1" loext:argon2-memory="64"'
            ' loext:argon2-lanes="1"'
        )
        key = Argon2id(salt=salt, length=32, iterations=1, lanes=1, memory_cost=64).derive(start)
        shut = nonce + AESGCM(key).encrypt(nonce, content, None)
    elif way == "cbc":
        algorithm = "http://www.w3.org/2001/04/xmlenc#aes256-cbc"
        key = pbkdf2_hmac("sha1", start, salt, 1000, 32)
        fill = 16 - len(content) % 16
        shut = _shut(Cipher(AES(key), CBC(nonce)), content + bytes([0] * (fill - 1) + [fill]))
    else:
        algorithm, nonce, said = "Blowfish CFB", nonce[:8], ""
        key = pbkdf2_hmac("sha1", sha1(password.encode()).digest(), salt, 1000, 16)
        checked = (
            'manifest:checksum-type="SHA1/1K" '
            f'manifest:checksum="{_written(sha1(content[:1024]).digest())}"'
        )
        shut = _shut(Cipher(Blowfish(key), CFB(nonce)), content)
    size = "" if way == "blowfish" else 'manifest:key-size="32"'
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" '
        'xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0">'
        f'<manifest:file-entry manifest:full-path="{name}" manifest:size="1">'
        f"<manifest:encryption-data {checked}>"
        f'<manifest:algorithm manifest:algorithm-name="{algorithm}" '
        f'manifest:initialisation-vector="{_written(nonce)}"/>{said}'
        f'<manifest:key-derivation {derived} {size} manifest:salt="{_written(salt)}"/>'
        "</manifest:encryption-data></manifest:file-entry></manifest:manifest>"
    )
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("mimetype", _ODS)
        package.writestr(name, shut)
        package.writestr("META-INF/manifest.xml", manifest)
    return path


def _written(data: bytes) -> str:
    return b64encode(data).decode()


def _shut(cipher: Cipher[Any], content: bytes) -> bytes:
    encryptor = cipher.encryptor()
    return encryptor.update(content) + encryptor.finalize()


_OLD_WRITER, _FILE_PASS, _SHEET, _BEGIN = 0x5C, 0x2F, 0x85, 0x809


def lock_old(path: Path, sheets: Sheets, password: str) -> Path:
    """Write an old workbook (.xls) and lock it by RC4, as Excel 97 does.

    Records keep their heads in the clear; see MS-XLS 2.2.10.
    """
    plain = _old_stream(path, sheets)
    salt, verifier = b"0123456789abcdef", b"fedcba9876543210"
    cipher = Cipher(ARC4(_makekey(password, salt, 0)), mode=None).encryptor()
    proof = cipher.update(verifier) + cipher.update(md5(verifier).digest())
    body = struct.pack("<HHH", 1, 1, 1) + salt + proof
    stream = bytearray(plain)
    at = stream.index(struct.pack("<HH", _OLD_WRITER, 112))
    rest = 112 - len(body) - 4
    locks = struct.pack("<HH", _FILE_PASS, len(body)) + body
    stream[at : at + 116] = locks + struct.pack("<HH", _OLD_WRITER, rest) + b" " * rest
    source = io.BytesIO(bytes(stream))
    shut = bytearray(DocumentRC4.decrypt(password, salt, source, blocksize=1024).read())
    for place, kind, length in _records(stream):
        clear = 4 + {_BEGIN: length, _FILE_PASS: length, _SHEET: 4}.get(kind, 0)
        shut[place : place + clear] = stream[place : place + clear]
    path.write_bytes(path.read_bytes().replace(plain, bytes(shut[: len(plain)])))
    return path


def _old_stream(path: Path, sheets: Sheets) -> bytes:
    """Write an old workbook whose records fill its stream to the end; give that."""
    for longer in range(8):
        book = xlwt.Workbook()
        for name, rows in sheets.items():
            sheet = book.add_sheet(name)
            sheet.header_str = b"x" * longer
            for row, cells in enumerate(rows):
                for column, cell in enumerate(cells):
                    sheet.write(row, column, cell)
        book.save(str(path))
        with olefile.OleFileIO(str(path)) as ole:
            stream: bytes = ole.openstream("Workbook").read()
        *_, (place, _kind, length) = _records(stream)
        if place + 4 + length == len(stream):
            return stream
    raise AssertionError("no such stream")


def _records(stream: bytes) -> Iterator[tuple[int, int, int]]:
    at = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield at, kind, length
        at += 4 + length
