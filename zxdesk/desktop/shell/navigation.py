"""Where we have been: the way back from a linked record."""

from dataclasses import dataclass

from zxdesk.desktop.base.page import Place

_KEPT = 60


@dataclass(frozen=True)
class TrailStop:
    """A page by its key, and where one was on it."""

    page: str
    place: Place


class Trail:
    """The places that were left by following a link or choosing a tab."""

    def __init__(self) -> None:
        self._back: list[TrailStop] = []
        self._forward: list[TrailStop] = []

    def leave(self, stop: TrailStop) -> None:
        """Note a place that is being left for another."""
        if not self._back or self._back[-1] != stop:
            self._back.append(stop)
        del self._back[:-_KEPT]
        self._forward.clear()

    def back(self, here: TrailStop) -> TrailStop | None:
        """Give the place to go back to; None where there is none."""
        while self._back:
            stop = self._back.pop()
            if stop != here:
                self._forward.append(here)
                return stop
        return None

    def forward(self, here: TrailStop) -> TrailStop | None:
        """Give the place that was come back from."""
        if not self._forward:
            return None
        self._back.append(here)
        return self._forward.pop()

    @property
    def can_go_back(self) -> bool:
        """Whether there is anywhere to go back to."""
        return bool(self._back)
