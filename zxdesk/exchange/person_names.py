"""A member's name as lists write it: 1.赵六, 赵六*, 赵六（女）, and what is none."""

import re
from dataclasses import dataclass

from zxdesk import text
from zxdesk.exchange import import_words

_NUMBERED = re.compile(
    r"^(?:\d{1,4}\s*[.、．)）]|[（(]\s*\d{1,4}\s*[)）]|[\u2460-\u249b])\s*(?=[^\d\s])"  # ①, ⑴, ⒈
)
_MARKED = re.compile(r"[*＊※★☆#＃△▲]+$")
_BRACKETS = re.compile(r"^(.+?)\s*[（(〔【\[]([^（()）〔〕【】\[\]]*)[)）〕】\]]$")
_SEVERAL = re.compile(r"[、，,；;\n/／|｜]")
_PARTED = re.compile(r"[、，,；;\s/／]+")
_WHOLLY_IN_BRACKETS = re.compile(r"[（(〔【\[].*[)）〕】\]]$")
_WHOLE_NAME = re.compile("[\u4e00-\u9fff]{2,4}")
_NO_NAME = re.compile(r"[\d。！？；，]|年.*月")
_HAN = re.compile("[\u4e00-\u9fff]")
_LONGEST = 3  # letters of most names
_SPOKEN = re.compile(r"[:：。！？]|^\d+$")


@dataclass(frozen=True)
class PersonName:
    """What a cell says of a person.

    Attributes:
        remark: What stands in brackets and is neither of the fields here.
        problem: Why it is no name; empty where it is one.
    """

    name: str
    gender: str = ""
    ethnicity: str = ""
    remark: str = ""
    problem: str = ""


def peeled(words: str) -> str:
    """Give a name without a number before it and marks behind it."""
    return _MARKED.sub("", _NUMBERED.sub("", words.strip())).strip()


def bracketed(words: str) -> tuple[str, str]:
    """Part a name from what stands behind it in brackets; empty where nothing does."""
    match = _BRACKETS.match(words)
    return (peeled(match[1]), text.one_line(match[2])) if match else (words, "")


def are_several(words: str) -> bool:
    """Tell whether a name that was peeled is more than one."""
    return bool(_SEVERAL.search(words))


def stand_beside(written: str) -> bool:
    """Tell whether two names stand in a cell with a space between: 吴一帆 沈若梅, not 欧阳 明月.

    Each begins with a surname: the parts of 阿依 古丽 are one name.
    """
    parts = written.split()
    if len(parts) < 2 or not all(map(_WHOLE_NAME.fullmatch, parts)):
        return False
    double = import_words.words("names", "double_surnames")
    single = import_words.text("names", "surnames")
    return parts[0] not in double and all(p[:2] in double or p[0] in single for p in parts)


def is_gender(said: str) -> bool:
    """Tell whether words in brackets are 男 or 女."""
    return said in import_words.words("names", "genders")


def is_ethnicity(said: str) -> bool:
    """Tell whether words in brackets are 回族 or another one."""
    return said.endswith("族") and len(said) > 1


def may_be_name(words: str) -> bool:
    """Tell whether words that stand alone may name a person, and no office, day or remark."""
    name = read_name(words)
    bare = "".join(name.name.split())
    if name.problem or _NO_NAME.search(bare):
        return False
    office = bare.endswith(import_words.longest_first("units", "ends"))
    return not (office and len(bare) > _LONGEST) and (
        len(bare) <= _LONGEST + 1 or "·" in bare or not _HAN.search(bare)
    )


def read_name(words: str, *, written: str = "") -> PersonName:
    """Read a name.

    Args:
        written: What stands in the cell, spaces and all; else `words` is just that.
    """
    name, said = bracketed(peeled(text.fold_name(words)))
    if are_several(name) or stand_beside(peeled(written or words)):
        return PersonName(words, problem="一格里有几个人，请一行填一个人")
    if not name or _SPOKEN.search(name) or not any(map(str.isalpha, name)):
        return PersonName(words, problem="不像姓名，请改正")
    if _WHOLLY_IN_BRACKETS.match(name) or name in import_words.words("names", "vacant"):
        return PersonName(words, problem="是空缺，不是姓名；没有人的行请删去")
    return _with_remarks(name, said)


def _with_remarks(name: str, said: str) -> PersonName:
    """Give a name with what stands behind it in brackets: 女，回族 is both."""
    parts = [part for part in _PARTED.split(said) if part]
    gender = next((part for part in parts if is_gender(part)), "")
    ethnicity = next((part for part in parts if is_ethnicity(part)), "")
    rest = [part for part in parts if part not in (gender, ethnicity)]
    if not rest:
        return PersonName(name, gender, ethnicity)
    return PersonName(name, gender, ethnicity, said if len(rest) == len(parts) else "、".join(rest))
