"""The record of an erasure: of whom what was erased, why, and where it still is."""

from dataclasses import dataclass

from zxdesk.documents.blocks import Cell, Document, Form, Note, Section, Title, Words
from zxdesk.store import Ledger
from zxdesk.store.erasure import Copy, Erasure

_ELSEWHERE = (
    "U 盘上的备份、导出的工作簿和印出的文表不在台账管理之内，由持有人清理；报送包里没有个人信息。"
)
_LABEL = 0.22


@dataclass(frozen=True, kw_only=True)
class ErasureContent:
    """The record of an erasure.

    Attributes:
        rows: Label and words of each line of the form.
    """

    committee: str
    title: str
    rows: tuple[tuple[str, str], ...]
    note: str


def erasure_content(ledger: Ledger, done: Erasure) -> ErasureContent:
    """Tell an erasure as a paper."""
    rows = (
        ("对象", f"{done.kind.sheet} {done.title}"),
        ("抹除内容", "、".join(done.fields) or "没有"),
        ("历史", f"此前 {done.steps} 步里的这些内容一并抹除；其余内容和校验不变"),
        ("原因", done.reason),
        ("时间", f"{done.at:%Y-%m-%d %H:%M}"),
        ("操作人", done.by),
        ("备份里已抹除", _listed(done.cleared)),
        ("还留有的副本", _listed(done.left)),
        ("说明", "\n".join((*done.notes, _ELSEWHERE))),
        ("审批人", ""),
    )
    return ErasureContent(
        committee=ledger.own.name,
        title="个人信息抹除记录",
        rows=rows,
        note="抹除不能撤销；变更历史里留有这一步。",
    )


def _listed(found: tuple[Copy, ...]) -> str:
    lines = [f"{c.file.name}（{c.made}{'，' + c.why if c.why else ''}）" for c in found]
    return "\n".join(lines) or "没有"


def compose_erasure(content: ErasureContent) -> Document:
    """Say what the record of an erasure is made of."""
    rows = tuple(
        (
            Cell(text=label, width=_LABEL, label=True, centred=True),
            Cell(text=words, width=1 - _LABEL, least=1 if words else 2),
        )
        for label, words in content.rows
    )
    section = Section(
        head=(Title(text=content.title), Words(text=content.committee, centred=True)),
        flow=(Form(rows=rows), Note(text=content.note)),
    )
    return Document(title=content.title, author=content.committee, sections=(section,))
