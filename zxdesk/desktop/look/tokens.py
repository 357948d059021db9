"""The colours by name, light and dark: the only place where a colour is written down."""

from dataclasses import dataclass, fields


@dataclass(frozen=True, kw_only=True)
class Tokens:
    """One set of colours, as `#rrggbb`.

    The five tones of a state (`bad`, `warn`, `good`, `info`, `plain`) come as ink and ground.
    """

    ground: str
    sheet: str
    raised: str
    hover: str
    pressed: str
    text: str
    muted: str
    hairline: str
    border: str
    accent: str
    accent_fill: str
    accent_fill_hover: str
    accent_fill_pressed: str
    on_accent: str
    accent_soft: str
    accent_border: str
    link: str
    focus: str
    focus_on_accent: str
    bar: str
    bar_hover: str
    track: str
    bad: str
    bad_ground: str
    warn: str
    warn_ground: str
    good: str
    good_ground: str
    info: str
    info_ground: str
    plain: str
    plain_ground: str
    toast: str
    on_toast: str
    toast_link: str
    disabled: str


LIGHT = Tokens(
    ground="#f4f5f7",
    sheet="#ffffff",
    raised="#ffffff",
    hover="#f3f4f6",
    pressed="#e8eaee",
    text="#1b1e25",
    muted="#5c6370",
    hairline="#e7e9ed",
    border="#858b96",
    accent="#9b1c22",
    accent_fill="#9b1c22",
    accent_fill_hover="#86161c",
    accent_fill_pressed="#701116",
    on_accent="#ffffff",
    accent_soft="#faf3f3",
    accent_border="#dba9ab",
    link="#17599c",
    focus="#2f74c0",
    focus_on_accent="#a9d0ff",
    bar="#5f7a97",
    bar_hover="#4d6680",
    track="#eceef1",
    bad="#a3191f",
    bad_ground="#fce8e8",
    warn="#8a5000",
    warn_ground="#fdf0da",
    good="#1a6638",
    good_ground="#e6f4ea",
    info="#16568f",
    info_ground="#e5f0fa",
    plain="#4c5360",
    plain_ground="#edeff2",
    toast="#2a2e36",
    on_toast="#f4f5f7",
    toast_link="#8fc1f5",
    disabled="#9298a3",
)

DARK = Tokens(
    ground="#15171b",
    sheet="#1e2126",
    raised="#262a31",
    hover="#282c33",
    pressed="#31363e",
    text="#e7e9ed",
    muted="#a6adb8",
    hairline="#2e333a",
    border="#767d89",
    accent="#f08a8d",
    accent_fill="#ad2a31",
    accent_fill_hover="#bd353c",
    accent_fill_pressed="#93222a",
    on_accent="#ffffff",
    accent_soft="#2d2326",
    accent_border="#7d4347",
    link="#82b8f0",
    focus="#6aa8ec",
    focus_on_accent="#cfe4ff",
    bar="#7f9ab8",
    bar_hover="#97b0cb",
    track="#2e333a",
    bad="#f79a9a",
    bad_ground="#43231f",
    warn="#f0bd72",
    warn_ground="#3d2f17",
    good="#86d3a0",
    good_ground="#1c3626",
    info="#8fc1f5",
    info_ground="#1b3048",
    plain="#bcc2cc",
    plain_ground="#30353d",
    toast="#e7e9ed",
    on_toast="#1b1e25",
    toast_link="#17599c",
    disabled="#6d7480",
)

# Ink on its ground, for everything that is read.
READ_TOGETHER = (
    *(
        (ink, ground)
        for ink in ("text", "muted", "link", "accent")
        for ground in ("ground", "sheet")
    ),
    *((ink, ground) for ink in ("text", "muted", "accent") for ground in ("raised", "hover")),
    ("text", "accent_soft"),
    ("muted", "accent_soft"),
    ("accent", "accent_soft"),
    ("link", "accent_soft"),
    ("link", "hover"),
    ("on_accent", "accent_fill"),
    ("on_accent", "accent_fill_hover"),
    ("on_accent", "accent_fill_pressed"),
    ("on_toast", "toast"),
    ("toast_link", "toast"),
    *((tone, f"{tone}_ground") for tone in ("bad", "warn", "good", "info", "plain")),
    *((tone, "sheet") for tone in ("bad", "warn", "good", "info", "plain")),
)

# What tells a control, its focus or a length from what is beside it (WCAG 2.1, 1.4.11).
SEEN_TOGETHER = (
    *((sign, ground) for sign in ("border", "focus") for ground in ("sheet", "ground", "raised")),
    ("focus", "hover"),
    ("focus", "accent_soft"),
    ("focus_on_accent", "accent_fill"),
    ("toast_link", "toast"),
    *((fill, ground) for fill in ("bar", "bar_hover") for ground in ("track", "sheet")),
    ("accent", "accent_soft"),
    ("accent", "sheet"),
    ("bad", "sheet"),
)


def contrast(first: str, second: str) -> float:
    """Give the contrast of two colours by WCAG 2: 1 to 21."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def names() -> list[str]:
    """Give the names of all tokens."""
    return [field.name for field in fields(Tokens)]


def _luminance(colour: str) -> float:
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
