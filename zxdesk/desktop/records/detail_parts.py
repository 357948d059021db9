"""What a detail pane shows, as plain data."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QMenu

from zxdesk.desktop.look.tones import Chip


@dataclass(frozen=True)
class DetailLink:
    """Words, and what choosing them does.

    Attributes:
        name: What a screen reader says, where the words alone do not say of what they are.
    """

    text: str
    follow: Callable[[], object]
    name: str = ""


DetailPart = str | DetailLink


@dataclass(frozen=True)
class DetailFact:
    """A label and its value, put together from words and links.

    Attributes:
        wide: The value takes the whole width.
    """

    label: str
    value: DetailPart | tuple[DetailPart, ...]
    wide: bool = False

    def parts(self) -> tuple[DetailPart, ...]:
        """Give the value's parts."""
        return self.value if isinstance(self.value, tuple) else (self.value,)


@dataclass(frozen=True)
class DetailLine:
    """One line of a section: what, a remark, a state; and more about it below.

    Attributes:
        fill: Fills the menu of what else may be done with it, where there is anything.
        name: What that menu is called.
    """

    text: DetailPart
    note: str = ""
    chip: Chip | None = None
    number: str = ""
    below: str = ""
    fill: Callable[[QMenu], object] | None = None
    name: str = ""


@dataclass(frozen=True)
class TimelineStep:
    """One step of a story.

    Attributes:
        done: Whether it has happened; what is still to come is drawn hollow.
    """

    when: str
    what: DetailPart
    who: str = ""
    done: bool = True


@dataclass(frozen=True)
class RecordAction:
    """Something that may be done now.

    Attributes:
        key: What its button goes by.
        act: Does it.
        primary: It is the next step.
        refused: Why it may not, shown on hover; empty where it may.
        folded: It stands below the ⋯.
        fill: Fills the menu that it is there, where it is one.
    """

    key: str
    text: str
    act: Callable[[], object]
    icon: str = ""
    primary: bool = False
    refused: str = ""
    folded: bool = False
    hint: str = ""
    fill: Callable[[QMenu], object] | None = None
