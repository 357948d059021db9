"""Reports by the office's own templates: each number a figure, with the records behind it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlmodel import Session

from zxdesk.documents.template_numbers import number_text
from zxdesk.documents.template_text import fill_text, read_text
from zxdesk.documents.writing import DOCX, PDF, write_document
from zxdesk.errors import EnvironmentProblem, UserError
from zxdesk.files import real_path, reason_of, write_whole
from zxdesk.paths import resources
from zxdesk.rules.periods import Period
from zxdesk.statistics.figures import (
    Expression,
    Figure,
    RecordRef,
    described,
    figure_in,
    period_of,
    read_term,
    records_in,
)
from zxdesk.statistics.terms import quoted, split_values
from zxdesk.statistics.wording import period_text
from zxdesk.store import Ledger

TEXT = ".txt"
FUNCTION = "数"
_PERIOD, _SCOPE = "期间", "统计范围"
_MOST_FIGURES = 2_000
_MOST_BYTES = 50_000_000
# What each template may be written to.
_ENDINGS = {TEXT: (TEXT, DOCX, PDF), DOCX: (DOCX, PDF)}
_EVIDENCE = "附：数据来源"


@dataclass(frozen=True, kw_only=True)
class ReportFigure:
    """A figure that stands in a report.

    Attributes:
        expression: As the template asks for it, a period of its own included.
        kind, ids: The records behind it.
        records: The same as people know them, where evidence was asked for.
    """

    expression: str
    figure: Figure
    kind: str
    ids: tuple[int, ...]
    records: tuple[RecordRef, ...] = ()


@dataclass(kw_only=True)
class _Asked:
    """What a template asks of the ledger; each figure is worked out once."""

    ledger: Ledger
    session: Session
    period: Period
    evidence: bool
    figures: dict[str, ReportFigure] = field(default_factory=dict)

    def number(self, *words: Any, **named: Any) -> int | float | None:
        """Give the figure that a template calls for."""
        code, where, period, scope = _read(words, named)
        expression = Expression(code=code, where=where, **({"scope": scope} if scope else {}))
        name = str(expression) + (f" {quoted(f'{_PERIOD}={period}')}" if period else "")
        if name not in self.figures:
            if len(self.figures) >= _MOST_FIGURES:
                raise UserError(f"模板里的数字太多（最多 {_MOST_FIGURES} 个）", "请把模板分成几份")
            during = period_of(self.ledger, period) if period else self.period
            self.figures[name] = self._worked_out(name, expression, during)
        return self.figures[name].figure.value

    def _worked_out(self, name: str, expression: Expression, during: Period) -> ReportFigure:
        found = figure_in(self.session, self.ledger, expression, period=during)
        kind, ids = records_in(self.session, self.ledger, expression, period=during)
        records = described(self.session, kind, ids) if self.evidence else ()
        return ReportFigure(
            expression=name, figure=found, kind=kind, ids=tuple(ids), records=tuple(records)
        )


def write_report(
    ledger: Ledger, template: Path, out: Path, period: Period, *, evidence: bool = False
) -> tuple[ReportFigure, ...]:
    """Fill a template with the figures of a period and write it to `out`, whole or not at all.

    Args:
        evidence: An appendix names every figure, its definition and the records behind it.

    Raises:
        UserError: a placeholder that cannot be filled, named as it stands in the template.
        EnvironmentProblem: the template cannot be read or the file not written.
    """
    _check_endings(template, out)
    data = _loaded(template)
    with ledger.read() as session:
        asked = _Asked(ledger=ledger, session=session, period=period, evidence=evidence)
        functions = {FUNCTION: asked.number}
        if template.suffix.lower() == TEXT:
            filled = fill_text(read_text(template, data), functions)
            appendix = _appendix(asked)
            _write_text(filled, appendix, out, author=ledger.own.name)
        else:
            _write_word(template, data, functions, asked, out)
    return tuple(asked.figures.values())


def _check_endings(template: Path, out: Path) -> None:
    endings = _ENDINGS.get(template.suffix.lower())
    if endings is None:
        raise UserError(
            f"模板“{template.name}”不是 .txt 或 .docx，没有生成文件",
            "请把模板另存为 .docx 或 .txt",
            code="bad_ending",
        )
    if out.suffix.lower() not in endings:
        raise UserError(
            f"{template.suffix} 模板不能写成“{out.suffix}”，没有生成文件",
            f"文件名请以 {' 或 '.join(endings)} 结尾",
            code="bad_ending",
        )
    if real_path(out) == real_path(template):
        raise UserError("生成的文件和模板同名，没有生成文件", "请换一个文件名，模板才不会被盖掉")


def _loaded(template: Path) -> bytes:
    try:
        with template.open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
    except OSError as error:
        raise EnvironmentProblem(
            f"模板“{template.name}”读不了（{reason_of(error, reading=True)}），没有生成文件",
            "请检查文件名和文件夹",
            code="unreadable_template",
        ) from error
    if len(data) > _MOST_BYTES:
        raise EnvironmentProblem(
            f"模板“{template.name}”太大（超过50MB），没有生成文件",
            "请删去图片等多余的内容再试",
            code="unreadable_template",
        )
    return data


def _write_text(filled: str, appendix: list[str], out: Path, *, author: str) -> None:
    if out.suffix.lower() == TEXT:
        below = "\n".join(["", *appendix, ""]) if appendix else ""
        whole = filled if not below or filled.endswith("\n") else f"{filled}\n"
        write_whole(out, (whole + below).encode("utf-8"))
        return
    from zxdesk.documents.template_layout import compose_draft, draft_of_text

    write_document(compose_draft(draft_of_text(filled), author=author, appendix=appendix), out)


def _write_word(
    template: Path, data: bytes, functions: Mapping[str, Any], asked: _Asked, out: Path
) -> None:
    from zxdesk.documents.template_layout import compose_draft, draft_of_word
    from zxdesk.documents.template_word import fill_word, read_word, word_bytes

    filled = fill_word(read_word(template, data), functions)
    appendix = _appendix(asked)
    if out.suffix.lower() == DOCX:
        write_whole(out, word_bytes(filled, appendix))
        return
    author = asked.ledger.own.name
    write_document(compose_draft(draft_of_word(filled), author=author, appendix=appendix), out)


def _read(
    words: tuple[Any, ...], named: Mapping[str, Any]
) -> tuple[str, tuple[tuple[str, tuple[str, ...]], ...], str, str]:
    """Read what stands in the brackets: code, conditions, period and scope."""
    if not words or not all(isinstance(word, str) for word in words):
        raise UserError(
            f"{FUNCTION}(…) 里要先写指标代码，条件写成文字", f'请写作 {FUNCTION}("event.held")'
        )
    code, *terms = words
    where = [read_term(term) for term in terms]
    where += [(label.strip(), _values(label, value)) for label, value in named.items()]
    period = _single(where, _PERIOD)
    scope = _single(where, _SCOPE)
    rest = tuple((label, values) for label, values in where if label not in (_PERIOD, _SCOPE))
    return code.strip(), rest, period, scope


def _single(where: list[tuple[str, tuple[str, ...]]], label: str) -> str:
    found = [value for name, values in where if name == label for value in values]
    if len(found) > 1:
        raise UserError(f"“{label}”写了几个", f"“{label}”只能写一个")
    return found[0] if found else ""


def _values(label: str, value: Any) -> tuple[str, ...]:
    """Read the value of a condition: a text, a number, or a list of them."""
    if isinstance(value, list | tuple):
        return tuple(one for part in value for one in _values(label, part))
    if isinstance(value, bool):
        return ("是",) if value else ("否",)
    found = split_values(value if isinstance(value, str) else number_text(value))
    if not found or value is None:
        raise UserError(f"筛选条件“{label}”没有值", f'请写作 {label}="…"')
    return found


def _appendix(asked: _Asked) -> list[str]:
    """Name every figure, its definition and the records behind it."""
    if not asked.evidence:
        return []
    lines = [_EVIDENCE]
    for number, one in enumerate(asked.figures.values(), start=1):
        found = one.figure
        value = number_text(found.value)
        lines.append(f"{number}. {one.expression}：{found.label} {value} {found.unit}")
        lines.append(f"期间：{period_text(found.period)}")
        lines.append(f"口径：{found.definition}")
        if found.denominator is not None:
            lines.append(f"计算：{found.numerator} ÷ {found.denominator}")
        records = "；".join(" ".join(f"{r.key} {r.title}".split()) for r in one.records)
        kind = one.records[0].kind if one.records else ""
        lines.append(f"记录（{kind} {len(one.ids)} 条）：{records}" if records else "记录：没有")
    return lines


def own_template() -> Path:
    """Give the template of an annual report that travels with the program."""
    return resources() / "report_templates" / "年度履职报告.txt"
