"""How a template writes numbers: 2.5万, 260多, 1000余, 140多万, 1.7万余, 三, 98.5%.

A number is never made larger: 余 and 多 stand behind what was reached, and only where something is
left over. What has no value (a share of nothing) is a dash.
"""

from collections.abc import Callable, Mapping
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal

from zxdesk.errors import UserError
from zxdesk.numerals import to_chinese

DASH = "—"
LARGEST = 10**15
_TEN_THOUSAND = Decimal(10_000)
_HUNDREDTHS, _TENTHS = Decimal("0.01"), Decimal("0.1")
_LARGEST_NUMERAL = 999


def number_text(value: int | float | Decimal | None) -> str:
    """Give a number as it stands in a sentence: no separators, no empty decimals."""
    if value is None:
        return DASH
    exact = value if isinstance(value, Decimal) else Decimal(str(value))
    rounded = exact.quantize(_HUNDREDTHS, ROUND_HALF_UP)
    text = f"{rounded:f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _number(value: object, name: str) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        raise UserError(f"“{value}”不是数字，不能写成“{name}”", "请把它用在数字后面")
    number = Decimal(str(value))
    if not abs(number) <= LARGEST:
        raise UserError("数太大", "请在模板里改好再试")
    return number


def _step(value: object, name: str) -> Decimal:
    step = _number(value, name)
    if not step > 0:
        raise UserError(f"“{name}”后面的 {value} 不对", f"请写大于 0 的数，如 {name}(10)")
    return step


def _floored(number: Decimal, step: Decimal) -> Decimal:
    return (number / step).to_integral_value(ROUND_FLOOR) * step


def ten_thousands(value: object) -> str:
    """Give 25000 as 2.5万, to the hundredth; what is less than 1万 stays as it is."""
    if value is None:
        return DASH
    number = _number(value, "万")
    if abs(number) < _TEN_THOUSAND:
        return number_text(number)
    return f"{number_text(number / _TEN_THOUSAND)}万"


def _over(name: str) -> Callable[[object, object], str]:
    def write(value: object, step: object) -> str:
        by = _step(step, name)
        if value is None:
            return DASH
        number = _number(value, name)
        reached = _floored(number, by)
        if reached <= 0 or reached == number:
            return number_text(number)
        return f"{number_text(reached)}{name}"

    return write


def _over_ten_thousands(name: str, ending: str) -> Callable[[object, object], str]:
    def write(value: object, step: object) -> str:
        by = _step(step, name)
        if value is None:
            return DASH
        number = _number(value, name)
        reached = _floored(number / _TEN_THOUSAND, by)
        if number < _TEN_THOUSAND or reached <= 0 or reached * _TEN_THOUSAND == number:
            return ten_thousands(number)
        return f"{number_text(reached)}{ending}"

    return write


def numeral(value: object) -> str:
    """Give 3 as 三."""
    if value is None:
        return DASH
    number = _number(value, "汉字")
    if number != int(number) or not 0 <= number <= _LARGEST_NUMERAL:
        raise UserError(
            f"{number_text(number)} 不能写成汉字", f"汉字只写 0 到 {_LARGEST_NUMERAL} 的整数"
        )
    return to_chinese(int(number))


def share(value: object) -> str:
    """Give 98.5 as 98.5%."""
    if value is None:
        return DASH
    return f"{number_text(_number(value, '比例').quantize(_TENTHS, ROUND_HALF_UP))}%"


FORMATTERS: Mapping[str, Callable[..., str]] = {
    "万": ten_thousands,
    "多": _over("多"),
    "余": _over("余"),
    "多万": _over_ten_thousands("多万", "多万"),
    "万余": _over_ten_thousands("万余", "万余"),
    "汉字": numeral,
    "比例": share,
}
