"""标签: labels for envelopes and files, three by eight to the sheet."""

from collections.abc import Sequence
from dataclasses import dataclass

from zxdesk.documents.blocks import Cards, Document, Section
from zxdesk.papers.kind import PDF_ONLY, PaperKind
from zxdesk.queries.services import current_texts, in_office_ids
from zxdesk.queries.values import titles
from zxdesk.records import KINDS
from zxdesk.store import Ledger

MEMBER = KINDS["member"]
_SIZE = 16.0
_A_SHEET = (3, 8)


@dataclass(frozen=True, kw_only=True)
class LabelsContent:
    """Labels for envelopes and files, three by eight to the sheet (70 × 37 mm).

    Attributes:
        labels: The lines of each label, the first in larger type.
    """

    committee: str
    labels: tuple[tuple[str, ...], ...]


def labels_content(ledger: Ledger, kind: str, ids: Sequence[int]) -> LabelsContent:
    """Collect labels with name and workplace of members, or with the names of units."""
    with ledger.read() as session:
        if kind == MEMBER.name:
            wanted = list(ids) or in_office_ids(session, ledger.today, owner_id=ledger.own_id)
            services = current_texts(session, wanted, ledger.today)
        else:
            wanted, services = list(ids), {}
        names = titles(session, kind, wanted)
    lines = [(names[i], *_below(services.get(i, {}))) for i in wanted if i in names]
    return LabelsContent(committee=ledger.own.name, labels=tuple(lines))


def _below(service: dict[str, str]) -> list[str]:
    return [part for part in (service.get("employer"), service.get("job")) if part]


def compose_labels(content: LabelsContent) -> Document:
    """Say what sheets of labels are made of."""
    across, down = _A_SHEET
    cards = Cards(texts=content.labels, across=across, down=down, size=_SIZE)
    sections = (Section(flow=(cards,), numbered=False),)
    return Document(title="标签", author=content.committee, sections=sections)


LABELS = PaperKind(
    name="标签",
    about="每页24张（70×37毫米），贴信封和卷宗",
    takes="若干委员或单位；不写则为全部在任委员",
    records=("member", "unit"),
    one=False,
    collect=lambda ledger, request: labels_content(
        ledger, request.kind or MEMBER.name, request.ids or ()
    ),
    compose=compose_labels,
    formats=PDF_ONLY,
)
