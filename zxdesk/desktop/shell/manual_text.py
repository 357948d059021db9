"""The manual as the reader shows it: its pages one after the other, and what each figure counts."""

import re
from collections.abc import Iterator
from functools import cache

from zxdesk import paths
from zxdesk.statistics.catalogue import INDICATORS

PAGES = ("manual", "import", "install")
FIGURES = "指标的口径"
_PICTURE = re.compile(r"^!\[[^\]]*\]\([^)]*\)\s*$")
# What begins a line that is no more of the sentence before: headings, lists, tables, code.
_ANEW = re.compile(r"\s*(?:[#|>]|[-*+] |\d+[.、] |```|!\[|$)")
_LINK = re.compile(r"\[([^\]]+)\]\((\w+)\.md(#[^)]*)?\)")


@cache
def manual_text() -> str:
    """Give all of it as Markdown."""
    pages = [(paths.manual() / f"{name}.md").read_text("utf-8") for name in PAGES]
    return "\n\n".join([*map(flowing, pages), "\n".join(_figures())])


def flowing(page: str) -> str:
    """Join the lines of a paragraph: between Chinese words a line's end is no space.

    Links to other pages lead to the heading of that name in the one text.
    """
    lines: list[str] = []
    for line in page.splitlines():
        goes_on = lines and lines[-1].strip() and not _ANEW.match(line)
        if goes_on and not lines[-1].lstrip().startswith(("#", "|", "![", "```")):
            gap = " " if lines[-1][-1:].isascii() and line.strip()[:1].isascii() else ""
            lines[-1] = f"{lines[-1]}{gap}{line.strip()}"
        else:
            lines.append(line)
    return _LINK.sub(_inner, "\n".join(lines))


def _inner(link: re.Match[str]) -> str:
    words, page, anchor = link.groups()
    return f"[{words}](#{anchor[1:] if anchor else _title(page)})"


def _title(page: str) -> str:
    first = (paths.manual() / f"{page}.md").read_text("utf-8").splitlines()[0]
    return first.removeprefix("#").strip()


def _figures() -> Iterator[str]:
    yield f"# {FIGURES}\n"
    yield "首页、统计报送和报表里的每个指标各计什么。括号里是单位；代码在“高级”里和命令行上用。\n"
    for indicator in INDICATORS.values():
        yield f"### {indicator.label}（{indicator.unit}）\n"
        filters = f"常用筛选：{'、'.join(indicator.filters)}。" if indicator.filters else ""
        yield f"{indicator.definition}。{filters}代码 `{indicator.code}`。\n"


def anchor(words: str) -> str:
    """Give the words of a heading as links name it: without signs and space."""
    return "".join(char for char in words if char.isalnum()).lower()


def headings(text: str) -> list[tuple[int, str]]:
    """Give (level, words) of every heading."""
    found = re.findall(r"^(#{1,3}) (.+)$", text, re.MULTILINE)
    return [(len(signs), words.strip()) for signs, words in found]
