"""Labels of filters and groups: 「来源.阵地.地区」 parted at its dots, and what a kind calls so."""

from collections.abc import Sequence
from typing import Any

from zxdesk.errors import UserError
from zxdesk.records import KINDS, RecordKind
from zxdesk.records.kind import Field, Lines, OneOf, Reference

ALIASES = {"阵地类型": "阵地.类型", "阵地子类": "阵地.子类", "主办类别": "主办单位.类别"}
UNFILLED, FILLED = MARKS = "未填", "已填"
# 上级议题.上级议题… may go on for ever; nothing that an office asks comes near this.
_LONGEST = 60
# More values under one label than anybody chooses by hand; SQLite gives up at a few hundred.
_MOST_VALUES = 400

Path = tuple[str, ...]
Term = tuple[Path, tuple[str, ...]]


def path_of(label: str) -> Path:
    """Part a label at its dots and write its aliases out; an empty one is a record's own name."""
    if not label:
        return ()
    parts: list[str] = []
    for part in label.split("."):
        parts += ALIASES.get(part.strip(), part.strip()).split(".")
    if len(parts) > _LONGEST:
        raise UserError(
            f"筛选项“{label[:20]}…”接了 {len(parts)} 层，最多 {_LONGEST} 层，没有执行",
            "请减少点号后面的部分",
            code="unknown_filter",
        )
    return tuple(parts)


def check_number(path: Path, values: Sequence[str]) -> None:
    """Refuse more values of one label than a statement may hold."""
    if len(values) > _MOST_VALUES:
        raise UserError(
            f"筛选项“{'.'.join(path)}”给了 {len(values)} 个值，最多 {_MOST_VALUES} 个，没有执行",
            "请分几次做，或改用上一级的筛选项",
            code="unknown_value",
        )


def unknown_label(label: str, kind: RecordKind) -> UserError:
    """Give the error for a label that a kind does not have."""
    known = "、".join(captions(kind))
    return UserError(
        f"没有“{label}”这个筛选项，没有执行", f"可用的有：{known}", code="unknown_filter"
    )


def ends_here(spec: Field, onward: Path) -> UserError:
    """Give the error for a label that follows one which leads nowhere."""
    return UserError(
        f"“{spec.caption}”后面不能再接“.{onward[0]}”，没有执行", "请去掉点和后面的部分"
    )


def captions(kind: RecordKind) -> list[str]:
    """Give the labels that filters on a kind may use."""
    own = [f.caption for f in kind.visible_fields() if not isinstance(f, Lines)]
    if kind.periods:
        own += [f.caption for f in KINDS[kind.periods.kind].visible_fields()]
    own += [alias for alias, path in ALIASES.items() if path.split(".")[0] in own]
    return list(dict.fromkeys(own))


def find_field(kind: RecordKind, caption: str) -> Field | None:
    """Find the field of a kind under a label; fields of several lines cannot be filtered."""
    spec = kind.by_caption(caption)
    return None if isinstance(spec, Lines) else spec


def has_label(kind: RecordKind, caption: str) -> bool:
    """Tell whether a kind, or its periods, has a label."""
    return bool(find_field(kind, caption)) or is_periodic(kind, caption)


def is_periodic(kind: RecordKind, caption: str) -> bool:
    """Tell whether a label stands on the periods of a kind alone: 界别 of a member."""
    if find_field(kind, caption) or not kind.periods:
        return False
    return find_field(KINDS[kind.periods.kind], caption) is not None


def check(kind: RecordKind, path: Path, values: Sequence[str] = ()) -> None:
    """Refuse a label that leads nowhere from a kind, and values that it cannot have.

    Of a link to several kinds one that takes them is enough.

    Raises:
        UserError: it is refused; the reason.
    """
    if not path:
        return
    if is_periodic(kind, path[0]):
        assert kind.periods is not None
        kind = KINDS[kind.periods.kind]
    spec = find_field(kind, path[0])
    if spec is None:
        raise unknown_label(path[0], kind)
    if isinstance(spec, Reference):
        check(KINDS[spec.target], path[1:], values)
    elif isinstance(spec, OneOf):
        shared_out(spec, path[1:], values)
    elif path[1:]:
        raise ends_here(spec, path[1:])
    else:
        parsed(spec, values)


def takers(spec: OneOf, path: Path) -> list[tuple[str, str]]:
    """Give the kinds, with their columns, that know what follows a link to several kinds."""
    found: list[tuple[str, str]] = []
    refused: list[UserError] = []
    for target, column in spec.options:
        try:
            check(KINDS[target], path)
            found.append((target, column))
        except UserError as error:
            refused.append(error)
    if not found:
        raise refused[0]
    return found


def shared_out(
    spec: OneOf, path: Path, values: Sequence[str]
) -> dict[tuple[str, str], tuple[str, ...]]:
    """Give, of a link to several kinds, those of the values that each kind can have.

    Raises:
        UserError: no kind knows the label, or none can have one of the values.
    """
    found: dict[tuple[str, str], tuple[str, ...]] = dict.fromkeys(takers(spec, path), ())
    for value in values:
        refused: list[UserError] = []
        for option in found:
            try:
                check(KINDS[option[0]], path, (value,))
                found[option] += (value,)
            except UserError as error:
                refused.append(error)
        if len(refused) == len(found):
            raise refused[0]
    return found


def parsed(spec: Field, values: Sequence[str]) -> list[Any]:
    """Read the values asked of a field that is no link, but for 未填 and 已填."""
    return [_parsed(spec, value) for value in values if value not in MARKS]


def _parsed(spec: Field, value: str) -> Any:
    reason = "没有内容"
    try:
        found = spec.type.parse(value)
        if found is not None:
            return found
    except ValueError as error:
        reason = str(error)
    raise UserError(
        f"“{spec.caption}={value}”不对：{reason}，没有执行", "请改正后再试", code="unknown_value"
    )
