"""What an act of a proposal's life asks for: a few fields, written in one step."""

from dataclasses import dataclass

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QWidget

from zxdesk.desktop.base.context import DeskContext
from zxdesk.desktop.base.dialog_parts import (
    DialogNote,
    LabelledField,
    button,
    explain,
    fit,
    foot,
    lay_out,
)
from zxdesk.desktop.forms.binder import Binder
from zxdesk.desktop.forms.drawn import boxes_in
from zxdesk.desktop.forms.field_box import GAP
from zxdesk.desktop.forms.inputs import ChoiceInput
from zxdesk.desktop.forms.lookup import Lookup
from zxdesk.desktop.forms.sections import field_grid
from zxdesk.errors import UserError
from zxdesk.queries.office import deadlines
from zxdesk.queries.values import Values, load
from zxdesk.records import KINDS
from zxdesk.records.proposal import FILED
from zxdesk.rules.proposals import ACTS, EXPLAINED, due_by
from zxdesk.services.numbering import next_case_number
from zxdesk.services.proposal_acts import carry_out, next_signer, title_of, waiting_units
from zxdesk.services.records import InvalidRecord

_WIDTH = 640


@dataclass(frozen=True, kw_only=True)
class ActForm:
    """The fields of one act.

    Attributes:
        kind: Whose fields they are.
        of_unit: Whether it is done by one of the units that have not replied.
        hint: What is to be known before filling in.
    """

    kind: str
    fields: tuple[str, ...]
    required: frozenset[str]
    of_unit: bool = False
    hint: str = ""


FORMS = {
    "examine": ActForm(
        kind="proposal",
        fields=("conclusion", "case_number", "refusal", "merged_into_id"),
        required=frozenset({"conclusion", "refusal", "merged_into_id"}),
        hint="立案的提案编案号；并案的并入主案，提案人都是主案的提案人。",
    ),
    "assign": ActForm(
        kind="proposal",
        fields=("leads", "joints", "separates", "assigned_on", "due_on"),
        required=frozenset({"assigned_on"}),
        hint="主办或分办单位答复提案人，期限三个月；会办单位一个月内把意见交主办单位。",
    ),
    "reply": ActForm(
        kind="handling",
        fields=("replied_on", "grade", "reply_number"),
        required=frozenset({"replied_on"}),
        of_unit=True,
    ),
    "extend": ActForm(
        kind="handling",
        fields=("extended_to", "extension_reason"),
        required=frozenset({"extended_to", "extension_reason"}),
        of_unit=True,
        hint="期限连同延期，自交办起不超过六个月。",
    ),
    "feedback": ActForm(
        kind="feedback",
        fields=("member_id", "given_on", "attitude", "satisfaction", "opinion"),
        required=frozenset({"given_on", "satisfaction"}),
    ),
    "close": ActForm(
        kind="proposal",
        fields=("closed_on",),
        required=frozenset({"closed_on"}),
    ),
}


class ProposalAct(QDialog):
    """One act on one proposal."""

    def __init__(self, context: DeskContext, proposal: int, act: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._proposal = proposal
        self._act = ACTS[act]
        self._form = FORMS[act]
        self._values = self._read()
        self._lookup = Lookup(context.ledger, proposal)
        self.note = DialogNote(self)
        units = self._open_units()
        if act == "extend" and not units:
            raise UserError("没有等待答复的办理单位，无法延期", "请先在办理里登记单位")
        self.units = ChoiceInput(units, self, blank=None)
        self.cancel_button = button("取消", self)
        self.act_button = button(self._act.verb, self, primary=True)
        self._build()
        self.binder.load(self._defaults())
        self._fit_to_conclusion()
        self._connect()

    @classmethod
    def run(cls, context: DeskContext, parent: QWidget, proposal: int, act: str) -> None:
        """Ask until it is written or given up."""
        opened: list[ProposalAct] = []
        if context.attempt(lambda: opened.append(cls(context, proposal, act, parent))):
            opened[0].exec()
            opened[0].deleteLater()

    def submit(self) -> bool:
        """Write the act in one step and close; tell whether that went well."""
        self.note.say("")
        self.binder.settle()
        errors = self.binder.errors()
        hidden = [name for name, box in self.binder.boxes.items() if box.isHidden()]
        for name in hidden:
            self.binder.boxes[name].set_error("")
        if set(errors) - set(hidden):
            self.binder.focus_first_error()
            return False
        return self._written(
            {name: v for name, v in self.binder.values().items() if name not in hidden}
        )

    def _written(self, values: Values) -> bool:
        ledger, key = self._context.ledger, self._act.key
        unit = self.units.value() if self._form.of_unit else None
        try:
            changes = carry_out(ledger, self._proposal, key, values, handling_id=unit)
        except InvalidRecord as error:
            self._show_invalid(error)
            return False
        except Exception as error:
            explain(error, self.note, self._context.presenter)
            return False
        self.accept()
        self._context.wrote(changes, f"已{changes.label}")
        return True

    def _show_invalid(self, error: InvalidRecord) -> None:
        self.binder.show_errors(error.errors)
        if self.binder.focus_first_error() is None:
            self.note.say(str(error))

    def _read(self) -> Values:
        with self._context.ledger.read() as session:
            values = load(session, KINDS["proposal"], self._proposal)
        if values is None:
            raise UserError("这件提案已被删除，无法打开", "请刷新列表")
        return values

    def _open_units(self) -> list[tuple[str, int | None]]:
        """Give the units that have not replied; for replies, all of them at once too."""
        if not self._form.of_unit:
            return []
        found: list[tuple[str, int | None]] = [*waiting_units(self._context.ledger, self._proposal)]
        if self._act.key == "reply" and len(found) > 1:
            found.append(("以上单位一并答复", None))
        return found

    def _build(self) -> None:
        column = lay_out(self, f"{self._act.verb}：{title_of(self._values)}", self._form.hint)
        # The boxes of a form bring a gap at their right; all else keeps off by as much.
        margins = column.contentsMargins()
        margins.setRight(margins.right() - GAP)
        column.setContentsMargins(margins)
        if self.units.box.count():
            unit = LabelledField("单位", self.units, self)
            unit.setContentsMargins(0, 0, GAP, 0)
            column.addWidget(unit)
        form = QWidget(self)
        kind = KINDS[self._form.kind]
        grid = field_grid(form, kind, self._form.fields)
        grid.setContentsMargins(0, 0, 0, 0)
        form.setLayout(grid)
        boxes = boxes_in(form)
        self.binder = Binder(kind, boxes, self._lookup, self, required=self._required())
        column.addWidget(form)
        column.addWidget(self.note)
        column.addStretch(1)
        buttons = foot([], [self.cancel_button, self.act_button])
        buttons.setContentsMargins(0, 0, GAP, 0)
        column.addLayout(buttons)
        self.units.setVisible(self.units.box.count() > 0)

    def _required(self) -> frozenset[str]:
        signed = self._values["first_signer_id"] or self._values["joint_signers"]
        return self._form.required | ({"member_id"} if signed else set())

    def _defaults(self) -> Values:
        today = self._context.ledger.today
        known: Values = dict.fromkeys(("replied_on", "given_on", "closed_on"), today)
        if self._act.key == "examine":
            known["conclusion"] = FILED
            with self._context.ledger.read() as session:
                known["case_number"] = next_case_number(session, self._proposal)
        if self._act.key == "assign":
            units = ("leads", "joints", "separates")
            known |= {name: self._values[name] for name in units}
            with self._context.ledger.read() as session:
                due = due_by(today, decided=deadlines(session))
            known |= {"assigned_on": today, "due_on": due}
        if self._act.key == "feedback":
            known["member_id"] = next_signer(self._context.ledger, self._proposal)
        return known

    def _connect(self) -> None:
        if self.units.box.count():
            self.units.box.setCurrentIndex(0)
        self.cancel_button.clicked.connect(self.reject)
        self.act_button.clicked.connect(self.submit)
        self.binder.edited.connect(self._fit_to_conclusion)
        for keys in ("Ctrl+S", "Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.submit)
        self.binder.boxes[self._form.fields[0]].setFocus()

    def _fit_to_conclusion(self) -> None:
        """Ask only for what the conclusion that is chosen must explain."""
        if self._act.key == "examine":
            conclusion = self.binder.values().get("conclusion")
            asked = {EXPLAINED.get(str(conclusion), ""), "conclusion"}
            if conclusion == FILED:
                asked.add("case_number")
            for name, box in self.binder.boxes.items():
                box.setVisible(name in asked)
        fit(self, _WIDTH)
