"""Where we have been: the way back from a linked record."""

from dataclasses import dataclass

_KEPT = 60


@dataclass(frozen=True)
class Place:
    """A page and the record it showed.

    Attributes:
        kind: For a register, its kind; else empty.
    """

    page: str
    kind: str = ""
    record: int | None = None


class Trail:
    """The places that were left by following a link or choosing a tab."""

    def __init__(self) -> None:
        self._back: list[Place] = []
        self._forward: list[Place] = []

    def leave(self, place: Place) -> None:
        """Note a place that is being left for another."""
        if not self._back or self._back[-1] != place:
            self._back.append(place)
        del self._back[:-_KEPT]
        self._forward.clear()

    def back(self, here: Place) -> Place | None:
        """Give the place to go back to; None where there is none."""
        while self._back:
            place = self._back.pop()
            if place != here:
                self._forward.append(here)
                return place
        return None

    def forward(self, here: Place) -> Place | None:
        """Give the place that was come back from."""
        if not self._forward:
            return None
        self._back.append(here)
        return self._forward.pop()

    @property
    def can_go_back(self) -> bool:
        """Whether there is anywhere to go back to."""
        return bool(self._back)
