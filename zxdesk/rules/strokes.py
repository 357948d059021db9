"""The order of characters by strokes (姓氏笔画), as lists of people are ordered in print."""

from functools import cache

from zxdesk.paths import resources

_FILE = "strokes.txt"
# Two planes for private use: what the table places comes first there, all other characters after.
KNOWN, UNKNOWN = 0xF0000, 0x100000
_FIRST_HAN = 0x2E80


class Places(dict[int, str]):
    """Characters as `str.translate` takes them: what is no Chinese character stays as it is."""

    def __missing__(self, code: int) -> str:
        """Put a character after all that have a place."""
        return chr(code) if code < _FIRST_HAN else chr(UNKNOWN + code % 0xFFFE)


@cache
def places() -> Places:
    """Give the place of every character."""
    return Places({ord(char): chr(KNOWN + place) for place, char in enumerate(characters())})


@cache
def characters() -> str:
    """Read all characters that have a place, in their order."""
    lines = (resources() / _FILE).read_text("utf-8").splitlines()
    return "".join(dict.fromkeys("".join(line for line in lines if not line.startswith("#"))))
