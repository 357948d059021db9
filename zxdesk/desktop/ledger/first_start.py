"""The first start: three questions and there is a ledger; or open one, or try the sample."""

import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from zxdesk import paths, text
from zxdesk.desktop.base import files
from zxdesk.desktop.base.busy_line import BusyLine
from zxdesk.desktop.base.dialog_parts import (
    DialogNote,
    LabelledField,
    button,
    explain,
    fit,
    foot,
    lay_out,
)
from zxdesk.desktop.base.files import Files
from zxdesk.desktop.base.messages import Presenter
from zxdesk.desktop.base.tasks import TaskRunner, Work
from zxdesk.desktop.look import theme
from zxdesk.desktop.look.words import label, set_role
from zxdesk.exchange import whole_file
from zxdesk.exchange.whole_ledger import rebuild_ledger
from zxdesk.recent import DEFAULT_NAME
from zxdesk.records.committee import LEVELS
from zxdesk.rules.committees import name_complaint, region_complaint
from zxdesk.services.ledgers import found_ledger
from zxdesk.store import EXTENSION, open_ledger
from zxdesk.store.folders import unsafe_reason

MakeSample = Callable[[Path], Path]
SAMPLE_FOLDER = "样例"
_REGION = re.compile(r"(?:政协|政治协商会议)(.{2,}?)委员会$")
_FIRST = "回答三个问题，就建好一本新台账。已经有台账的，直接打开。"
_FURTHER = "新台账与现在的台账互不影响。"
_PLACE = "一本台账是一个文件，自动备份放在它旁边。请放在本机，不要放网盘、共享文件夹或 U 盘。"


class FirstStart(QDialog):
    """One calm page that ends with a ledger to open, in `chosen`."""

    def __init__(
        self,
        parent: QWidget | None,
        make_sample: MakeSample | None = None,
        *,
        first: bool = True,
        clock: Callable[[], datetime] = datetime.now,
    ) -> None:
        super().__init__(parent)
        self.chosen: Path | None = None
        self._make_sample = make_sample
        self._clock = clock
        self._presenter = Presenter(self)
        self._busy = BusyLine(TaskRunner(self), self)
        self._busy.changed.connect(self._refresh)
        self._make_fields()
        self._make_buttons()
        title = "开始使用 zxdesk" if first else "新建台账"
        self._lay_out(lay_out(self, title, _FIRST if first else _FURTHER), first)
        fit(self, 620)
        self._name.setFocus()

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        make_sample: MakeSample | None = None,
        *,
        first: bool = True,
        clock: Callable[[], datetime] = datetime.now,
    ) -> Path | None:
        """Ask for a ledger; give the one to open, made if that was asked for.

        Args:
            make_sample: Makes the sample in a folder and gives its ledger; called in a thread.
                None offers no sample.
            first: Whether there is no ledger yet; else only a new one is asked for.
        """
        dialog = cls(parent, make_sample, first=first, clock=clock)
        dialog.exec()
        dialog.deleteLater()
        return dialog.chosen

    def found(self) -> None:
        """Make the ledger that was described, if nothing is wrong with it."""
        if not self._is_right() or self._busy.busy:
            return
        path, clock = self.path(), self._clock
        committee, region = text.one_line(self._name.text()), text.one_line(self._region.text())
        level = self._level()

        def make(_progress: object) -> Path:
            found_ledger(path, committee=committee, level=level, region=region, clock=clock).close()
            return path

        self._work("新建台账", make)

    def open_existing(self) -> None:
        """Ask for a ledger that is there, or for all that was exported of one."""
        offered = f"{files.LEDGERS};;{files.WHOLE}"
        path = Files.open_one(self, "打开已有台账", files.documents(), offered)
        if path is None:
            return
        if path.suffix.lower() != whole_file.ENDING:
            self._work("打开台账", lambda _progress: probed(path))
        elif self._check_place():
            place, clock = self.path(), self._clock
            self._work("重建台账", lambda _progress: rebuilt(place, path, clock))

    def try_sample(self) -> None:
        """Make the sample in the user's folder."""
        make = self._make_sample
        if make is not None:
            folder = paths.user_data() / SAMPLE_FOLDER
            self._work("生成样例", lambda _progress: make(folder))

    def choose_place(self) -> None:
        """Ask where the new ledger is to be kept."""
        path = Files.save(self, "台账放在哪里", self.path(), files.LEDGERS)
        if path is not None:
            self._place.setText(str(path))
            self._check_place()

    def path(self) -> Path:
        """Give the file of the new ledger."""
        words = self._place.text().strip().strip('"')
        path = Path(words).expanduser() if words else default_place()
        return path if path.suffix == EXTENSION else path.with_name(path.name + EXTENSION)

    def _make_fields(self) -> None:
        self._name = QLineEdit(self)
        self._name.setPlaceholderText("政协云溪县委员会")
        self._name.textChanged.connect(self._suggest_region)
        self._region = QLineEdit(self)
        self._region.setPlaceholderText("云溪县")
        self._place = QLineEdit(str(default_place()), self)
        self._place.setCursorPosition(0)
        self._place.editingFinished.connect(self._check_place)
        choose = button("选择…", self)
        choose.clicked.connect(self.choose_place)
        self._name_box = LabelledField("政协委员会名称", self._name, self)
        self._region_box = LabelledField("地区", self._region, self)
        self._place_box = LabelledField("台账放在哪里", self._place, self, beside=choose)
        self._level_box = self._make_levels()

    def _make_levels(self) -> QWidget:
        box = QWidget(self)
        self._levels = QButtonGroup(self)
        row = QHBoxLayout()
        row.setSpacing(theme.current().px(10))
        for level in LEVELS:
            choice = QRadioButton(level, box)
            choice.setAccessibleName(f"层级：{level}")
            choice.setChecked(level == LEVELS[0])
            self._levels.addButton(choice)
            row.addWidget(choice)
        row.addStretch(1)
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(label("层级", box, role="caption"))
        column.addLayout(row)
        column.addStretch(1)
        return box

    def _level(self) -> str:
        chosen = self._levels.checkedButton()
        return chosen.text() if chosen else LEVELS[0]

    def _make_buttons(self) -> None:
        self._note = DialogNote(self)
        self._open = button("打开已有台账…", self, icon="folder")
        self._open.setToolTip("台账（.zxd），或用“全部导出”写成的 .zip：在上面写的位置重建")
        self._open.clicked.connect(self.open_existing)
        self._sample = button("试用样例", self)
        self._sample.setToolTip("生成一个虚构县政协两年的台账，可以随意试用")
        self._sample.clicked.connect(self.try_sample)
        self._cancel = button("取消", self)
        self._cancel.clicked.connect(self.reject)
        self._create = button("新建台账", self, primary=True)
        self._create.clicked.connect(self.found)

    def _lay_out(self, column: QVBoxLayout, first: bool) -> None:
        look = theme.current()
        card = QFrame(self)
        set_role(card, "card")
        inner = QVBoxLayout(card)
        inner.setContentsMargins(look.px(20), look.px(16), look.px(20), look.px(18))
        inner.setSpacing(look.px(14))
        inner.addWidget(self._name_box)
        row = QHBoxLayout()
        row.setSpacing(look.px(24))
        row.addWidget(self._level_box)
        row.addWidget(self._region_box, 1)
        inner.addLayout(row)
        inner.addWidget(self._place_box)
        inner.addWidget(label(_PLACE, card, role="small", wrap=True))
        column.addWidget(card)
        column.addWidget(self._note)
        column.addStretch(1)
        column.addWidget(self._busy)
        self._open.setVisible(first)
        self._sample.setVisible(first and self._make_sample is not None)
        self._cancel.setVisible(not first)
        column.addLayout(foot([self._open, self._sample], [self._cancel, self._create]))

    def _suggest_region(self, name: str) -> None:
        found = _REGION.search(text.one_line(name))
        if not self._region.isModified():
            self._region.setText(found[1] if found else "")
        if self._name_box.error():
            self._name_box.set_error("")

    def _check_place(self) -> bool:
        self._place_box.set_error(wrong_place(self.path()))
        return not self._place_box.error()

    def _is_right(self) -> bool:
        name, region = text.one_line(self._name.text()), text.one_line(self._region.text())
        wrong = name_complaint(name) if name else "请填写政协委员会名称"
        self._name_box.set_error(wrong)
        self._region_box.set_error(region_complaint(region))
        placed = self._check_place()
        boxes = (self._name_box, self._region_box, self._place_box)
        fields = (self._name, self._region, self._place)
        for box, field in zip(boxes, fields, strict=True):
            if box.error():
                field.setFocus()
                break
        return not wrong and not self._region_box.error() and placed

    def _work(self, title: str, work: Work) -> None:
        self._note.say("")
        self._busy.start(title, work, on_result=self._choose, on_error=self._on_error)

    def _choose(self, path: Path) -> None:
        self.chosen = path
        self.accept()

    def _on_error(self, error: Exception) -> None:
        explain(error, self._note, self._presenter)

    def _refresh(self, busy: bool) -> None:
        for widget in (self._create, self._open, self._sample):
            widget.setEnabled(not busy)

    def done(self, code: int) -> None:
        """Close, once nothing is under way."""
        self._busy.when_free(lambda: super(FirstStart, self).done(code))


def default_place() -> Path:
    """Give where a ledger is best kept: with the user's documents, unless they are synchronised."""
    path = files.documents() / DEFAULT_NAME
    if unsafe_reason(path):
        path = paths.user_data() / DEFAULT_NAME
    number = 2
    while path.exists():
        path = path.with_name(f"{Path(DEFAULT_NAME).stem}{number}{EXTENSION}")
        number += 1
    return path


def wrong_place(path: Path) -> str:
    """Say why a new ledger may not be made there; empty where it may."""
    if not path.is_absolute():
        return "请写出完整的位置，或点“选择…”"
    if reason := unsafe_reason(path):
        return f"这里是{reason}，写入可能损坏台账，请换到本机文件夹"
    if path.exists():
        return "这个文件已经存在，请换一个文件名"
    return ""


def rebuilt(place: Path, file: Path, clock: Callable[[], datetime]) -> Path:
    """Make a ledger of all that was exported of one.

    Raises:
        ZxdeskError: the file is not whole, or the ledger cannot be made.
    """
    rebuild_ledger(place, file, clock=clock).close()
    return place


def probed(path: Path) -> Path:
    """See whether a file is a ledger that can be opened.

    Raises:
        EnvironmentProblem: it is not.
    """
    with open_ledger(path, writing=False):
        return path
