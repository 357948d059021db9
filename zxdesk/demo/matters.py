"""What people write to the committee about: matters, each with a trouble and two suggestions."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product

from zxdesk.demo import economic_matters, social_matters
from zxdesk.demo.local_issues import TOWN_ISSUES, Issue
from zxdesk.demo.model import Subject
from zxdesk.demo.parlour_issues import PARLOUR_ISSUES
from zxdesk.demo.subjects import LAST_YEAR, THIS_YEAR
from zxdesk.demo.units import TOWNS, town_office

_LINES_EACH = 4
_CATEGORIES = {
    "县水利局": "生态文明建设", "县林业局": "生态文明建设", "县农业农村局": "经济建设",
    "县商务局": "经济建设", "县经济和信息化局": "经济建设", "县科学技术局": "经济建设",
    "县发展和改革局": "经济建设", "市生态环境局云溪分局": "生态文明建设",
    "县文化和广电旅游体育局": "文化建设", "县司法局": "政治建设", "县数据局": "政治建设",
    "县民族宗教事务局": "政治建设",
}  # fmt: skip
_OPENINGS = (
    "近期走访中了解到，{trouble}。",
    "据调研，{trouble}，群众反映较多。",
    "当前工作取得了不少进展，但{trouble}，需要引起重视。",
    "委员视察发现，{trouble}。",
)


@dataclass(frozen=True)
class Matter:
    """A matter; the first of its units is the one that leads.

    Attributes:
        title: What is asked for: 推进城区停车治理.
    """

    title: str
    category: str
    units: tuple[str, ...]
    trouble: str
    advice: tuple[str, ...]

    @property
    def subject(self) -> str:
        """The subject of a proposal on it."""
        return f"关于{self.title}的建议"

    def text(self, rng: random.Random) -> str:
        """Give the text of a proposal on it."""
        lines = (f"{n}、{text}。" for n, text in zip("一二三", self.advice, strict=False))
        return "\n".join((rng.choice(_OPENINGS).format(trouble=self.trouble), "为此建议：", *lines))


@cache
def own_matters(prefix: str = "") -> tuple[Matter, ...]:
    """Give the matters of the whole county; `prefix` (进一步) tells those of two years apart."""
    lines = (economic_matters.LINES.strip() + social_matters.LINES.rstrip()).split("\n")
    return tuple(
        _own(lines[i : i + _LINES_EACH], prefix) for i in range(0, len(lines), _LINES_EACH)
    )


def _own(lines: list[str], prefix: str) -> Matter:
    head, trouble, *advice = lines
    category, units, verb, theme = head.split()
    return Matter(prefix + verb + theme, category, tuple(units.split("、")), trouble, tuple(advice))


def town_matters() -> tuple[Matter, ...]:
    """Give the matters of every town."""
    return tuple(_of_town(town, issue) for town, issue in product(TOWNS, TOWN_ISSUES))


def _of_town(town: str, issue: Issue) -> Matter:
    office = town_office(town)
    units = (issue.unit, office) if issue.unit else (office,)
    title = f"解决{town}{issue.title}问题"
    return Matter(title, _category(issue.unit), units, town + issue.trouble, issue.advice)


def _category(unit: str) -> str:
    return _CATEGORIES.get(unit, "社会建设")


def special_matters(*, later: bool) -> tuple[Matter, ...]:
    """Give the matters that were on the plan or on the table of a parlour in one of two years."""
    table = THIS_YEAR if later else LAST_YEAR
    issues = [issue for found in PARLOUR_ISSUES.values() for issue in found]
    return (*map(_planned, table), *(_of_parlour(i) for i in issues[later::2]))


def _planned(subject: Subject) -> Matter:
    trouble = f"{subject.title}工作中部门合力不够强，一些举措还没有落到实处"
    title = f"做好{subject.title}工作"
    return Matter(title, _category(subject.unit), (subject.unit,), trouble, subject.advice)


def _of_parlour(issue: Issue) -> Matter:
    return Matter(
        f"重视“{issue.title}”问题", _category(issue.unit), (issue.unit,), issue.trouble,
        issue.advice,
    )  # fmt: skip


def session_matters(rng: random.Random, count: int, *, later: bool) -> Iterator[Matter]:
    """Give so many matters for a session, the towns' filling what the county's leave."""
    found = [*own_matters("进一步" if later else ""), *special_matters(later=later)]
    towns = town_matters()[later::2]
    found += rng.sample(towns, count - len(found))
    rng.shuffle(found)
    yield from found
