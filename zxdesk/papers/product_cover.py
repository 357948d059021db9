"""建议案 and 协商专报: a cover, and behind it the suggestions that led to the product."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from zxdesk.dates import chinese_date
from zxdesk.documents.blocks import MM, Document, HeadBlock, Mark, Section, Title, Words
from zxdesk.papers.common import needed
from zxdesk.papers.kind import PaperKind
from zxdesk.papers.official import OfficialContent, official_section
from zxdesk.papers.suggestions import numbered, suggestions_from
from zxdesk.queries.values import Values
from zxdesk.records import KINDS
from zxdesk.store import Ledger

PRODUCT = KINDS["product"]
_KIND_TOP, _NUMBER_TOP, _FOOT_TOP = 72 * MM, 94 * MM, 225 * MM
_TITLE_SIZE, _FOOT_SIZE = 26.0, 18.0


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


def cover_content(ledger: Ledger, product_id: int, kind: str) -> CoverContent:
    """Collect the cover of a product; behind it the suggestions that led to it.

    Args:
        kind: What stands in large type on the cover.
    """
    with ledger.read() as session:
        product = needed(session, PRODUCT, product_id)
        suggestions = suggestions_from(session, [product["source"]] if product["source"] else [])
    return CoverContent(
        committee=ledger.own.name,
        kind=kind,
        title=product["title"],
        day=product["sent_on"],
        given_to=f"报送：{product['sent_to']}" if product["sent_to"] else "",
        paper=_paper_behind(ledger, product, suggestions) if suggestions else None,
    )


def _paper_behind(ledger: Ledger, product: Values, suggestions: Sequence[str]) -> OfficialContent:
    committee = ledger.own.name
    return OfficialContent(
        committee=committee,
        mark=(committee,),
        title=product["title"],
        text=numbered(suggestions),
        addressee=product["sent_to"] or "",
        signed_by=committee,
        signed_on=product["sent_on"],
        issuer=f"{committee}办公室",
        issued_on=product["sent_on"],
    )


def compose_cover(content: CoverContent) -> Document:
    """Say what a cover is made of, and the paper behind it."""
    paper = content.paper
    return Document(
        title=content.title,
        author=content.committee,
        front=(_cover(content),),
        sections=(official_section(paper),) if paper else (),
    )


def _cover(content: CoverContent) -> Section:
    day = chinese_date(content.day)
    head: list[HeadBlock] = [Mark(lines=(content.kind,), top=_KIND_TOP)]
    if content.number:
        head.append(Words(text=content.number, centred=True, top=_NUMBER_TOP))
    head.append(Title(text=content.title, size=_TITLE_SIZE, pitch=40.0, above=3))
    foot = _FOOT_TOP
    for text in (content.given_to, content.committee, day):
        if text:
            head.append(Words(text=text, centred=True, size=_FOOT_SIZE, top=foot))
            foot += _FOOT_SIZE * 2
    return Section(head=tuple(head), numbered=False)


def _cover_kind(name: str) -> PaperKind[CoverContent]:
    return PaperKind(
        name=name,
        about="封面和正文，红头文件",
        takes="一件成果的编号",
        records=("product",),
        collect=lambda ledger, request: cover_content(ledger, request.one, name),
        compose=compose_cover,
    )


SUGGESTION_COVER, REPORT_COVER = _cover_kind("建议案"), _cover_kind("协商专报")
