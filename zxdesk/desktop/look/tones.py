"""The tone of a state: which colour and sign support the word."""

from dataclasses import dataclass

from zxdesk.rules.proposals import SOON, urgency

SIGNS = {"bad": "warning", "warn": "clock", "good": "check", "info": "dot", "plain": ""}
_WORDS = {
    "bad": ("逾期", "缺席", "不满意", "未开展", "取消", "撤案", "出错", "已撤销", "退回"),
    "warn": ("临期", "待审查", "待补", "请假", "暂不能解决", "部分采纳", "待报送", "离任", "修改",
             "重新办理"),
    "good": (
        "可接收",
        "已接收",
        "办结", "已办结", "已完成", "归档", "已归档", "已举办", "已解决", "采纳", "出席", "满意",
        "已答复", "已落实", "在任", "启用", "已报送", "已采用", "齐全", "完成",
        "已结案",
    ),
    "info": (
        "进行中", "办理中", "已交办", "立案", "并案", "推动中", "研究中", "待办", "指标", "待反馈",
        "列入计划", "方案", "调研", "协商", "报送", "办理", "跟踪", "待出纪要", "新增", "待交办",
        "待结案", "基本满意",
    ),
}  # fmt: skip
_TONES = {word: tone for tone, words in _WORDS.items() for word in words}


@dataclass(frozen=True)
class Chip:
    """A state as it is shown: a word, its tone, and what it means on hover."""

    text: str
    tone: str = "plain"
    hint: str = ""


def tone_of(state: str) -> str:
    """Give the tone of a state's word; `plain` for any other."""
    return _TONES.get(state, "plain")


def chip_of(state: str) -> Chip:
    """Give the chip of a state's word."""
    return Chip(state, tone_of(state))


def deadline_chip(left: int, soon: int = SOON) -> Chip:
    """Give the chip of a deadline that is so many days ahead, or past.

    Args:
        soon: How many days ahead it is due soon.
    """
    urgent = urgency(left, soon)
    if urgent == "逾期":
        return Chip(f"逾期 {-left} 天", "bad")
    words = "今天到期" if left == 0 else f"剩 {left} 天"
    return Chip(words, "warn" if urgent else "info")
