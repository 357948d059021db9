"""Believable names for people who do not exist, with numbers that belong to nobody."""

import random
from datetime import date

SURNAMES = (
    ("陈", 90), ("林", 62), ("王", 60), ("张", 54), ("李", 52), ("吴", 44), ("周", 42),
    ("徐", 40), ("黄", 38), ("叶", 34), ("郑", 32), ("朱", 30), ("刘", 28), ("何", 24),
    ("金", 22), ("潘", 22), ("胡", 22), ("沈", 20), ("蒋", 18), ("杨", 18), ("赵", 16),
    ("孙", 16), ("方", 16), ("余", 16), ("项", 14), ("毛", 13), ("蔡", 13), ("戴", 12),
    ("谢", 12), ("章", 12), ("俞", 11), ("董", 10), ("汪", 10), ("许", 10), ("程", 9),
    ("罗", 9), ("吕", 9), ("姜", 8), ("柳", 7), ("梅", 7), ("夏", 7), ("邵", 7),
    ("童", 6), ("虞", 6), ("卢", 6), ("梁", 6), ("宋", 6), ("傅", 5), ("季", 5),
    ("翁", 5), ("应", 5), ("华", 4), ("留", 3), ("麻", 3), ("占", 2), ("厉", 2),
)  # fmt: skip

# Given names by sex and by the generation that bears them: before 1970, to 1984, after.
_GIVEN = {
    ("男", 0): (
        "建国 国强 志明 永福 建平 国平 金龙 德明 伟民 志刚 光明 长根 家祥 文忠 学军 云生 "
        "卫东 正华 景山 成林 世荣 汉民 宗海 守义 益民 树森 跃进 庆丰 水根 根法 新民 忠良"
    ),
    ("男", 1): (
        "伟 勇 军 斌 志勇 海波 晓东 建军 俊杰 国华 剑锋 旭东 文军 永强 立峰 少华 卫民 "
        "宏伟 一鸣 向阳 小平 铭 永明 旭 鹏飞 晓峰 宏亮 海涛 振宇 志伟 春雷 君平 益军 江涛 "
        "立人 学锋 仁杰 敏捷 伟东 炜 若谷 松涛 凯 荣华 方明 明辉 东升 建勋"
    ),
    ("男", 2): (
        "浩 宇轩 俊 晨曦 子豪 杰 凯文 嘉伟 天宇 逸飞 博文 泽宇 一帆 思远 翔 帅 梓健 弘毅 "
        "景行 承泽 煜 家豪 奕 泽楷 知行 亦凡 昊天 锐"
    ),
    ("女", 0): ("秀英 桂芳 玉兰 美珍 素琴 月娥 爱华 凤英 彩云 惠珍 金花 淑贞 巧云 春兰 雪梅 冬梅"),
    ("女", 1): (
        "丽萍 红 晓燕 燕 海燕 静 慧芳 雅琴 芳 娟 玲玲 丽君 晓红 艳 旭红 美娟 文娟 春燕 "
        "小芬 伟红 益芳 丹 莉 晓敏 笑梅 亚萍 琼 蕾 素云 建芬 飞燕 璐 淑君 敏华 彩虹 佩芬"
    ),
    ("女", 2): (
        "婷 欣怡 雨桐 佳慧 梦洁 思琪 子涵 诗雨 可欣 晓晓 若曦 舒婷 依诺 雯雯 琳 倩 嘉怡 "
        "芷若 梦瑶 安琪 书瑶 语嫣 晗 盈盈"
    ),
}
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"
REGION = "999901"


def generation(born: date) -> int:
    """Give 0, 1 or 2 for a year of birth before 1970, before 1985 or later."""
    return 0 if born.year < 1970 else 1 if born.year < 1985 else 2


def new_name(rng: random.Random, *, gender: str, born: date, taken: set[str]) -> str:
    """Give a full name that nobody in `taken` bears, and add it there."""
    surnames, weights = zip(*SURNAMES, strict=True)
    given: list[str] = _GIVEN[gender, generation(born)].split()
    while True:
        name: str = rng.choices(surnames, weights)[0] + rng.choice(given)
        if name not in taken:
            taken.add(name)
            return name


def birth_date(rng: random.Random, *, year: int, ages: tuple[int, int]) -> date:
    """Give a day of birth of somebody of such an age in a year."""
    return date(year - rng.randint(*ages), rng.randint(1, 12), rng.randint(1, 28))


def id_number(serial: int, *, born: date, gender: str) -> str:
    """Give an identity number with a right check digit and a region that does not exist."""
    order = (serial * 2) % 998 + (1 if gender == "男" else 0)
    digits = f"{REGION}{born:%Y%m%d}{order:03d}"
    return digits + check_digit(digits)


def check_digit(digits: str) -> str:
    """Give the eighteenth character for seventeen digits."""
    total: int = sum(int(d) * w for d, w in zip(digits, _WEIGHTS, strict=True))
    return _CHECK[total % 11]


def mobile(rng: random.Random, serial: int) -> str:
    """Give a number in a range that no network has been given."""
    return f"154{rng.randint(0, 99):02d}{serial:04d}{rng.randint(0, 99):02d}"
