"""What stands on each of the other papers, as plain data, to be filled from the records.

Dates are days, never texts; people and units are named as the paper shall name them; what is
empty is left out of the paper. `committee` is the committee's full name (政协云溪县委员会).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, kw_only=True)
class Attachment:
    """An attachment: 「附件1」, its title, its text (paragraphs part at newlines)."""

    title: str
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class OfficialContent:
    """An official paper with a red head: 协商纪要, 建议案, 协商专报, 通知 (GB/T 9704-2012).

    Attributes:
        mark: The lines of the red mark.
        number: 「云政协〔2026〕3号」; empty where there is none.
        copy_number: 份号, six digits; secrecy: 「机密★1年」; urgency: 「特急」.
        signer: 签发人, for papers sent upwards; stands beside the number.
        addressee: 主送机关, without the colon.
        text: The office's own text; headings 一、 （一） 1. are recognised by how they begin.
        attachments: Set on pages of their own after the text.
        signed_by, signed_on: 署名 and 成文日期; minutes have none.
        note: 附注, without brackets.
        people: Label and names, e.g. (("参加协商", ("程立言",)),), as minutes list them.
        copies_to: 抄送; issuer and issued_on: who printed it and when; no 版记 without issuer.
    """

    committee: str
    mark: tuple[str, ...]
    title: str
    text: str
    number: str = ""
    copy_number: str = ""
    secrecy: str = ""
    urgency: str = ""
    signer: str = ""
    addressee: str = ""
    attachments: tuple[Attachment, ...] = ()
    signed_by: str = ""
    signed_on: date | None = None
    note: str = ""
    people: tuple[tuple[str, tuple[str, ...]], ...] = ()
    copies_to: tuple[str, ...] = ()
    issuer: str = ""
    issued_on: date | None = None
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class CoverContent:
    """A cover for a 建议案 or a special report.

    Attributes:
        kind: What it is in large type: 「建议案」「协商专报」.
        number: 「2026年第3期」; given_to: 「报送：中共云溪县委」.
        paper: What follows behind the cover; the cover alone where there is none.
    """

    committee: str
    kind: str
    title: str
    day: date
    number: str = ""
    given_to: str = ""
    paper: OfficialContent | None = None


@dataclass(frozen=True, kw_only=True)
class Proposer:
    """A proposer: a member, or the body of a collective proposal (then without post)."""

    name: str
    post: str = ""
    sector: str = ""
    phone: str = ""


@dataclass(frozen=True, kw_only=True)
class Reply:
    """One unit's reply to a proposal.

    Attributes:
        role: 主办, 会办 or 分办; grade: A to D; text: empty where only the fact is known.
    """

    unit: str
    role: str = "主办"
    number: str = ""
    day: date | None = None
    grade: str = ""
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class ProposalContent:
    """One proposal (提案): its sheet, and its part of a volume.

    Attributes:
        session: 「十一届五次」; number: 案号; serial: 流水号.
        proposers: The first signer first; units: role and unit, e.g. (("主办", "县民政局"),).
        conclusion: 立案, 并案 …; satisfaction: what the proposer says of the result.
    """

    committee: str
    session: str
    subject: str
    text: str
    number: str = ""
    serial: str = ""
    topic: str = ""
    nature: str = ""
    proposers: tuple[Proposer, ...] = ()
    submitted_on: date | None = None
    conclusion: str = ""
    examined_on: date | None = None
    units: tuple[tuple[str, str], ...] = ()
    due_on: date | None = None
    supervisor: str = ""
    replies: tuple[Reply, ...] = ()
    satisfaction: str = ""


@dataclass(frozen=True, kw_only=True)
class VolumeContent:
    """A volume of proposals (提案汇编): cover, contents, then each proposal and its replies.

    Attributes:
        proposals: In the order of the volume; may be a generator. Where the topic changes a
            new part begins, so they should come topic by topic.
        total: How many there are, for telling how far the work is.
        day: The day on the cover.
    """

    committee: str
    title: str
    day: date
    proposals: Iterable[ProposalContent]
    total: int = 0


@dataclass(frozen=True, kw_only=True)
class HandoverItem:
    """One proposal handed to a unit."""

    number: str
    subject: str
    proposer: str
    role: str = "主办"
    others: str = ""
    due_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class HandoverContent:
    """The hand-over list (交办清单): per unit the proposals it has to handle.

    Attributes:
        units: Unit and what it takes over, in the order of the list.
    """

    committee: str
    session: str
    handed_on: date
    units: tuple[tuple[str, tuple[HandoverItem, ...]], ...]


@dataclass(frozen=True, kw_only=True)
class ReminderContent:
    """A reminder letter to a unit whose replies are due (催办函, 信函格式 10.1).

    Attributes:
        deadline: The day by which the unit is asked to reply.
        today: The day of the letter; days overdue are counted to it.
    """

    committee: str
    unit: str
    items: tuple[HandoverItem, ...]
    deadline: date
    today: date
    number: str = ""
    signed_by: str = ""
    contact: str = ""
    phone: str = ""


@dataclass(frozen=True, kw_only=True)
class OpinionReport:
    """One report of an issue of 社情民意信息.

    Attributes:
        reporters: 「程立言（县政协委员、县中医院副院长）」, as the paper names them.
    """

    title: str
    text: str
    reporters: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class OpinionIssueContent:
    """One issue of 社情民意信息.

    Attributes:
        number: The issue's number in its year, 「3」; shown as 「第3期」.
        mark: The red mark; the usual one if empty.
        sent_to: 报送; copies_to: 抄送; editor: 编辑; signer: 签发.
    """

    committee: str
    issuer: str
    year: int
    number: str
    issued_on: date
    reports: tuple[OpinionReport, ...]
    mark: tuple[str, ...] = ()
    sent_to: tuple[str, ...] = ()
    copies_to: tuple[str, ...] = ()
    editor: str = ""
    signer: str = ""


@dataclass(frozen=True, kw_only=True)
class SignInContent:
    """A sign-in sheet (签到表) in the order of the people.

    Attributes:
        people: Name and post.
        blanks: Empty lines at the end for who comes unannounced.
    """

    committee: str
    title: str
    start: datetime
    place: str
    people: tuple[tuple[str, str], ...]
    blanks: int = 4


@dataclass(frozen=True, kw_only=True)
class NameCardsContent:
    """Name cards for the table (桌签): names, each on a folded sheet."""

    committee: str
    names: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class LabelsContent:
    """Labels for envelopes and files, three by eight to the sheet (70 × 37 mm).

    Attributes:
        labels: The lines of each label, the first in larger type.
    """

    committee: str
    labels: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, kw_only=True)
class SheetTable:
    """A table of a member's sheet: what he did, a row each."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, kw_only=True)
class MemberSheetContent:
    """A member's sheet (委员履职档案).

    Attributes:
        facts: Label and value, two pairs to a line: (("姓名", "程立言"), ("性别", "男"), …).
        long_facts: Label and value that take a whole line (工作单位及职务, 履职简历).
        tables: 出席活动, 提案, 社情民意 … each with its rows; empty ones are left out.
        period: What the tables cover, 「2026年度」.
    """

    committee: str
    title: str
    facts: tuple[tuple[str, str], ...]
    long_facts: tuple[tuple[str, str], ...] = ()
    tables: tuple[SheetTable, ...] = ()
    period: str = ""
    printed_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class RegisterContent:
    """A register as a table: 提案登记簿, 阵地名册, or any list as it stands in the window.

    Attributes:
        rows: Cells in the order of `columns`; may be a generator, then give `widths`.
        widths: Shares of the columns, in any unit; fitted to the first rows if empty.
        groups: Row number (from 0) and the line above it, e.g. ((0, "委员会客厅"),).
        remark: What stands at the right above the table: 「截至2026年3月18日，共120件」.
    """

    committee: str
    title: str
    columns: tuple[str, ...]
    rows: Iterable[tuple[str, ...]]
    total: int
    widths: tuple[float, ...] = ()
    groups: tuple[tuple[int, str], ...] = ()
    remark: str = ""
    landscape: bool = False


@dataclass(frozen=True, kw_only=True)
class StatisticsContent:
    """A statistics table sent upwards (T1 to T8).

    Attributes:
        unit: 填报单位; period: 统计期间, 「2026年第1季度」; number: 「T1」.
        columns: Group heading (or empty) and title of each column.
        rows: Cells as texts; the first `merged` columns write equal words below each other once.
        signers: Label and name: 单位负责人, 填表人, 联系电话; reported_on: 报出日期.
        notes: 口径, a line each.
    """

    title: str
    unit: str
    period: str
    columns: tuple[tuple[str, str], ...]
    rows: tuple[tuple[str, ...], ...]
    number: str = ""
    merged: int = 0
    signers: tuple[tuple[str, str], ...] = ()
    reported_on: date | None = None
    notes: tuple[str, ...] = ()
    landscape: bool = False


@dataclass(frozen=True, kw_only=True)
class PlanRow:
    """One planned topic and what became of it.

    Attributes:
        planned: 「3月」; done: 「3月16日」, empty while open; stage: 已完成, 调研 …
    """

    topic: str
    form: str = ""
    lead: str = ""
    planned: str = ""
    stage: str = ""
    done: str = ""
    remark: str = ""


@dataclass(frozen=True, kw_only=True)
class PlanContent:
    """Plan against done: the year's consultation plan and how far each topic is.

    Attributes:
        groups: 类别 (协商, 民主监督 …) and its topics.
        counts: Label and number: (("计划", 12), ("完成", 9)).
    """

    committee: str
    title: str
    as_of: date
    groups: tuple[tuple[str, tuple[PlanRow, ...]], ...]
    counts: tuple[tuple[str, int], ...] = ()
