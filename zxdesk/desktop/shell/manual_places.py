"""Which chapter of the manual tells of which page and dialog."""

from PySide6.QtWidgets import QWidget

WINDOW = "二、窗口"
# By the key of a page.
_PAGES = {
    "home": WINDOW,
    "member": WINDOW,
    "venue": WINDOW,
    "consultation": WINDOW,
    "register": "六、品牌、任务、星级",
    "proposal": "五、提案和社情民意",
    "opinion": "五、提案和社情民意",
    "event": "四、活动和签到",
    "statistics": "八、统计",
}
# By the class of a dialog, or of what is seen on a page.
_PARTS = {
    "RollPage": "四、活动和签到",
    "HistoryPage": "十、安全",
    "QuarterTab": "九、报送",
    "ReceivedTab": "九、报送",
    "TablesTab": "九、报送",
    "QuotaTab": "六、品牌、任务、星级",
    "ProgrammeTab": "六、品牌、任务、星级",
    "ProposalAct": "五、提案和社情民意",
    "ImportDialog": "三、导入工作簿",
    "ExportDialog": "导出",
    "DuplicatesDialog": WINDOW,
    "MergeDialog": "九、报送",
    "PaperPreview": "七、打印",
    "RatingDialog": "六、品牌、任务、星级",
    "SettingsDialog": "六、品牌、任务、星级",
    "OfficeDialog": "六、品牌、任务、星级",
    "FirstStart": "一、开始使用",
    "CheckDialog": "十、安全",
    "RestoreDialog": "十、安全",
    "PasswordDialog": "哪些受保护，哪些不受",
    "EraseDialog": "抹除个人信息",
    "CloseQuarterDialog": "九、报送",
    "ReopenDialog": "九、报送",
    "NamesDialog": "九、报送",
    "ReceiveDialog": "九、报送",
    "RemoveDialog": "九、报送",
    "SendPackageDialog": "九、报送",
    "ReportingRowsDialog": "九、报送",
    "RecordEditor": WINDOW,
    "NameDialog": "六、品牌、任务、星级",
}


def chapter_of(held: QWidget | None, page: str = "") -> str:
    """Give the chapter that tells of where somebody is.

    Args:
        held: What has the focus, or the window in front; the nearest part that is told of counts.
        page: The key of the page that is seen.
    """
    while held is not None:
        for kind in type(held).__mro__:
            if kind.__name__ in _PARTS:
                return _PARTS[kind.__name__]
        held = held.parentWidget() if not held.isWindow() else None
    return _PAGES.get(page, WINDOW)
