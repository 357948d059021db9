"""Official papers with a red head: 协商纪要, 建议案, special reports, and their covers."""

from collections.abc import Iterator

from zxdesk.documents.blocks import (
    MM,
    Blank,
    Colophon,
    Document,
    Ends,
    FlowBlock,
    HeadBlock,
    Mark,
    Number,
    Paragraph,
    RedRule,
    Section,
    Title,
    Turn,
    Words,
)
from zxdesk.documents.font_files import Role
from zxdesk.documents.glyphs import Span
from zxdesk.documents.minutes_body import people_list
from zxdesk.documents.plain import chinese_date, one_printable_line
from zxdesk.documents.texts import attachment_list, own_text, plain, signature, tied
from zxdesk.queries.paper_content import PersonOnPaper
from zxdesk.queries.paper_kinds import CoverContent, OfficialContent
from zxdesk.queries.paper_words import words

_KIND_TOP, _NUMBER_TOP, _FOOT_TOP = 72 * MM, 94 * MM, 225 * MM
_TITLE_SIZE, _FOOT_SIZE = 26.0, 18.0


def compose_official(content: OfficialContent) -> Document:
    """Say what an official paper is made of."""
    return Document(
        title=content.title, author=content.committee, sections=(official_section(content),)
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


def official_section(content: OfficialContent) -> Section:
    """Give the whole paper as a section."""
    colophon = None
    if content.issuer and content.issued_on:
        colophon = Colophon(
            lists=((words("colophon", "copies"), content.copies_to),),
            issuer=content.issuer,
            issued=f"{chinese_date(content.issued_on)}{words('colophon', 'issued')}",
        )
    return Section(head=tuple(_head(content)), flow=tuple(_flow(content)), colophon=colophon)


def _head(content: OfficialContent) -> Iterator[HeadBlock]:
    """Give 份号, 密级, 紧急程度, mark, number with 签发人, rule and title (7.2)."""
    if content.copy_number:
        yield Words(text=content.copy_number)
    for text in (content.secrecy, content.urgency):
        if text:
            yield Words(text=text, bold=True)
    yield Mark(lines=content.mark)
    if content.signer:
        yield Number(text="")
        signer = f"签发人：{one_printable_line(content.signer)}"
        yield Ends(left=content.number, right=signer)
    else:
        yield Number(text=content.number)
    yield RedRule()
    yield Title(text=content.title, above=2)


def _flow(content: OfficialContent) -> Iterator[FlowBlock]:
    addressee = one_printable_line(content.addressee).rstrip("：:")
    if addressee:
        yield Paragraph(spans=(Span(f"{addressee}："),), first=0)
    text = own_text(content.text)
    yield from tied(text) if content.signed_by else text
    listed = [(label, names) for label, names in content.people if names]
    if listed and text:
        yield Blank()
    for label, names in listed:
        yield people_list(label, [PersonOnPaper(name=name) for name in names])
    yield from attachment_list([attachment.title for attachment in content.attachments])
    yield from signature(content.signed_by, content.signed_on)
    note = one_printable_line(content.note)
    if note:
        yield plain(f"（{note}）")
    yield from _attachments(content)


def _attachments(content: OfficialContent) -> Iterator[FlowBlock]:
    """Set each attachment on a page of its own, its title on the third line (7.3.7)."""
    many = len(content.attachments) > 1
    for place, attachment in enumerate(content.attachments, start=1):
        yield Turn()
        label = f"附件{place}" if many else "附件"
        yield Paragraph(spans=(Span(label, Role.HEADING),), first=0, keep=True)
        yield Blank()
        title = Span(one_printable_line(attachment.title), Role.TITLE, 22.0)
        yield Paragraph(spans=(title,), first=0, align="centre", keep=True)
        yield Blank()
        yield from own_text(attachment.text)


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
