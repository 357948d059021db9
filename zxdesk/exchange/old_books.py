"""What an old workbook (.xls, .et) says of itself, read from its records.

The records: https://learn.microsoft.com/openspecs/office_file_formats/ms-xls
"""

import io
import struct

import olefile

from zxdesk.exchange.guard import Look

_STREAMS = ("Workbook", "Book")
_FILE_PASS, _DATE_MODE, _ERROR = 0x2F, 0x22, 0x205
_FORMULAS = (0x06, 0x206, 0x406)
_HEAD = struct.Struct("<HH")
_ERROR_RESULT, _NO_NUMBER = 2, b"\xff\xff"


def look_over(data: bytes) -> Look:
    """Give what its records say; what cannot be followed says nothing, and the reader decides."""
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            name = next((name for name in _STREAMS if ole.exists(name)), None)
            stream = ole.openstream(name).read() if name else b""
    except MemoryError:
        raise
    except Exception:  # a library that follows foreign offsets may raise anything
        return Look()
    return _records(stream)


def _records(stream: bytes) -> Look:
    at = broken = 0
    from_1904 = False
    while at + _HEAD.size <= len(stream):
        kind, length = _HEAD.unpack_from(stream, at)
        at += _HEAD.size
        if kind == _FILE_PASS:
            return Look(locked=True)
        if kind == _DATE_MODE:
            from_1904 = stream[at : at + 1] == b"\x01"
        elif kind == _ERROR:
            broken += stream[at + 7 : at + 8] == b"\x01"
        elif kind in _FORMULAS:
            no_number = stream[at + 12 : at + 14] == _NO_NUMBER
            broken += no_number and stream[at + 6 : at + 7] == bytes((_ERROR_RESULT,))
        at += length
    return Look(broken=broken, from_1904=from_1904)
