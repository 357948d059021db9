"""The keys of the window: told once, for the list of keys, and how a page hears them."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


@dataclass(frozen=True)
class KeyLine:
    """One line of the list of keys."""

    keys: str
    words: str


KEYS: tuple[tuple[str, tuple[KeyLine, ...]], ...] = (
    (
        "到处",
        (
            KeyLine("F1", "使用手册里讲这一页的地方"),
            KeyLine("Ctrl+/", "这张按键表"),
            KeyLine("按住 Alt", "显示每个按钮和栏目的字母，Alt+字母就到；菜单里直接按字母"),
            KeyLine("Ctrl+K", "在全部记录里查找"),
            KeyLine("Ctrl+N", "登记一条，种类就是当前页的"),
            KeyLine("Ctrl+Z / Ctrl+Y", "撤销 / 重做"),
            KeyLine("Alt+1 … Alt+9", "九个页面"),
            KeyLine("Ctrl+Tab / Ctrl+Shift+Tab", "登记簿、统计报送里的下一个 / 上一个"),
            KeyLine("F6 / Shift+F6", "下一块 / 上一块：查找、页面、筛选、列表、详情"),
            KeyLine("Alt+← / Alt+→", "返回上一处 / 前进"),
            KeyLine("F5", "刷新"),
        ),
    ),
    (
        "列表和详情",
        (
            KeyLine("Ctrl+F", "筛选"),
            KeyLine("Ctrl+Enter", "下一步：交办、签到、出纪要等"),
            KeyLine("F2", "编辑"),
            KeyLine("Delete", "删除选中的行"),
            KeyLine("Ctrl+C", "复制选中的行"),
            KeyLine("Ctrl+P", "打印选中的行"),
            KeyLine("Ctrl+A、Shift+↑↓", "选几行"),
            KeyLine("菜单键 / Shift+F10", "对选中的行能做的事"),
            KeyLine("Ctrl+V", "把复制的文件或图片加为附件；粘贴表格里的几行"),
            KeyLine("F9", "显示或收起详情"),
        ),
    ),
    (
        "编辑和对话框",
        (
            KeyLine("Ctrl+S / Ctrl+Enter", "保存"),
            KeyLine("回车", "下一项"),
            KeyLine("Alt+↓", "打开日历或可选值"),
            KeyLine("Esc", "关闭，有改动先问"),
        ),
    ),
    (
        "签到",
        (
            KeyLine("1 / 2 / 3", "出席 / 请假 / 缺席"),
            KeyLine("拼音首字母", "跳到这个人"),
            KeyLine("空格", "未签的都记为出席"),
            KeyLine("Ctrl+S", "完成"),
        ),
    ),
)


def listen(page: QWidget, keys: str, act: Callable[[], object]) -> None:
    """Hear a key while a page is seen, wherever in its window the focus is."""
    shortcut = QShortcut(QKeySequence(keys), page)
    shortcut.activated.connect(act)
