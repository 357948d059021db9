"""Papers with a red head (公文, GB/T 9704-2012): what stands on them, how they are set."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from zxdesk.dates import chinese_date
from zxdesk.documents.blocks import (
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
from zxdesk.documents.plain import one_printable_line
from zxdesk.documents.texts import attachment_list, own_text, plain, signature, tied
from zxdesk.papers.roll import PersonOnPaper, people_list
from zxdesk.papers.words import words


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
        doubts: Where the records behind it contradict one another, in sentences.
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
    doubts: tuple[str, ...] = ()


def compose_official(content: OfficialContent) -> Document:
    """Say what an official paper is made of."""
    return Document(
        title=content.title, author=content.committee, sections=(official_section(content),)
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
    # 上行文: number left, 签发人 right (7.2.5, 7.2.6); an empty number keeps the two lines above.
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
