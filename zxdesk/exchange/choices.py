"""What somebody decides of single rows and names before they are imported."""

from collections.abc import Mapping
from dataclasses import dataclass, field

RowKey = tuple[str, str, int, int]  # file, sheet, row, and which of several records of that row
Question = tuple[RowKey, str, str]  # a row, the kind that it names, and in which words
UnitName = tuple[str, str]  # category and name


@dataclass(frozen=True)
class Among:
    """Records of one name, of which a row means one, or none.

    Attributes:
        new: It may also mean another one, that is not there yet.
        chosen: Which was taken; None where that was left open, or it became a new one.
    """

    question: Question
    ids: tuple[int, ...]
    new: bool = False
    chosen: int | None = None

    @property
    def kind(self) -> str:
        """The kind of the records."""
        return self.question[1]

    @property
    def words(self) -> str:
        """The name that they share."""
        return self.question[2]


@dataclass(frozen=True)
class UnitOffer:
    """A unit's name that is nearly that of units which are there.

    Attributes:
        ids: Those units, the nearest first.
        chosen: The one it was taken for; None where it became a new one.
        remembered: Somebody said so in an earlier import.
    """

    name: UnitName
    ids: tuple[int, ...]
    chosen: int | None = None
    remembered: bool = False


@dataclass(frozen=True)
class Choices:
    """What was decided.

    Attributes:
        kept: Fields of a row (`member.phone`) that leave what the ledger has.
        meant: Which record a name means, None for a new one.
        units: Which unit a name means, None for a new one; remembered with the import.
    """

    kept: Mapping[RowKey, frozenset[str]] = field(default_factory=dict)
    meant: Mapping[Question, int | None] = field(default_factory=dict)
    units: Mapping[UnitName, int | None] = field(default_factory=dict)


NO_CHOICES = Choices()
