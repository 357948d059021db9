"""What a committee may be called: its name stands in files, on paper and in others' ledgers."""

import unicodedata

from zxdesk.errors import UserError
from zxdesk.files import is_safe_name

LONGEST_NAME, LONGEST_REGION = 60, 40
# Control, direction (bidi), private and half characters: names that look alike would not be alike.
_UNSEEN = frozenset(("Cc", "Cf", "Co", "Cs", "Zl", "Zp"))


def name_complaint(name: str) -> str:
    """Say why a committee cannot be called so; empty where it can."""
    if not name.strip():
        return "名称是空的"
    if len(name) > LONGEST_NAME:
        return f"名称超过 {LONGEST_NAME} 个字"
    if _holds_unseen(name):
        return "名称里有换行、控制符或改变文字方向的符号"
    if name != name.strip() or not is_safe_name(name):
        return (
            '名称不能用作文件名（不能有 \\ / : * ? " < > |，'
            "不能以点或空格开头结尾，不能是系统保留名）"
        )
    return ""


def region_complaint(region: str) -> str:
    """Say why a region cannot be written so; empty where it can, or where there is none."""
    if len(region) > LONGEST_REGION:
        return f"地区超过 {LONGEST_REGION} 个字"
    return "地区里有换行、控制符或改变文字方向的符号" if _holds_unseen(region) else ""


def refuse_names(committee: str, region: str) -> None:
    """Raise UserError where no committee can be called so."""
    complaint = name_complaint(committee) or region_complaint(region)
    if complaint:
        raise UserError(
            f"没有新建台账，政协的{complaint}", "请写全称，如 政协云溪县委员会", code="bad_name"
        )


def _holds_unseen(words: str) -> bool:
    return any(unicodedata.category(char) in _UNSEEN for char in words)
