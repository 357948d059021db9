"""The drawn forms by kind, and one made from its sections for every other kind."""

from typing import Protocol

from PySide6.QtWidgets import QWidget

from zxdesk.desktop.forms.field_box import FieldBox
from zxdesk.desktop.forms.sections import SectionedForm
from zxdesk.desktop.generated.ui_consultation import Ui_ConsultationForm
from zxdesk.desktop.generated.ui_event import Ui_EventForm
from zxdesk.desktop.generated.ui_member import Ui_MemberForm
from zxdesk.desktop.generated.ui_opinion import Ui_OpinionForm
from zxdesk.desktop.generated.ui_proposal import Ui_ProposalForm
from zxdesk.desktop.generated.ui_service import Ui_ServiceForm
from zxdesk.desktop.generated.ui_venue import Ui_VenueForm
from zxdesk.records import RecordKind


class _Drawn(Protocol):
    def setupUi(self, form: QWidget) -> None:
        """Fill a form."""


DRAWN: dict[str, type[_Drawn]] = {
    "member": Ui_MemberForm,
    "service": Ui_ServiceForm,
    "consultation": Ui_ConsultationForm,
    "proposal": Ui_ProposalForm,
    "event": Ui_EventForm,
    "opinion": Ui_OpinionForm,
    "venue": Ui_VenueForm,
}


def form_for(kind: RecordKind, parent: QWidget) -> QWidget:
    """Make the form of a kind."""
    if kind.name not in DRAWN:
        return SectionedForm(kind, parent)
    form = QWidget(parent)
    DRAWN[kind.name]().setupUi(form)
    return form


def boxes_in(form: QWidget) -> dict[str, FieldBox]:
    """Give the places of a form by field name, in reading order."""
    return {box.objectName(): box for box in form.findChildren(FieldBox)}
