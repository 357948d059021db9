"""提案汇编: a volume of proposals with cover, contents and their replies."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from zxdesk.dates import chinese_date
from zxdesk.documents.blocks import (
    MM,
    Blank,
    Document,
    Ends,
    FlowBlock,
    Mark,
    Paragraph,
    Section,
    Title,
    Words,
)
from zxdesk.documents.font_files import Role
from zxdesk.documents.glyphs import Span
from zxdesk.documents.plain import one_printable_line
from zxdesk.documents.texts import own_text, plain, signature, tied
from zxdesk.papers.cases import TAKES, cases_of, heading_of, proposals_asked_for
from zxdesk.papers.kind import PaperKind
from zxdesk.papers.proposal import ProposalContent, content_of, reply_words
from zxdesk.papers.words import words
from zxdesk.store import Ledger


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


def volume_content(ledger: Ledger, ids: Sequence[int]) -> VolumeContent:
    """Collect a volume, topic by topic, each in the order of the case numbers."""
    with ledger.read() as session:
        cases = cases_of(session, ids)
    cases.sort(key=lambda case: (not case.text("topic"), case.text("topic"), case.order))
    return VolumeContent(
        committee=ledger.own.name,
        title=f"{heading_of(cases)}{words('proposal', 'volume')}",
        day=ledger.today,
        proposals=tuple(content_of(ledger, case) for case in cases),
        total=len(cases),
    )


def compose_volume(content: VolumeContent) -> Document:
    """Say what a volume is made of: cover, contents, proposals with their replies."""
    cover = Section(
        head=(
            Mark(lines=(content.title,)),
            Words(text=content.committee, centred=True, size=18.0, top=225 * MM),
            Words(text=chinese_date(content.day), centred=True, size=18.0, top=238 * MM),
        ),
        numbered=False,
    )
    return Document(
        title=content.title,
        author=content.committee,
        front=(cover,),
        sections=_sections(content),
        contents=words("proposal", "contents"),
        total=content.total,
    )


def _sections(content: VolumeContent) -> Iterator[Section]:
    """Give the proposals; where the topic changes, the first bears its bookmark above its own."""
    topic = None
    for proposal in content.proposals:
        if proposal.topic and proposal.topic != topic:
            topic = proposal.topic
            yield _divider(topic)
        yield _section(proposal, level=1 if topic else 0)


def _divider(topic: str) -> Section:
    """Give the page that names a topic."""
    head = (Words(text=topic, title=True, centred=True, size=26.0, top=120 * MM),)
    return Section(head=head, bookmark=one_printable_line(topic))


def _section(proposal: ProposalContent, level: int) -> Section:
    number = f"第{one_printable_line(proposal.number)}号　" if proposal.number else ""
    names = "、".join(one_printable_line(proposer.name) for proposer in proposal.proposers)
    head = (
        Title(text=proposal.subject),
        Ends(left=f"{number}{proposal.topic}", right=f"提案者：{names}", size=14.0, indent=14.0),
    )
    return Section(
        head=head,
        flow=tuple(_flow(proposal)),
        bookmark=f"{number}{one_printable_line(proposal.subject)}",
        level=level,
    )


def _flow(proposal: ProposalContent) -> Iterator[FlowBlock]:
    yield from own_text(proposal.text)
    if proposal.units:
        units = "，".join(f"{role}：{unit}" for role, unit in proposal.units)
        yield Blank()
        yield Paragraph(spans=(Span("承办单位：", Role.HEADING), Span(units)))
    for reply in proposal.replies:
        yield Blank()
        spans = (Span(f"{reply.unit}的答复", Role.HEADING), Span(f"（{reply_words(reply)}）"))
        yield Paragraph(spans=spans, keep=bool(reply.text.strip()))
        if reply.text.strip():
            yield from tied(own_text(reply.text))
            yield from signature(reply.unit, reply.day)
    if proposal.satisfaction:
        yield plain(f"提案者评价：{proposal.satisfaction}。")


PROPOSAL_VOLUME = PaperKind(
    name="提案汇编",
    about="封面、目录、正文和答复，带书签",
    takes=TAKES,
    records=("proposal",),
    one=False,
    by_period=True,
    by_session=True,
    collect=lambda ledger, request: volume_content(ledger, proposals_asked_for(ledger, request)),
    compose=compose_volume,
)
