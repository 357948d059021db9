"""What a detail pane shows, as plain data."""

from dataclasses import dataclass

from zxdesk.desktop.tones import Chip


@dataclass(frozen=True)
class Link:
    """Words that lead to `target`."""

    text: str
    target: object


Part = str | Link


@dataclass(frozen=True)
class Fact:
    """A label and its value, put together from words and links.

    Attributes:
        wide: The value takes the whole width.
    """

    label: str
    value: Part | tuple[Part, ...]
    wide: bool = False

    def parts(self) -> tuple[Part, ...]:
        """Give the value's parts."""
        return self.value if isinstance(self.value, tuple) else (self.value,)


@dataclass(frozen=True)
class Line:
    """One line of a section: what, a remark, a state; and more about it below."""

    text: Part
    note: str = ""
    chip: Chip | None = None
    number: str = ""
    below: str = ""


@dataclass(frozen=True)
class Moment:
    """One step of a story.

    Attributes:
        done: Whether it has happened; what is still to come is drawn hollow.
    """

    when: str
    what: Part
    who: str = ""
    done: bool = True


@dataclass(frozen=True)
class Action:
    """Something that may be done now.

    Attributes:
        refused: Why it may not, shown on hover; empty where it may.
        quiet: Shown by its icon alone.
    """

    key: str
    text: str
    icon: str = ""
    primary: bool = False
    refused: str = ""
    quiet: bool = False
