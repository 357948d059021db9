"""A template fills what it names, blames the placeholder that is wrong, and does nothing else."""

from typing import Any

import pytest

from zxdesk.documents.template_text import fill_text
from zxdesk.errors import UserError


class Asked:
    """Stands for the figures: 20 for everything, and what was asked."""

    def __init__(self, value: Any = 20) -> None:
        self.calls: list[tuple[tuple[Any, ...], dict[str, Any]]] = []
        self._value = value

    def __call__(self, *words: Any, **named: Any) -> Any:
        self.calls.append((words, named))
        if words == ("坏",):
            raise UserError("没有“坏”这个指标，没有统计", "请看全部指标", code="unknown_figure")
        return self._value


def filled(text: str, value: Any = 20) -> str:
    return fill_text(text, {"数": Asked(value)})


@pytest.mark.parametrize(
    "written",
    [
        '数("a", "来源.品牌=读书", 类型="学习")',
        "数(“a”, “来源.品牌=读书”, 类型=“学习”)",
        "数('a', ‘来源.品牌=读书’, 类型=’学习’)",
        "数（”a”，”来源.品牌=读书”，类型＝”学习”）",
        '数("a", "来源.品牌=读书", 类型="学习”)',
    ],
)
def test_quotes_and_brackets_as_word_makes_them_count_as_straight(written: str) -> None:
    asked = Asked()
    assert fill_text(f"共{{{{ {written} }}}}场", {"数": asked}) == "共20场"
    assert asked.calls == [(("a", "来源.品牌=读书"), {"类型": "学习"})]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("“来源.品牌=“剡山”系列”", "来源.品牌=“剡山”系列"),
        ('"他说“好”，走"', "他说“好”，走"),
        ('"a}}b"', "a}}b"),
        ("“a\\b”", "a\\b"),
        ("'a\"b'", 'a"b'),
    ],
)
def test_quotes_within_a_text_stay_as_they_are(written: str, meant: str) -> None:
    asked = Asked()
    fill_text(f"{{{{ 数({written}) }}}}", {"数": asked})
    assert asked.calls == [((meant,), {})]


def test_conditions_given_as_a_mapping_are_taken() -> None:
    asked = Asked()
    fill_text('{{ 数("a", **{"来源.品牌": "书院"}) }}', {"数": asked})
    assert asked.calls == [(("a",), {"来源.品牌": "书院"})]


def test_conditions_loops_and_names_are_there() -> None:
    text = (
        '{% set 全部 = 数("a") %}{% if 全部 > 3 %}多{% elif 全部 %}少{% else %}无{% endif %}'
        '{% for 类 in ["读书", "学习"] %}{{ 类 }}{{ 数("a", 类型=类) }}'
        "{% if not loop.last %}、{% endif %}{% endfor %}；{{ 全部 / 8 }}{# 说明 #}"
    )
    assert filled(text) == "多读书20、学习20；2.5"


def test_lines_of_statements_alone_leave_no_line_behind() -> None:
    assert filled("甲\n{% if 1 > 2 %}\n乙\n{% endif %}\n丙\n") == "甲\n丙\n"


def test_what_stands_around_is_not_read() -> None:
    text = "a { b } % # \\ {\n\t“c” <&> $\n\n"
    assert filled(text + "{{ 1 }}") == text + "1"


def test_negative_numbers_stay_negative() -> None:
    assert filled("{{ -3 }} {{ 2-5 }}") == "-3 -3"


@pytest.mark.parametrize(
    ("text", "placeholder", "place"),
    [
        ('一\n二{{ 1 }}、{{ 数("坏") }}', '{{ 数("坏") }}', "第2行"),
        ('{% if 1 > 2 %}一{% elif 数("坏") %}二{% endif %}', '{% elif 数("坏") %}', "第1行"),
        ("一\n\n{{ 数(“坏”) }}", "{{ 数(“坏”) }}", "第3行"),
        ("{{ 1 }}{{ 类型 }}", "{{ 类型 }}", "第1行"),
        ("{{ 1 }}{{ 3|大写 }}", "{{ 3|大写 }}", "第1行"),
        ("{{ 1 }}{{ 3|多 }}", "{{ 3|多 }}", "第1行"),
        ("{{ 1 }}{{ 1/0 }}", "{{ 1/0 }}", "第1行"),
        ("{{ 1 }}{{ }}", "{{ }}", "第1行"),
        ("{{ 1 }}{% if %}{% endif %}", "{% if %}", "第1行"),
        ("{{ 1 }}\n{{ 数(", "{{ 数(", "第2行"),
        ('{{ 1 }}\n{{ 数("a) }}', '{{ 数("a) }}', "第2行"),
        ("{{ 1 }}{{ [1] }}", "{{ [1] }}", "第1行"),
        ("{{ 1 }}{{ 1 if 1 > 2 }}", "{{ 1 if 1 > 2 }}", "第1行"),
        ("{{ 1 }}{{ 2 is odd }}", "{{ 2 is odd }}", "第1行"),
    ],
)
def test_what_is_wrong_is_named_as_it_stands(text: str, placeholder: str, place: str) -> None:
    with pytest.raises(UserError) as caught:
        filled(text)
    assert str(caught.value).startswith(f"模板{place}的 {placeholder} ")
    assert "没有生成文件" in str(caught.value)
    assert str(caught.value).count("；") == 1


def test_comparing_what_has_no_value_is_a_fault_of_the_placeholder() -> None:
    with pytest.raises(UserError, match="算不出来"):
        filled('{% if 数("a") > 3 %}多{% endif %}', value=None)
    assert filled('{% if 数("a") is none %}无{% else %}有{% endif %}', value=None) == "无"


def test_a_bug_below_a_figure_surfaces() -> None:
    def broken(*_words: Any) -> int:
        return len(3)  # type: ignore[arg-type]

    with pytest.raises(TypeError):
        fill_text('{{ 数("a") }}', {"数": broken})


@pytest.mark.parametrize(
    "text",
    [
        "{% for i in range(10**9) %}x{% endfor %}",
        '{{ "a"*10**9 }}',
        '{{ "a"*1000000000 }}',
        '{{ ["a"]*1000000000 }}',
        "{{ 9**9**9**9 }}",
        "{{ 999999999*999999999 }}",
        "{{ 1e999 - 1e999 }}",
        "{{ 99999999999999999999999999 }}",
        "{{ " + "9" * 5000 + " }}",
        '{{ "%999999999d" % 1 }}',
        '{{ "a" ~ "b" }}',
        "{{ 数.__globals__ }}",
        '{{ 数["__globals__"] }}',
        '{{ "".__class__.__mro__[1].__subclasses__() }}',
        '{{ "{0.__class__}".format(1) }}',
        "{{ loop.__init__ }}",
        "{{ self.__init__ }}",
        "{{ cycler.__init__.__globals__.os }}",
        '{% include "/etc/passwd" %}',
        '{% import "os" as os %}',
        '{% from "os" import path %}',
        '{% extends "x" %}',
        "{% macro m() %}{{ m() }}{% endmacro %}",
        "{% block b %}{% endblock %}",
        "{% raw %}{% endraw %}",
        "{% set x %}y{% endset %}",
        "{% for i in [1] recursive %}{{ loop([1]) }}{% endfor %}",
        "{% for i in 数('a') %}{% endfor %}",
        "{% set a = [1, 2] %}{% for i in a %}{% endfor %}",
        "{% for i in [" + "1," * 400 + "] %}{% for j in [" + "1," * 400 + "] %}{% endfor %}"
        "{% endfor %}",
        "{% for i in [1] %}" * 30 + "{% endfor %}" * 30,
        "{% if 1 %}" * 200 + "{% endif %}" * 200,
        "{{ " + "(" * 5000 + " }}",
        "{{ " + "-" * 5000 + "1 }}",
        "{{ " + "not " * 5000 + "1 }}",
        "{{ 1" + "+1" * 5000 + " }}",
        "{{ " + "[" * 5000 + "]" * 5000 + " }}",
        "{{ 1 }}" * 5001,
        "{{" * 200_000,
        "{{ “" * 50_000,
        '{{ 数("a")(1) }}',
        "{{ {}.update(a=1) }}",
        "{{ x }}",
    ],
)
def test_a_hostile_template_ends_in_one_sentence(text: str) -> None:
    with pytest.raises(UserError) as caught:
        filled(text)
    assert caught.value.message.endswith("没有生成文件")
    assert len(str(caught.value)) < 300


def test_output_is_bounded() -> None:
    text = "{% for i in [" + "1," * 1000 + "] %}" + "长" * 100_000 + "{% endfor %}"
    with pytest.raises(UserError, match="太长"):
        filled(text)


def test_marks_of_the_engine_in_a_value_draw_no_literal() -> None:
    assert filled("甲{{ “\ufdd00\ufdd1” }}乙") == "甲0乙"
