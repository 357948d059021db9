from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zxdesk.records.daytypes import Day, Moment, Month, PartialDay
from zxdesk.records.fieldtypes import (
    Amount,
    Choice,
    Code,
    FieldType,
    Flag,
    LongText,
    Name,
    Names,
    OpenChoice,
    Ordinal,
    Stars,
    Text,
    Whole,
    Year,
)
from zxdesk.records.identity import IdNumber, Phone

TERM, SITTING = Ordinal(counter="届"), Ordinal(counter="次")
STATE = Choice(values=("计划", "已举办"))

READ = [
    (Text(), " 云溪　街道 ", "云溪 街道"),
    (Text(), "第一行\n第二行", "第一行 第二行"),
    (Text(), 2024.0, "2024"),
    (Name(), "张　三", "张三"),
    (Name(), "阿依•古丽", "阿依·古丽"),
    (Names(), "张三，李四;王五\n赵六", "张三、李四、王五、赵六"),
    (LongText(), "第一段\r\n\r\n　　第二段 ", "第一段\n\n　　第二段 "),
    (LongText(), "\ta\tＢ👨\u200d👩\u200d👧", "\ta\tＢ👨\u200d👩\u200d👧"),
    (Text(), "👨\u200d👩\u200d👧　一家\u200d人", "👨\u200d👩\u200d👧 一家人"),
    (Code(), 13800000000.0, "13800000000"),
    (Code(), 13800000000, "13800000000"),
    (Code(), " 138 0000 0000 ", "13800000000"),
    (Code(), "１２３", "123"),
    (Code(), '="0572-88"', "0572-88"),
    (Code(), "'0572", "0572"),
    (Code(), "\t'330102197503050016", "330102197503050016"),
    (Code(), "13800000001.0", "13800000001"),
    (Code(), "1.0", "1.0"),
    (Phone(), '="13800000002"', "13800000002"),
    (IdNumber(), "330,102,197,503,050,016", "330102197503050016"),
    (Code(), "11010119900307001X", "11010119900307001X"),
    (Whole(), "25,000", 25000),
    (Whole(), "2.5万", 25000),
    (Whole(), "1.13万", 11300),
    (Whole(), "1.0009 亿", 100090000),
    (Whole(), "１２３", 123),
    (Whole(), "120人次", 120),
    (Whole(), 120.0, 120),
    (Whole(), 0, 0),
    (Amount(), "140万元", 1400000.0),
    (Amount(), "￥1,400", 1400.0),
    (Amount(), "1.135万", 11350.0),
    (Amount(), 0.1 + 0.2, 0.3),
    (Amount(), "1,234.56", 1234.56),
    (Year(), "2024年度", 2024),
    (Year(), 2024.0, 2024),
    *[
        (TERM, typed, 11)
        for typed in ("十一届", "第十一届", "11", "11届", 11, 11.0, "第11届", "１１")
    ],
    *[(SITTING, typed, 5) for typed in ("五次", "第五次会议", "5", "第5次会议", 5.0)],
    *[(Stars(), typed, 5) for typed in ("五星", "五星级", "5星", "5", 5.0, "★★★★★")],
    (Stars(), "★★★☆☆", 3),
    *[
        (Day(), typed, date(2024, 3, 5))
        for typed in (
            "2024-03-05",
            "2024.3.5",
            "2024/3/5",
            "2024年3月5日",
            "20240305",
            "２０２４－３－５",
            20240305.0,
            20240305,
            45356,
            45356.0,
            date(2024, 3, 5),
            datetime(2024, 3, 5, 9),
            "2024-03-05 00:00:00",
            "2024-03-05T00:00:00",
            "2024-03-05 09:30",
            "二〇二四年三月五日",
            "2024年3月5日（星期二）",
        )
    ],
    (PartialDay(), "197503", "1975-03"),
    (PartialDay(), 197503, "1975-03"),
    (PartialDay(), "一九七五年三月", "1975-03"),
    (PartialDay(), "2024年3月", "2024-03"),
    (PartialDay(), datetime(2024, 3, 5), "2024-03-05"),
    (PartialDay(), 45356, "2024-03-05"),
    (Month(), "2024.3", "2024-03"),
    (Month(), "2024-03-05", "2024-03"),
    (Moment(), "2024-03-05 14:30", datetime(2024, 3, 5, 14, 30)),
    (Moment(), 45356.375, datetime(2024, 3, 5, 9)),
    (Moment(), datetime(2024, 3, 5, 9, 0, 31), datetime(2024, 3, 5, 9)),
    *[(Flag(), typed, True) for typed in ("是", "√", "☑", "YES", True, 1, 1.0)],
    *[(Flag(), typed, False) for typed in ("否", "×", "☐", "no", False, 0)],
    (STATE, " 已举办 ", "已举办"),
    (OpenChoice(suggest="活动类型"), "新的类型", "新的类型"),
]

REFUSED = [
    (Code(), 110101199003070011.0, "丢失"),
    (Code(), "1.10101E+17", "丢失"),
    (Code(), "1.38e10", "丢失"),
    (Whole(), "1.5", "整数"),
    (Whole(), "-3", "之间"),
    (Whole(), "若干", "数字"),
    (Whole(), float("nan"), "数字"),
    (Whole(), float("inf"), "数字"),
    (Whole(), "99999999999", "之间"),
    (Amount(), "-1", "之间"),
    (Amount(), "约5万", "不是确数"),
    (Whole(), "300余人", "不是确数"),
    (Whole(), "30+", "不是确数"),
    (Whole(), "85%", "百分数"),
    (Phone(), "TRUE", "电话"),
    (Phone(), True, "电话"),
    (Flag(), "○", "是 或 否"),
    (Day(), "2024年3月5日-6日", "日期"),
    (Year(), "24", "年份"),
    (Year(), "1812", "年份"),
    (TERM, "本届", "五届"),
    (TERM, "0", "五届"),
    (SITTING, "五届", "五次"),
    (Stars(), "六星", "星级"),
    (Stars(), "☆☆☆☆☆", "星级"),
    (Day(), "2023-02-29", "日期"),
    (Day(), "2024-03", "日期"),
    (Day(), 2024.3, "日期"),
    (Day(), 0, "日期"),
    (PartialDay(), "2024", "日期"),
    (Moment(), "2024-03-05 25:00", "日期"),
    (Flag(), "可能", "是 或 否"),
    (STATE, "举办", "计划、已举办"),
]


@pytest.mark.parametrize(("type_", "typed", "value"), READ)
def test_every_usual_spelling_is_read(type_: FieldType, typed: object, value: object) -> None:
    found = type_.parse(typed)
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(("type_", "typed", "reason"), REFUSED)
def test_what_does_not_fit_is_refused_with_a_reason(
    type_: FieldType, typed: object, reason: str
) -> None:
    with pytest.raises(ValueError, match=reason):
        type_.parse(typed)


ALL = (
    Text(),
    Name(),
    Names(),
    LongText(),
    Code(),
    Phone(),
    IdNumber(),
    Whole(),
    Amount(),
    Year(),
    TERM,
    SITTING,
    Stars(),
    Day(),
    PartialDay(),
    Month(),
    Moment(),
    Flag(),
    STATE,
    OpenChoice(),
)


@pytest.mark.parametrize("type_", ALL, ids=lambda t: type(t).__name__)
@pytest.mark.parametrize("empty", [None, "", "  ", "　", "\n"])
def test_an_empty_cell_is_nothing(type_: FieldType, empty: object) -> None:
    assert type_.parse(empty) is None
    assert type_.show(None) == ""


def holds_or_is_refused(type_: FieldType, typed: object) -> None:
    value, reason = None, "空"
    try:
        value = type_.parse(typed)
    except ValueError as error:
        reason = str(error)
    assert any("\u4e00" <= char <= "\u9fff" for char in reason)
    assert type_.parse(type_.show(value)) == value


@pytest.mark.parametrize("type_", ALL, ids=lambda t: type(t).__name__)
@given(typed=st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
def test_any_text_is_read_or_refused_with_a_chinese_reason(type_: FieldType, typed: str) -> None:
    holds_or_is_refused(type_, typed)


@pytest.mark.parametrize("type_", ALL, ids=lambda t: type(t).__name__)
@given(typed=st.floats() | st.integers() | st.datetimes() | st.dates() | st.booleans())
def test_any_cell_is_read_or_refused_with_a_chinese_reason(type_: FieldType, typed: object) -> None:
    holds_or_is_refused(type_, typed)


@pytest.mark.parametrize(
    ("type_", "value", "shown"),
    [
        (Amount(), 1400000.0, "1400000"),
        (Amount(), 0.5, "0.5"),
        (Amount(), 0.0, "0"),
        (TERM, 11, "十一届"),
        (SITTING, 5, "五次"),
        (Stars(), 5, "五星"),
        (Day(), date(2024, 3, 5), "2024-03-05"),
        (Moment(), datetime(2024, 3, 5), "2024-03-05"),
        (Moment(), datetime(2024, 3, 5, 9), "2024-03-05 09:00"),
        (Flag(), False, "否"),
    ],
)
def test_values_are_shown_as_people_write_them(type_: FieldType, value: Any, shown: str) -> None:
    assert type_.show(value) == shown


@pytest.mark.parametrize(
    ("type_", "value", "cell"),
    [
        (Code(), "0012", "0012"),
        (Whole(), 12, 12),
        (Amount(), 1.5, 1.5),
        (Year(), 2024, 2024),
        (Day(), date(2024, 3, 5), date(2024, 3, 5)),
        (PartialDay(), "2024-03-05", date(2024, 3, 5)),
        (PartialDay(), "2024-03", "2024-03"),
        (Month(), "2024-03", "2024-03"),
        (Moment(), datetime(2024, 3, 5, 9), datetime(2024, 3, 5, 9)),
        (Flag(), True, "是"),
        (Ordinal(), 5, "五届"),
        (Text(), None, ""),
    ],
)
def test_cells_hold_dates_and_numbers_as_such(type_: FieldType, value: Any, cell: object) -> None:
    assert type_.cell(value) == cell
    assert type_.parse(type_.cell(value)) == value
