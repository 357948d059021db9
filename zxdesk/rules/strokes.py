"""The order of names by strokes (姓氏笔画), as lists of people are ordered in print."""

from functools import cache

from zxdesk.paths import resources

_FILE = "strokes.txt"


def sort_key(name: str) -> tuple[tuple[int, str], ...]:
    """Give what names are sorted by: character by character, unknown ones after all others."""
    places = _places()
    return tuple((places.get(char, len(places)), char) for char in name)


@cache
def _places() -> dict[str, int]:
    """Read the place of every character that the table holds."""
    lines = (resources() / _FILE).read_text("utf-8").splitlines()
    chars = "".join(line for line in lines if not line.startswith("#"))
    return {char: place for place, char in enumerate(chars)}
