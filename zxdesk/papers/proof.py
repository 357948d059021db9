"""Looks over a paper before it is printed: whose name has a character that no font has."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from zxdesk.documents.font_files import Role
from zxdesk.documents.fonts import FontBook
from zxdesk.documents.plain import one_printable_line, printable

_LONGEST = 20


@dataclass(frozen=True, slots=True)
class MissingGlyph:
    """A character that will be printed as 〓.

    Attributes:
        words: The name or the beginning of the text it stands in.
    """

    character: str
    words: str

    def __str__(self) -> str:
        """Give 「王😀」中的“😀”."""
        return f"「{self.words}」中的“{self.character}”"


def unprintable(content: Any, *, bundled_fonts: bool = False) -> tuple[MissingGlyph, ...]:
    """Give every character of a paper's content that no font has, with the words it is in.

    Lists that come as a generator are not looked at: they can be read only once.
    """
    book = FontBook(bundled_only=bundled_fonts)
    found: list[MissingGlyph] = []
    fine: set[str] = set()
    for text in _texts(content):
        for character in dict.fromkeys(printable(text)):
            if character in fine or character == "\n":
                continue
            book.find(Role.BODY, character)
            if character in book.missing:
                found.append(MissingGlyph(character, _around(text, character)))
            else:
                fine.add(character)
    return tuple(dict.fromkeys(found))


def _texts(content: Any) -> Iterator[str]:
    """Give every text of a dataclass, however deep it lies."""
    if isinstance(content, str):
        yield content
    elif is_dataclass(content):
        for field in fields(content):
            yield from _texts(getattr(content, field.name))
    elif isinstance(content, tuple | list):
        for part in content:
            yield from _texts(part)


def _around(text: str, character: str) -> str:
    """Give the text in one line, or where it is long the part the character stands in."""
    line = one_printable_line(text)
    if len(line) <= _LONGEST:
        return line
    start = max(0, line.find(character) - _LONGEST // 2)
    return line[start : start + _LONGEST]
