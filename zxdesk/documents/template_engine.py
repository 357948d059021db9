"""Fills the placeholders of a template by Jinja, in a box without doors.

A template comes from anywhere. Of Jinja it may use expressions, conditions, loops over what it
lists itself and names it sets; no attribute, no file, no other template, no arithmetic but that of
numbers. So how much it can do is known before it does anything.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Any, NoReturn

from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError, Undefined, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from zxdesk.documents.template_numbers import FORMATTERS, LARGEST, number_text
from zxdesk.documents.template_tags import Tag, TagFault
from zxdesk.errors import UserError

Escape = Callable[[str], str]
MOST_TAGS, MOST_WORK, MOST_OUTPUT = 5_000, 100_000, 50_000_000
_DEEPEST = 40
_STATEMENTS = ("if", "elif", "else", "endif", "for", "endfor", "set")
_ALLOWED = (
    *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Const, nodes.Call),
    *(nodes.Keyword, nodes.Filter, nodes.Test, nodes.If, nodes.For, nodes.Assign, nodes.Compare),
    *(nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.CondExpr, nodes.Neg, nodes.Pos),
    *(nodes.Add, nodes.Sub, nodes.Mul, nodes.Div, nodes.List, nodes.Tuple, nodes.Dict, nodes.Pair),
)
_OF_A_LOOP = ("index", "first", "last", "length")
# Noncharacters around the number of a literal: what stands around the tags never meets the engine.
_OPEN, _CLOSE = "\ufdd0", "\ufdd1"
_LITERAL = re.compile(f"{_OPEN}([0-9]+){_CLOSE}")
_TEMPLATE = "<template>"
_ADVICE = "请在模板里改好再试"


@dataclass(frozen=True)
class Placed:
    """A placeholder, and where it stands: 第3段."""

    tag: Tag
    place: str


Piece = str | Placed


def fault(placed: Placed, words: str, advice: str = _ADVICE, *, code: str = "") -> UserError:
    """Give the error that names a placeholder as it stands in the template."""
    return not_filled(placed.place, placed.tag.text, words, advice, code=code)


def not_filled(
    place: str, text: str, words: str, advice: str = _ADVICE, *, code: str = ""
) -> UserError:
    """Give the error of a placeholder."""
    shown = " ".join(text.split())
    shown = shown if len(shown) <= 120 else f"{shown[:119]}…"
    return UserError(
        f"模板{place}的 {shown} {words}，没有生成文件", advice, code=code or "bad_template"
    )


def fault_of_tag(error: TagFault, place: str) -> UserError:
    """Give the error of a placeholder that cannot be read."""
    return not_filled(place, error.text, error.words)


def fill(
    pieces: Sequence[Piece], functions: Mapping[str, Callable[..., Any]], escape: Escape
) -> str:
    """Give the text that pieces of a template become.

    Args:
        functions: What the template may call, by name.
        escape: Makes a value fit to stand between the literals.

    Raises:
        UserError: a placeholder that cannot be filled, named as it stands there.
    """
    placed = [piece for piece in pieces if isinstance(piece, Placed) and not piece.tag.remark]
    if not placed:
        return "".join(piece for piece in pieces if isinstance(piece, str))
    _check_tags(placed)
    filling = _Filling(placed, functions, escape)
    return filling.text(
        [piece for piece in pieces if isinstance(piece, str) or not piece.tag.remark]
    )


def _check_tags(placed: Sequence[Placed]) -> None:
    if len(placed) > MOST_TAGS:
        raise fault(placed[MOST_TAGS], f"起占位太多（最多 {MOST_TAGS} 处）")
    for one in placed:
        word = one.tag.word
        if word and word not in _STATEMENTS:
            raise fault(one, "是模板里不能用的语句", f"可用的有 {'、'.join(_STATEMENTS)}")


class _Sandbox(ImmutableSandboxedEnvironment):
    """Calls nothing but the functions it was given and calculates with nothing but numbers."""

    intercepted_binops = frozenset(ImmutableSandboxedEnvironment.default_binop_table)
    intercepted_unops = frozenset(ImmutableSandboxedEnvironment.default_unop_table)

    def __init__(self, functions: Mapping[str, Callable[..., Any]], finalize: Any) -> None:
        super().__init__(undefined=StrictUndefined, finalize=finalize, autoescape=False)
        self.globals = dict(functions)
        self.filters = dict(FORMATTERS)
        self.tests = {"none": lambda value: value is None}

    def is_safe_callable(self, obj: Any) -> bool:
        """Tell whether a template may call this."""
        return any(obj is one for one in self.globals.values())

    def call_binop(self, _context: Any, operator: str, left: Any, right: Any) -> Any:
        """Calculate with two numbers."""
        _need_numbers(left, right)
        return _bounded(self.binop_table[operator](left, right))

    def call_unop(self, _context: Any, operator: str, arg: Any) -> Any:
        """Calculate with a number."""
        _need_numbers(arg)
        return self.unop_table[operator](arg)


def _need_numbers(*values: Any) -> None:
    for value in values:
        if value is None:
            raise UserError("要计算的数没有值（比例的分母是 0）", "请先用 if 判断再计算")
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise UserError("拿文字来计算", "只有数字能计算")
        _bounded(value)


def _bounded(value: Any) -> Any:
    if not abs(value) <= LARGEST:
        raise UserError("数太大", _ADVICE)
    return value


class _Filling:
    """One filling: what the engine says of a line is said of the placeholder that stands there."""

    def __init__(
        self,
        placed: Sequence[Placed],
        functions: Mapping[str, Callable[..., Any]],
        escape: Escape,
    ) -> None:
        self._placed = placed
        self._escape = escape
        self._engine = _Sandbox(functions, self._written)
        self._names = {*functions, "loop"}

    def text(self, pieces: Sequence[Piece]) -> str:
        """Fill the pieces."""
        literals = [piece for piece in pieces if isinstance(piece, str)]
        try:
            source = "".join(_sources(pieces))
            parsed = self._engine.parse(source)
            self._check(parsed)
            template = self._engine.from_string(parsed)
            return self._run(template.generate(), literals)
        except TemplateSyntaxError as error:
            raise self._at(error.lineno, "写法不对") from error
        except (RecursionError, MemoryError, SyntaxError) as error:
            raise self._at(0, "起嵌套太深") from error
        except (TemplateError, UserError, TypeError, ValueError, ArithmeticError) as error:
            self._fell(error)

    def _run(self, chunks: Iterator[str], literals: Sequence[str]) -> str:
        found: list[str] = []
        room = MOST_OUTPUT
        for chunk in chunks:
            text = _LITERAL.sub(lambda match: literals[int(match[1])], chunk)
            room -= len(text)
            if room < 0:
                raise self._at(0, "起写出的内容太长")
            found.append(text)
        return "".join(found)

    def _written(self, value: Any) -> str:
        """Write what an expression gave."""
        if value is None or (isinstance(value, int | float) and not isinstance(value, bool)):
            return self._escape(number_text(value if value is None else _bounded(value)))
        if isinstance(value, str):
            return self._escape(value.replace(_OPEN, "").replace(_CLOSE, ""))
        if isinstance(value, bool):
            return "是" if value else "否"
        if isinstance(value, Undefined):
            raise UserError("没有值", _ADVICE)
        raise UserError("给出的不是数字，也不是文字", _ADVICE)

    def _at(self, line: int, words: str, advice: str = _ADVICE, *, code: str = "") -> UserError:
        """Give the error of the placeholder on a line: the first stands on the second."""
        index = min(max(line - 2, 0), len(self._placed) - 1)
        return fault(self._placed[index], words, advice, code=code)

    def _fell(self, error: Exception) -> NoReturn:
        line, ours = _line(error.__traceback__)
        if isinstance(error, UserError):
            if error.code == "bad_template":
                raise error
            words = error.message.removesuffix("，没有统计")
            raise self._at(line, f"不能填：{words}", error.advice, code=error.code) from error
        if not ours:  # it fell in what was called: a bug, which must surface
            raise error
        words = "除以了 0" if isinstance(error, ZeroDivisionError) else "算不出来"
        raise self._at(line, words) from error

    def _check(self, parsed: nodes.Template) -> None:
        """Refuse what a template may not do, before it does anything."""
        names = self._names | {
            node.name for node in parsed.find_all(nodes.Name) if node.ctx == "store"
        }
        if self._work(parsed, names, 0) > MOST_WORK:
            raise self._at(0, "起循环太多")

    def _work(self, node: nodes.Node, names: set[str], depth: int) -> int:
        if depth > _DEEPEST:
            raise self._at(node.lineno, "嵌套太深")
        self._refuse(node, names)
        work = 1
        for child in node.iter_child_nodes():
            often = 1
            if isinstance(node, nodes.For) and child is not node.iter:
                often = len(_listed(node))
            work += often * self._work(child, names, depth + 1)
        return work

    def _refuse(self, node: nodes.Node, names: set[str]) -> None:
        match node:
            case nodes.Getattr(node=nodes.Name(name="loop"), attr=attr) if attr in _OF_A_LOOP:
                return
            case nodes.Name(name=name) if name not in names:
                raise self._at(node.lineno, f"里的“{name}”不认识", "文字请加引号，指标请用 数(…)")
            case nodes.Filter(name=name) if name not in FORMATTERS:
                raise self._at(
                    node.lineno, f"里没有“{name}”这种写法", f"可用的有 {'、'.join(FORMATTERS)}"
                )
            case nodes.Test(name=name) if name not in self._engine.tests:
                raise self._at(node.lineno, f"里没有“{name}”这种判断", "可用的有 none")
            case nodes.Const(value=int() | float() as value) if not abs(value) <= LARGEST:
                raise self._at(node.lineno, "里的数太大")
            case nodes.For() if _listed(node) and not node.recursive:
                return
            case nodes.For():
                raise self._at(node.lineno, "只能循环列出的值", '请写作 for 类 in ["读书", "学习"]')
            case _ if type(node) not in _ALLOWED:
                raise self._at(node.lineno, "用了模板里不能用的写法")


def _listed(loop: nodes.For) -> list[nodes.Expr]:
    """Give what a loop goes over, where the template lists it itself."""
    return loop.iter.items if isinstance(loop.iter, nodes.List | nodes.Tuple) else []


def _sources(pieces: Sequence[Piece]) -> Iterator[str]:
    number = 0
    for piece in pieces:
        if isinstance(piece, str):
            yield f"{_OPEN}{number}{_CLOSE}"
            number += 1
        else:
            yield piece.tag.source


def _line(trace: TracebackType | None) -> tuple[int, bool]:
    """Give the line of the template where it fell, and whether it fell there and not below."""
    line, ours = 0, False
    while trace is not None:
        name = trace.tb_frame.f_code.co_filename
        if name == _TEMPLATE:
            line = trace.tb_lineno
        ours = name in (_TEMPLATE, __file__) or "jinja2" in name
        trace = trace.tb_next
    return line, ours
