"""The register of papers: what each is called, what it is made for, how it is written."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from zxdesk.documents import (
    attendance_table,
    letters,
    meeting_papers,
    minutes,
    official,
    proposal_papers,
    register_table,
    roster,
    year_papers,
)
from zxdesk.documents.blocks import Document, Progress
from zxdesk.documents.page import PaperResult
from zxdesk.documents.proof import unprintable
from zxdesk.documents.writing import write_document
from zxdesk.queries import paper_content, paper_kinds

BOTH, PDF_ONLY = (".pdf", ".docx"), (".pdf",)


@dataclass(frozen=True, kw_only=True)
class PaperKind:
    """A kind of paper.

    Attributes:
        about: What it shows, for lists of papers.
        records: The kinds of record it is made for; several where any of them may be meant.
        one: It is made for one record; else for a selection, or for all.
        content: The dataclass that it is made from.
        formats: Endings of the files it can be written to.
        compose: Gives what the paper is made of, without writing it.
    """

    name: str
    about: str
    records: tuple[str, ...]
    one: bool
    content: type
    compose: Callable[[Any], Document]
    formats: tuple[str, ...] = BOTH

    def write(
        self,
        content: Any,
        path: Path,
        *,
        bundled_fonts: bool = False,
        progress: Progress | None = None,
    ) -> PaperResult:
        """Write the paper as `write_document` does; tell in whose name a glyph is missing."""
        result = write_document(
            self.compose(content), path, bundled_fonts=bundled_fonts, progress=progress
        )
        found = unprintable(content, bundled_fonts=bundled_fonts)
        characters = dict.fromkeys((*result.missing_glyphs, *(one.character for one in found)))
        return replace(
            result,
            missing_glyphs=tuple(characters),
            missing_in=tuple(str(one) for one in found),
        )


def _paper(
    name: str,
    about: str,
    records: tuple[str, ...],
    content: type,
    compose: Callable[[Any], Document],
    *,
    one: bool = True,
    formats: tuple[str, ...] = BOTH,
) -> PaperKind:
    return PaperKind(
        name=name,
        about=about,
        records=records,
        one=one,
        content=content,
        compose=compose,
        formats=formats,
    )


_ALL = (
    _paper(
        "会议纪要",
        "一次会议的纪要，按会议类型用各自的标志和编号",
        ("event",),
        paper_content.MinutesContent,
        minutes.compose_minutes,
    ),
    _paper(
        "协商纪要",
        "一次协商的纪要，红头文件，可带附件",
        ("consultation", "event"),
        paper_kinds.OfficialContent,
        official.compose_official,
    ),
    _paper(
        "建议案",
        "封面和正文，红头文件",
        ("product",),
        paper_kinds.CoverContent,
        official.compose_cover,
    ),
    _paper(
        "协商专报",
        "封面和正文，红头文件",
        ("product",),
        paper_kinds.CoverContent,
        official.compose_cover,
    ),
    _paper(
        "签到表",
        "一个活动的签到表，留有签名栏",
        ("event",),
        paper_kinds.SignInContent,
        meeting_papers.compose_sign_in,
    ),
    _paper(
        "出席表",
        "一个活动的出席情况",
        ("event",),
        paper_content.AttendanceContent,
        attendance_table.compose_attendance,
    ),
    _paper(
        "桌签",
        "每人一张，对折立在桌上",
        ("event", "member"),
        paper_kinds.NameCardsContent,
        meeting_papers.compose_name_cards,
        one=False,
        formats=PDF_ONLY,
    ),
    _paper(
        "标签",
        "每页24张（70×37毫米），贴信封和卷宗",
        ("member", "unit"),
        paper_kinds.LabelsContent,
        meeting_papers.compose_labels,
        one=False,
        formats=PDF_ONLY,
    ),
    _paper(
        "提案",
        "一件提案的提案表和正文",
        ("proposal",),
        paper_kinds.ProposalContent,
        proposal_papers.compose_proposal,
    ),
    _paper(
        "提案汇编",
        "封面、目录、正文和答复，带书签",
        ("proposal",),
        paper_kinds.VolumeContent,
        proposal_papers.compose_volume,
        one=False,
    ),
    _paper(
        "交办清单",
        "按承办单位列出交办的提案",
        ("proposal",),
        paper_kinds.HandoverContent,
        proposal_papers.compose_handover,
        one=False,
    ),
    _paper(
        "提案登记簿",
        "提案逐件登记，横排",
        ("proposal",),
        paper_kinds.RegisterContent,
        register_table.compose_register,
        one=False,
    ),
    _paper(
        "催办函",
        "请一个承办单位按期答复，信函格式",
        ("unit",),
        paper_kinds.ReminderContent,
        letters.compose_reminder,
    ),
    _paper(
        "社情民意信息",
        "一期社情民意信息，红头",
        ("issue",),
        paper_kinds.OpinionIssueContent,
        letters.compose_opinion_issue,
    ),
    _paper(
        "委员名册",
        "在任的委员，按界别或姓氏笔画",
        ("member",),
        paper_content.RosterContent,
        roster.compose_roster,
        one=False,
    ),
    _paper(
        "委员履职档案",
        "一名委员的基本情况和履职记录",
        ("member",),
        paper_kinds.MemberSheetContent,
        year_papers.compose_member_sheet,
    ),
    _paper(
        "阵地名册",
        "阵地逐个登记",
        ("venue",),
        paper_kinds.RegisterContent,
        register_table.compose_register,
        one=False,
    ),
    _paper(
        "统计表",
        "上报的统计表，T1至T8，两层表头，可横排",
        ("reporting_table",),
        paper_kinds.StatisticsContent,
        year_papers.compose_statistics,
    ),
    _paper(
        "计划完成情况",
        "年度协商计划与完成情况对照",
        ("consultation",),
        paper_kinds.PlanContent,
        year_papers.compose_plan,
        one=False,
    ),
    _paper(
        "清单",
        "任何列表按窗口中的样子",
        (),
        paper_kinds.RegisterContent,
        register_table.compose_register,
        one=False,
    ),
)

PAPERS: dict[str, PaperKind] = {paper.name: paper for paper in _ALL}
