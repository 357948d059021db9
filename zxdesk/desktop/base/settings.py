"""What the program remembers about one person's window: data in one JSON file."""

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Preference:
    """One thing that can be set: its key, its default and what it is called.

    The default's type is the setting's type; a stored value of any other type is ignored.
    """

    key: str
    default: Any
    label: str


MODE = Preference("look.mode", "system", "配色")
SCALE = Preference("look.scale", 1.0, "字号")
AUTHOR = Preference("person.name", "", "操作员")
WINDOW = Preference("window.place", [], "窗口位置")
MAXIMISED = Preference("window.maximised", False, "窗口最大化")
PAGE = Preference("window.page", "", "上次的页面")
LAST_LEDGER = Preference("ledger.last", "", "上次打开的台账")
BUNDLED_FONTS = Preference("paper.bundled_fonts", False, "公文只用程序自带的字体")
DETAIL = Preference("window.detail", True, "显示详情")


class Settings:
    """Settings kept in a file; a missing or broken file means the defaults."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._values = _read(path) if path else {}

    def get(self, setting: Preference) -> Any:
        """Give a value, or the default."""
        value = self._values.get(setting.key, setting.default)
        if isinstance(setting.default, float) and isinstance(value, int):
            return float(value)
        return value if isinstance(value, type(setting.default)) else setting.default

    def set(self, setting: Preference, value: Any) -> None:
        """Remember a value, at once."""
        if self._values.get(setting.key) != value:
            self._values[setting.key] = value
            self._write()

    def _write(self) -> None:
        if self._path is None:
            return
        draft = self._path.with_suffix(".tmp")
        content = json.dumps(self._values, ensure_ascii=False, indent=1, sort_keys=True)
        self._path.parent.mkdir(parents=True, exist_ok=True)
        draft.write_text(content, encoding="utf-8")
        os.replace(draft, self._path)


def list_layout(name: str) -> Preference:
    """Give the setting that holds a list's columns: key, width, shown, in their order."""
    return Preference(f"list.{name}", [], "列表的列")


def saved_filters(name: str) -> Preference:
    """Give the setting that holds a list's filters under names of one's own."""
    return Preference(f"filters.{name}", [], "常用筛选")


def splitter(name: str) -> Preference:
    """Give the setting that holds how a page is divided."""
    return Preference(f"splitter.{name}", [], "页面分隔")


def _read(path: Path) -> dict[str, Any]:
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return values if isinstance(values, dict) else {}
