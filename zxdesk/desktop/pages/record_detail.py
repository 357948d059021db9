"""The detail pane of a page, with what may be done to its record."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from zxdesk import text
from zxdesk.desktop.context import DeskContext
from zxdesk.desktop.messages import MessageDialog
from zxdesk.desktop.pages import acts as acts_of_page
from zxdesk.desktop.pages import detail
from zxdesk.desktop.pages.special_details import SHOWN_BETTER, SPECIALS
from zxdesk.desktop.pages.specs import PageSpec
from zxdesk.desktop.widgets.detail_pane import DetailPane
from zxdesk.desktop.widgets.detail_parts import Action
from zxdesk.records import KINDS
from zxdesk.records.event import PLANNED
from zxdesk.services.records import delete

_NO_MINUTES = "还没有议程和纪要正文，先在编辑里填写"
_LONGEST_TITLE = 24
_CHILDREN = {"event": "出席记录", "member": "任职"}


class RecordDetail(DetailPane):
    """One record of one kind.

    Signals:
        roll_asked: The roll of the event is to be called; carries its id.
    """

    roll_asked = Signal(int)

    def __init__(self, context: DeskContext, spec: PageSpec, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._spec = spec
        self._kind = KINDS[spec.kind]
        self._record: int | None = None
        self._revealed: frozenset[str] = frozenset()
        self._shown: detail.Shown | None = None
        self.followed.connect(self._follow)
        self.acted.connect(self._act)

    def record(self) -> int | None:
        """Give the record shown."""
        return self._record

    def show_record(self, record: int | None) -> None:
        """Show a record, or that none is chosen; personal data is masked again."""
        self._record = record
        self._revealed = frozenset()
        self.refresh()

    def refresh(self) -> None:
        """Read the record again."""
        self._shown = None
        if self._record is not None:
            read = detail.read(self._context, self._kind, self._record, self._revealed)
            self._shown = read
        if self._shown is None:
            self.show_nothing(f"选中一条{self._spec.label}，这里显示它的全部内容。")
            return
        detail.fill(
            self,
            self._shown,
            actions=self._may_follow(self._shown),
            special=SPECIALS.get(self._kind.name),
            shown_better=SHOWN_BETTER.get(self._kind.name, ()),
        )

    def _may_follow(self, shown: detail.Shown) -> list[Action]:
        refused = self._why_not()
        found = [Action("edit", "编辑", "edit", refused=refused)]
        if self._kind.name == "event":
            planned = shown.words.get("state") == PLANNED
            found.append(Action("roll", "签到", "check", refused=refused, primary=planned))
            found.append(Action("attendance", "签到表", "print"))
            why = "" if shown.values.get("agenda") or shown.values.get("minutes") else _NO_MINUTES
            found.append(Action("minutes", "出纪要", "print", refused=why, primary=not planned))
        found.append(Action("delete", "删除", "delete", refused=refused, quiet=True))
        return found

    def _why_not(self) -> str:
        reason = self._context.ledger.read_only
        return f"台账只能查看：{reason}" if reason else ""

    def _act(self, key: str) -> None:
        acts: dict[str, Callable[[], object]] = {
            "edit": self._edit,
            "roll": self._call_roll,
            "minutes": lambda: acts_of_page.show_minutes(self._context, self, self._shown_id()),
            "attendance": lambda: acts_of_page.show_attendance(
                self._context, self, self._shown_id()
            ),
            "delete": self._delete,
        }
        if self._record is not None:
            acts[key]()

    def _follow(self, target: object) -> None:
        if detail.follow(self._context, target) or not isinstance(target, detail.ActTarget):
            return
        if target.key == "reveal":
            self._revealed |= {str(target.about)}
            self.refresh()
        elif target.key == "roll":
            self._call_roll()
        elif target.key == "add_service":
            defaults = {"member_id": self._record}
            acts_of_page.edit(self._context, self, "service", None, defaults)
        elif target.key == "edit_service" and isinstance(target.about, int):
            acts_of_page.edit(self._context, self, "service", target.about)

    def _shown_id(self) -> int:
        assert self._record is not None
        return self._record

    def _edit(self) -> None:
        acts_of_page.edit(self._context, self, self._kind.name, self._record)

    def _call_roll(self) -> None:
        if self._record is not None:
            self.roll_asked.emit(self._record)

    def _delete(self) -> None:
        children = _CHILDREN.get(self._kind.name)
        title = short(self.title())
        more = f"其下的{children}一并删除；" if children else ""
        question = f"删除{self._kind.sheet}“{title}”"
        if MessageDialog.confirm(
            self, question, f"{more}删除后可以撤销。", verb="删除", careful=True
        ):
            self._context.attempt(lambda: self._remove(title))

    def _remove(self, title: str) -> None:
        label = f"删除{self._kind.sheet} {title}"
        with self._context.ledger.write(label) as session:
            delete(session, self._kind, self._shown_id())
        self._context.wrote(session.changes, f"已{label}")


def short(title: str) -> str:
    """Give a title that fits into a label."""
    line = text.one_line(title)
    return line if len(line) <= _LONGEST_TITLE else line[: _LONGEST_TITLE - 1] + "…"
