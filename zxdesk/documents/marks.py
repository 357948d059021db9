"""Punctuation on a line: what may not begin it, what may not end it (避头尾)."""

CLOSING = frozenset("，。、；：？！》〉」』】〕）］｝”’〗〙〞,.;:?!)]}")
NEVER_FIRST = CLOSING | frozenset("…—～·％‰℃%°′″‐–・々〻")
NEVER_LAST = frozenset("（《〈「『【〔“‘［｛〖〘〝([{￥¥＄$№§＃")

# Marks drawn twice in a row as one stroke.
JOINED = frozenset("—…")


def may_part(before: str, after: str) -> bool:
    """Say whether a line may end with `before` when the next begins with `after`."""
    if before in NEVER_LAST or after in NEVER_FIRST:
        return False
    return not (before in JOINED and before == after)
