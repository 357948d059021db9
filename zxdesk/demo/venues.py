"""The venues of the county and who runs them."""

import random
from datetime import date

from zxdesk.demo import brands
from zxdesk.demo.members import Roster
from zxdesk.demo.model import Member, Venue
from zxdesk.demo.sectors import SECTOR_NAMES
from zxdesk.demo.units import TOWNS

PARLOUR, STUDIO, HALL = "委员会客厅", "委员工作室", "民生议事堂"
_TALK_ROOM, _HOME, _CONTACT = "协商议事室", "委员之家", "社情民意联系点"
_LIBRARY, _TEACHING = "政协书房", "教学点位"

# Name, type, subtype, town (by its place in the list), sector (by its place in the list).
_PLACES = (
    ("茶文化委员会客厅", PARLOUR, "专业型", 10, 15),
    ("竹产业委员会客厅", PARLOUR, "专业型", 9, 14),
    ("青年创业委员会客厅", PARLOUR, "界别型", 4, 7),
    ("健康云溪委员会客厅", PARLOUR, "界别型", 0, 17),
    ("教育同行委员会客厅", PARLOUR, "界别型", 1, 16),
    ("她力量委员会客厅", PARLOUR, "界别型", 2, 9),
    ("文艺轻骑委员会客厅", PARLOUR, "界别型", 0, 13),
    ("企业家委员会客厅", PARLOUR, "界别型", 2, 10),
    ("侨台之家委员会客厅", PARLOUR, "界别型", 5, 12),
    ("畲乡同心委员会客厅", PARLOUR, "乡镇型", 11, 18),
    ("法律服务委员工作室", STUDIO, "专业型", 0, 9),
    ("金融助企委员工作室", STUDIO, "专业型", 2, 14),
    ("名医委员工作室", STUDIO, "个人", 1, 17),
    ("农技委员工作室", STUDIO, "专业型", 6, 15),
    ("科技服务委员工作室", STUDIO, "界别型", 3, 11),
    ("竹刻艺术委员工作室", STUDIO, "个人", 3, 13),
    ("石桥镇协商议事室", _TALK_ROOM, "乡镇型", 3, 15),
    ("柳坪镇委员之家", _HOME, "乡镇型", 5, 2),
    ("云溪街道社情民意联系点", _CONTACT, "乡镇型", 0, 0),
    ("开发区社情民意联系点", _CONTACT, "专业型", 2, 14),
    ("云溪书院政协书房", _LIBRARY, "其他", 0, 13),
    ("南浦街道协商驿站", "其他", "乡镇型", 2, 8),
)
_CLOSED = "竹刻艺术委员工作室"
_STARS = ("五星", "五星", "四星", "四星", "四星", "三星", "三星", None)
_QUOTAS = {PARLOUR: "4+X", STUDIO: "3", HALL: "2"}
_BRANDS = {
    PARLOUR: (brands.PARLOUR,), STUDIO: (brands.CHARITY,), HALL: (brands.HALL,),
    _LIBRARY: (brands.READING,),
}  # fmt: skip


def make_venues(rng: random.Random, roster: Roster, *, today: date) -> tuple[Venue, ...]:
    """Give the venues: one hall in every town and the table above."""
    halls = tuple((f"{town}民生议事堂", HALL, "乡镇型", i, None) for i, town in enumerate(TOWNS))
    found: list[Venue] = []
    for name, kind, subkind, town, sector in (*_PLACES, *halls):
        unit = f"{TOWNS[town]}活动组" if sector is None else SECTOR_NAMES[sector]
        leads, team = _staff(rng, roster, unit, today=today)
        founded = date(today.year - rng.randint(2, 4), rng.randint(3, 11), rng.randint(1, 28))
        stars = rng.choice(_STARS)
        found.append(
            Venue(
                number=f"ZD-{len(found) + 1:03d}", name=name, kind=kind, subkind=subkind,
                town=TOWNS[town], founded=founded, leads=leads, team=team,
                stars=None if kind == PARLOUR else stars, quota=_QUOTAS.get(kind, "2"),
                brands=_BRANDS.get(kind, ()),
                closed=date(today.year - 1, 9, 30) if name == _CLOSED else None,
            )
        )  # fmt: skip
    return tuple(found)


def _staff(
    rng: random.Random, roster: Roster, unit: str, *, today: date
) -> tuple[tuple[Member, ...], tuple[Member, ...]]:
    """Draw one or two leads and a team from those who are in office."""
    pool = [m for m in roster.of(unit) if m.in_office(today) and m not in roster.chairs]
    drawn = rng.sample(pool, min(len(pool), rng.randint(5, 9)))
    leads = 2 if rng.random() < 0.25 else 1
    return tuple(drawn[:leads]), tuple(drawn[leads:])
