"""The detail pane of a page, with what may be done to its record."""

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from zxdesk import text
from zxdesk.desktop.context import DeskContext
from zxdesk.desktop.messages import MessageDialog
from zxdesk.desktop.pages import acts as acts_of_page
from zxdesk.desktop.pages import detail, paper_menu
from zxdesk.desktop.pages.page_spec import PageSpec
from zxdesk.desktop.pages.stories import PLAIN, STORIES
from zxdesk.desktop.pages.stories.proposals import ACT
from zxdesk.desktop.widgets.detail_pane import DetailPane
from zxdesk.desktop.widgets.detail_parts import Action
from zxdesk.queries.values import titles
from zxdesk.records import KINDS, RecordKind
from zxdesk.services.records import delete

_LONGEST_TITLE = 24
_CHILDREN = {"event": "出席记录", "member": "任职", "proposal": "办理和反馈"}


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
        self._story = STORIES.get(spec.kind, PLAIN)
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
        detail.fill(self, self._shown, actions=self._may_follow(self._shown), story=self._story)

    def _may_follow(self, shown: detail.Shown) -> list[Action]:
        refused = self._why_not()
        return [
            Action("edit", "编辑", "edit", refused=refused),
            *self._story.actions(shown, refused),
            *([Action("print", "打印", "print")] if paper_menu.of_record(self._kind.name) else []),
            Action("delete", "删除", "delete", refused=refused, quiet=True),
        ]

    def _why_not(self) -> str:
        reason = self._context.ledger.read_only
        return f"台账只能查看：{reason}" if reason else ""

    def _act(self, key: str) -> None:
        acts: dict[str, Callable[[], object]] = {
            "edit": self._edit,
            "roll": self._call_roll,
            "minutes": self._show_minutes,
            "print": self._offer_papers,
            "delete": self._delete,
        }
        if self._record is None:
            return
        if key.startswith(ACT):
            acts_of_page.act_on_proposal(self._context, self, self._record, key.removeprefix(ACT))
        else:
            acts[key]()

    def _follow(self, target: object) -> None:
        if detail.follow(self._context, target) or not isinstance(target, detail.ActTarget):
            return
        if target.key == "reveal":
            self._revealed |= {str(target.about)}
            self.refresh()
        elif target.key == "roll":
            self._call_roll()
        elif target.key == detail.ADD:
            kind, defaults = cast("tuple[str, dict[str, object]]", target.about)
            acts_of_page.edit(self._context, self, kind, None, defaults, stay=True)
        elif target.key == detail.EDIT:
            kind, record = cast("tuple[str, int]", target.about)
            acts_of_page.edit(self._context, self, kind, record)
        elif target.key == detail.REMOVE:
            kind, record = cast("tuple[str, int]", target.about)
            self._delete_of(KINDS[kind], record)

    def _shown_id(self) -> int:
        assert self._record is not None
        return self._record

    def _edit(self) -> None:
        acts_of_page.edit(self._context, self, self._kind.name, self._record)

    def _call_roll(self) -> None:
        if self._record is not None:
            self.roll_asked.emit(self._record)

    def _show_minutes(self) -> None:
        offer = paper_menu.Offer("会议纪要")
        ids = (self._shown_id(),)
        paper_menu.show_paper(self._context, self, offer, self._kind.name, ids)

    def _offer_papers(self) -> None:
        button, ids = self.action_button("print"), (self._shown_id(),)
        paper_menu.pop_up(self._context, button, self._kind.name, ids, one=True)

    def _delete(self) -> None:
        self._delete_of(self._kind, self._shown_id())

    def _delete_of(self, kind: RecordKind, record: int) -> None:
        children = _CHILDREN.get(kind.name)
        with self._context.ledger.read() as session:
            title = short(titles(session, kind.name, [record]).get(record, ""))
        more = f"其下的{children}一并删除；" if children else ""
        question = f"删除{kind.sheet}“{title}”"
        if MessageDialog.confirm(
            self, question, f"{more}删除后可以撤销。", verb="删除", careful=True
        ):
            self._context.attempt(lambda: self._remove(kind, record, title))

    def _remove(self, kind: RecordKind, record: int, title: str) -> None:
        label = f"删除{kind.sheet} {title}"
        with self._context.ledger.write(label) as session:
            delete(session, kind, record)
        self._context.wrote(session.changes, f"已{label}")


def short(title: str) -> str:
    """Give a title that fits into a label."""
    line = text.one_line(title)
    return line if len(line) <= _LONGEST_TITLE else line[: _LONGEST_TITLE - 1] + "…"
