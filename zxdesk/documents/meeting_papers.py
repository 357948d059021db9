"""Papers for a meeting's table: the sign-in sheet, name cards, labels."""

from zxdesk.documents.attendance_table import moment
from zxdesk.documents.blocks import (
    Cards,
    Column,
    Document,
    Ends,
    Row,
    Section,
    Table,
    Title,
)
from zxdesk.documents.page import WIDTH
from zxdesk.documents.plain import one_printable_line
from zxdesk.queries.paper_kinds import LabelsContent, NameCardsContent, SignInContent
from zxdesk.queries.paper_words import words

_SIZE = 14.0
_ROW = 36.0
_NAME_SIZE = 120.0
_LABEL_SIZE = 16.0
_LABELS = (3, 8)
_COLUMNS = (
    Column(title="序号", width=44.0),
    Column(title="姓名", width=90.0, names=True),
    Column(title="单位及职务", width=WIDTH - 254.0, centred=False),
    Column(title="签名", width=120.0),
)


def compose_sign_in(content: SignInContent) -> Document:
    """Say what a sign-in sheet is made of."""
    title = f"{one_printable_line(content.title)}{words('sign_in', 'title')}"
    people = [*content.people, *[("", "")] * content.blanks]
    rows = [Row((str(n), name, post, "")) for n, (name, post) in enumerate(people, start=1)]
    place = f"地点：{one_printable_line(content.place)}"
    head = (
        Title(text=title),
        Ends(left=place, right=f"时间：{moment(content.start)}", size=12.0, indent=2.0),
    )
    table = Table(columns=_COLUMNS, rows=rows, size=_SIZE, total=len(rows), least=_ROW)
    sections = (Section(head=head, flow=(table,)),)
    return Document(title=title, author=content.committee, sections=sections)


def compose_name_cards(content: NameCardsContent) -> Document:
    """Say what name cards are made of: a folded sheet for each name."""
    texts = tuple((name,) for name in content.names)
    cards = Cards(texts=texts, across=1, down=1, size=_NAME_SIZE, folded=True)
    sections = (Section(flow=(cards,), numbered=False),)
    return Document(title="桌签", author=content.committee, sections=sections)


def compose_labels(content: LabelsContent) -> Document:
    """Say what sheets of labels are made of."""
    across, down = _LABELS
    cards = Cards(texts=content.labels, across=across, down=down, size=_LABEL_SIZE)
    sections = (Section(flow=(cards,), numbered=False),)
    return Document(title="标签", author=content.committee, sections=sections)
