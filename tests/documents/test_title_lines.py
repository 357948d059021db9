import pytest

from zxdesk.documents.title_lines import title_lines


def width(text: str) -> float:
    return sum(0.5 if c < "\u0250" else 1.0 for c in text)


def test_a_short_title_stays_on_one_line() -> None:
    assert title_lines("主席会议纪要", 20, width) == ["主席会议纪要"]


@pytest.mark.parametrize(
    ("title", "whole"),
    [
        (
            "关于加快推进全县农村寄递物流体系建设助力乡村振兴的协商会议纪要",
            ("体系", "建设", "乡村振兴"),
        ),
        (
            "关于推进2026年云溪县老旧小区加装电梯工作的专题协商会议纪要",
            ("2026年", "专题协商会议纪要"),
        ),
        ("政协云溪县第十一届委员会第二十三次主席会议纪要", ("第十一届", "委员会", "第二十三次")),
    ],
)
def test_words_and_numbers_stay_whole(title: str, whole: tuple[str, ...]) -> None:
    lines = title_lines(title, 20, width)
    assert "".join(lines) == title
    for word in whole:
        assert any(word in line for line in lines), lines


def test_lines_fit_and_are_balanced() -> None:
    title = (
        "政协云溪县第十一届委员会常务委员会第二十三次会议"
        "关于进一步推进居家社区养老服务高质量发展专题协商会纪要"
    )
    lengths = [width(line) for line in title_lines(title, 20, width)]
    assert len(lengths) == 3
    assert max(lengths) <= 20
    assert min(lengths) >= 0.7 * max(lengths)
    # 梯形 or 菱形, never an hourglass.
    assert lengths[1] >= min(lengths[0], lengths[2])


def test_no_title_and_a_title_past_six_lines_have_no_lines() -> None:
    assert title_lines("", 20, width) == []
    assert title_lines("政" * 500, 20, width) == []
    assert title_lines("A" * 60, 20, width) == []
