"""Placeholders in a line of a template: where each begins and ends, in quotes the engine reads.

Word makes quotes curly as they are typed, and input methods make commas and brackets wide: outside
of texts both count as what they stand for.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_CLOSERS = {"{{": "}}", "{%": "%}", "{#": "#}"}
_OPENER = re.compile(r"\{[{%#]")
_WIDE = str.maketrans("（），＝｜：\u3000\u00a0\n\r\t", "(),=|:     ")
_DOUBLE, _SINGLE = '"“”„', "'‘’"
# What a statement begins with; docxtpl writes `{%p if … %}` where a paragraph is to vanish.
_WORD = re.compile(r"(?:(?:p|tr)\s+)?(\w*)")


class TagFault(Exception):
    """A placeholder that cannot be read.

    Attributes:
        text: The placeholder as far as it was read.
        words: What is wrong with it, in Chinese.
    """

    def __init__(self, text: str, words: str) -> None:
        super().__init__(words)
        self.text = text
        self.words = words


@dataclass(frozen=True, kw_only=True)
class Tag:
    """One placeholder.

    Attributes:
        start, end: Where it stands in its line.
        text: As it stands there.
        body: What is between the braces, as the engine reads it, in one line.
        word: What a statement begins with; empty for an expression and for a remark.
        remark: It says nothing to the engine.
    """

    start: int
    end: int
    text: str
    body: str
    word: str = ""
    remark: bool = False

    @property
    def source(self) -> str:
        """Give what the engine reads; its body stands on a line of its own, which tells the tag."""
        return f"{{%\n{self.body} %}}" if self.word else f"{{{{\n{self.body} }}}}"


def tags_in(line: str) -> Iterator[Tag]:
    """Give the placeholders of a line, in their order.

    Raises:
        TagFault: one is not closed, or a text within it is not.
    """
    at = 0
    while found := _OPENER.search(line, at):
        tag = _remark(line, found.start()) if found[0] == "{#" else _read(line, found.start())
        yield tag
        at = tag.end


def only_statements(text: str, tags: Sequence[Tag], start: int = 0, end: int = -1) -> bool:
    """Tell whether a line, from `start` to `end`, holds nothing that would be seen."""
    begins = [start, *[tag.end for tag in tags]]
    ends = [*[tag.start for tag in tags], len(text) if end < 0 else end]
    bare = "".join(text[begin:end] for begin, end in zip(begins, ends, strict=True))
    return not bare.strip() and all(tag.word or tag.remark for tag in tags)


def _remark(line: str, start: int) -> Tag:
    end = line.find("#}", start + 2)
    if end < 0:
        raise TagFault(line[start:], "没有写完，缺少 #}")
    return Tag(start=start, end=end + 2, text=line[start : end + 2], body="", remark=True)


def _read(line: str, start: int) -> Tag:
    closer = _CLOSERS[line[start : start + 2]]
    parts: list[str] = []
    at, depth = start + 2, 0
    while at < len(line):
        char = line[at]
        if not depth and line.startswith(closer, at):
            return _tag(line, start, at + 2, "".join(parts))
        if char in _DOUBLE or char in _SINGLE:
            words, at = _text(line, start, at)
            parts.append(words)
            continue
        depth += (char == "{") - (char == "}")
        parts.append(char.translate(_WIDE))
        at += 1
    raise TagFault(line[start:], f"没有写完，缺少 {closer}")


def _tag(line: str, start: int, end: int, body: str) -> Tag:
    text = line[start:end]
    # Signs at the braces take white away, of which these templates leave none over.
    body = body[body[:1] in ("-", "+") :].rstrip("-+").strip()
    if text[1] == "{":
        return Tag(start=start, end=end, text=text, body=body)
    found = _WORD.match(body)
    word = found[1] if found else ""
    body = body[found.start(1) :] if found else body
    return Tag(start=start, end=end, text=text, body=body, word=word or "?")


def _text(line: str, start: int, at: int) -> tuple[str, int]:
    """Read a text in quotes; give it in straight ones, and where it ends."""
    kind = _DOUBLE if line[at] in _DOUBLE else _SINGLE
    if line[at] == kind[0] and (end := line.find(kind[0], at + 1)) >= 0:
        return line[at : end + 1].replace("\n", " "), end + 1
    end = _closing(line, at, kind)
    if end < 0:
        raise TagFault(line[start:], "引号没有成对")
    words = line[at + 1 : end].replace("\\", "\\\\").replace(kind[0], "\\" + kind[0])
    return f"{kind[0]}{words}{kind[0]}".replace("\n", " "), end + 1


def _closing(line: str, at: int, kind: str) -> int:
    """Find the quote that closes a curly one; a pair within stays part of the text."""
    straight, opening, closing = kind[0], kind[1], kind[2]
    depth = 0
    for place in range(at + 1, len(line)):
        char = line[place]
        if char == opening and line[at] == opening:
            depth += 1
        elif char == straight or (char in (opening, closing) and not depth):
            return place
        elif char == closing:
            depth -= 1
    return -1
