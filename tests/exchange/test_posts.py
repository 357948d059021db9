"""One column may hold employer and post; they are parted where the posts begin."""

import pytest

from zxdesk.exchange.posts import part_posts


@pytest.mark.parametrize(
    ("words", "employer", "posts"),
    [
        ("县农业农村局党组书记、局长", "县农业农村局", "党组书记、局长"),
        ("某某集团有限公司董事长", "某某集团有限公司", "董事长"),
        ("县委统战部常务副部长", "县委统战部", "常务副部长"),
        ("某中学校长", "某中学", "校长"),
        ("县人民医院 主任医师", "县人民医院", "主任医师"),
        ("某村党支部书记、村委会主任", "某村", "党支部书记、村委会主任"),
    ],
)
def test_the_employer_ends_where_the_posts_begin(words: str, employer: str, posts: str) -> None:
    assert part_posts(words) == (employer, posts)


@pytest.mark.parametrize("words", ["局长", "个体经营", "非遗传承人"])
def test_what_cannot_be_parted_stays_whole(words: str) -> None:
    assert part_posts(words) is None
