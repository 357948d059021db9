"""Minutes of a meeting as an official paper (纪要格式, GB/T 9704-2012 clause 10.3)."""

from zxdesk.documents.blocks import (
    Colophon,
    Document,
    Ends,
    Mark,
    Number,
    RedRule,
    Section,
    Title,
)
from zxdesk.documents.minutes_body import body_blocks
from zxdesk.documents.plain import chinese_date, one_printable_line
from zxdesk.queries.paper_content import MinutesContent
from zxdesk.queries.paper_words import words


def compose_minutes(content: MinutesContent) -> Document:
    """Say what minutes are made of."""
    issued = chinese_date(content.issued_on)
    section = Section(
        head=(
            Mark(lines=content.mark),
            Number(text=content.number),
            Ends(left=one_printable_line(content.issuer), right=issued),
            RedRule(),
            Title(text=content.title, above=2),
        ),
        flow=body_blocks(content),
        colophon=Colophon(
            lists=((words("colophon", "copies"), content.copies_to),),
            issuer=content.issuer,
            issued=f"{issued}{words('colophon', 'issued')}",
        ),
    )
    return Document(title=content.title, author=content.committee, sections=(section,))
