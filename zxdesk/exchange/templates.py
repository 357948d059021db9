"""The empty import workbook: a sheet for each kind, with choices, notes and a sample row."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from zxdesk.exchange.captions import ATTENDEES, must_be_filled, sheet_fields
from zxdesk.exchange.understanding import SAMPLE
from zxdesk.exchange.workbooks import (
    Looks,
    narrow_length,
    save_workbook,
    width_for,
    write_cell,
)
from zxdesk.files import make_folder
from zxdesk.records import KINDS, RecordKind, workbook_kinds
from zxdesk.records.daytypes import Day, Moment, Month, PartialDay
from zxdesk.records.fieldtypes import (
    Amount,
    Choice,
    Code,
    FieldType,
    Flag,
    LongText,
    Names,
    OpenChoice,
    Ordinal,
    Stars,
    Whole,
    Year,
)
from zxdesk.records.kind import Field, Lines, OneOf, Reference, RefList

FILE_NAME = "导入模板.xlsx"
GUIDE, CHOICES = "说明", "取值"
_ROWS = 2000  # rows that offer their choices
_GUIDE = (
    "每个工作表登记一种记录，标题带 * 的列必填，其余的列可以不填或删去。",
    "以“示例”开头的行只作样子，导入时跳过，可以删去。",
    "一格填几个值时用顿号“、”分开。",
    "编号不填时由程序编号；再次导入时，同一编号的记录会更新，空格不会清掉原有内容。",
    "日期填 2024-03-05，只知道月份的可填 2024-03。",
    "引用别的记录时填它的编号，没有重名时也可以填名称；同名的单位写成“类别/名称”。",
    "来源编号如果活动和协商都有，请写成 活动:2024-001 或 协商:2024-001。",
    "议程一行一项，各部分用｜分开：题目｜汇报人｜决定｜责任单位｜期限。",
    "重名的委员请填委员编号。",
)
_HELP: dict[type[FieldType], str] = {
    Day: "日期，如 2024-03-05",
    Moment: "日期和时间，如 2024-03-05 09:00",
    Month: "月份，如 2024-03",
    PartialDay: "日期或月份，如 2024-03-05、2024-03",
    Flag: "填 是 或 否",
    Names: "几个名字用、分开",
    Year: "四位年份，如 2024",
    Stars: "如 五星",
    Whole: "整数，也可写 2.5万",
    Amount: "以元为单位，也可写 2.5万",
}
_SAMPLES: dict[type[FieldType], object] = {
    Day: date(2024, 3, 5),
    Moment: datetime(2024, 3, 5, 9, 0),
    Month: "2024-03",
    PartialDay: date(2024, 3, 5),
    Flag: "是",
    Names: "周明远、方国平",
    Year: 2024,
    Stars: "五星",
    Whole: 20,
    Amount: 50000,
    Code: "2024-001",
    LongText: "一段文字",
}


def write_templates(folder: Path, lists: Mapping[str, Sequence[str]]) -> list[Path]:
    """Write the empty import workbook into a folder, made where it is missing; give the files.

    Args:
        lists: The office's value lists by name.

    Raises:
        EnvironmentProblem: it cannot be written.
    """
    make_folder(folder)
    path = folder / FILE_NAME
    save_workbook(path, lambda workbook, looks: _fill(workbook, looks, lists))
    return [path]


def _fill(workbook: Workbook, looks: Looks, lists: Mapping[str, Sequence[str]]) -> None:
    guide = workbook.add_worksheet(GUIDE)
    guide.set_column(0, 0, 100)
    for place, line in enumerate(_GUIDE):
        guide.write_string(place, 0, line, looks.text)
    sheets = [(workbook.add_worksheet(kind.sheet), kind) for kind in workbook_kinds()]
    choices = _Choices(workbook.add_worksheet(CHOICES))
    for sheet, kind in sheets:
        _fill_sheet(sheet, kind, looks, choices, lists)


class _Choices:
    """The hidden sheet that holds the lists cells offer."""

    def __init__(self, sheet: Worksheet) -> None:
        sheet.hide()
        self._sheet = sheet
        self._sources: dict[tuple[str, ...], str] = {}

    def source(self, values: tuple[str, ...]) -> str:
        """Give the range that holds these values."""
        if values not in self._sources:
            column = len(self._sources)
            for place, value in enumerate(values):
                self._sheet.write_string(place, column, value)
            letter = xl_col_to_name(column, col_abs=True)
            self._sources[values] = f"='{CHOICES}'!{letter}$1:{letter}${len(values)}"
        return self._sources[values]


def _fill_sheet(
    sheet: Worksheet,
    kind: RecordKind,
    looks: Looks,
    choices: _Choices,
    lists: Mapping[str, Sequence[str]],
) -> None:
    sheet.freeze_panes(1, 0)
    for column, (owner, spec) in enumerate(sheet_fields(kind)):
        required = must_be_filled(owner, spec)
        heading = f"{spec.title}*" if required else spec.title
        sheet.write_string(0, column, heading, looks.required if required else looks.heading)
        sheet.write_comment(0, column, _help(spec, required=required), {"author": "", "x_scale": 2})
        code = isinstance(spec.type, Code)
        sheet.set_column(
            column,
            column,
            width_for(max(narrow_length(heading), 12)),
            looks.code if code else None,
        )
        offered = tuple(_offered(spec, lists))
        if offered:
            _offer(sheet, column, choices.source(offered), closed=_is_closed(spec))
        value = _sample(owner, spec, offered)
        if column == 0:
            value = f"{SAMPLE}：{value.isoformat() if isinstance(value, date) else value}"
        write_cell(sheet, (1, column), value, looks, code=code)


def _offer(sheet: Worksheet, column: int, source: str, *, closed: bool) -> None:
    sheet.data_validation(
        1,
        column,
        _ROWS,
        column,
        {
            "validate": "list",
            "source": source,
            "show_error": closed,
            "error_title": "取值不在列表里",
            "error_message": "请从下拉列表里选择。",
        },
    )


def _is_closed(spec: Field) -> bool:
    return isinstance(spec.type, (Choice, Flag))


def _offered(spec: Field, lists: Mapping[str, Sequence[str]]) -> Sequence[str]:
    if isinstance(spec.type, Choice):
        return spec.type.values
    if isinstance(spec.type, Flag):
        return ("是", "否")
    return tuple(lists.get(spec.type.suggest, ())) if spec.type.suggest else ()


def _help(spec: Field, *, required: bool) -> str:
    parts = ["必填。" if required else "选填。", spec.help, _help_of_type(spec)]
    if spec.unit:
        parts.append(f"单位：{spec.unit}")
    return "\n".join(part for part in parts if part)


def _help_of_type(spec: Field) -> str:
    if isinstance(spec, OneOf):
        return f"填{'或'.join(KINDS[target].sheet for target, _ in spec.options)}的编号"
    if isinstance(spec, Reference):
        return _help_of_reference(spec)
    match spec.type:
        case Choice(values=values):
            found = f"填 {'、'.join(values)} 之一"
        case OpenChoice():
            found = "从列表选择，也可以填新的取值"
        case Ordinal(counter=counter):
            found = f"如 五{counter} 或 5"
        case Code() if "编号" in spec.title:
            found = "空着的由程序编号"
        case _:
            found = _HELP.get(type(spec.type), "")
    return found


def _help_of_reference(spec: Reference) -> str:
    target = KINDS[spec.target]
    words = f"填{target.sheet}的{'编号或' if target.number_prefix else ''}名称"
    return words + ("，几个用、分开" if isinstance(spec, RefList) else "")


def _sample(kind: RecordKind, spec: Field, offered: Sequence[str]) -> object:
    if spec.name == ATTENDEES.name:
        return "W001、W002"
    if isinstance(spec, (OneOf, Lines)):
        return "HD-2024-001" if isinstance(spec, OneOf) else "关于某项工作的报告｜办公室｜通过"
    if isinstance(spec, Reference):
        target = KINDS[spec.target]
        return f"{target.number_prefix}001" if target.number_prefix else f"某{target.sheet}"
    if offered:
        return offered[0]
    if isinstance(spec.type, Ordinal):
        return f"五{spec.type.counter}"
    return _SAMPLES.get(type(spec.type), f"某{kind.sheet if spec.name == 'name' else spec.title}")
