"""Where in a text the searched words stand, so that they can be marked."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from zxdesk import text

Marks = tuple[tuple[int, int], ...]
# Of a longer text the part around the hit is shown, so that the hit stands near its beginning.
_BEFORE, _AFTER_START, _LENGTH = 10, 20, 72


def marks(raw: str, words: Sequence[str]) -> Marks:
    """Give the ranges of `raw` in which folded words stand, in order and apart."""
    folded, places = _folded(raw)
    found = sorted(
        (places[at], places[at + len(word) - 1] + 1)
        for word in words
        for at in _occurrences(folded, word)
    )
    return tuple(_merged(found))


def sound_marks(name: str, words: Sequence[str], sounds: Sequence[str]) -> Marks:
    """Give the range of a name that was typed as its initials, or all of it for full pinyin.

    Args:
        sounds: What may be typed for the name (see `rules.pinyin.sounds`).
    """
    spoken = [at for at, char in enumerate(name) if char.isalnum() and not char.isdigit()]
    for word in words:
        fitting = [sound for sound in sounds if sound.startswith(word)]
        # Full pinyin is longer than the name.
        if any(len(sound) <= len(spoken) for sound in fitting):
            return ((spoken[0], spoken[len(word) - 1] + 1),)
        if fitting:
            return ((0, len(name)),)
    return ()


def excerpt(raw: str, found: Marks) -> tuple[str, Marks]:
    """Cut a text around its first mark, with … where something is left out."""
    line = raw.replace("\n", " ")
    first = found[0][0] if found else 0
    start = first - _BEFORE if first > _AFTER_START else 0
    end = min(len(line), start + _LENGTH)
    head, tail = "…" if start else "", "…" if end < len(line) else ""
    shift = len(head) - start
    kept = tuple((a + shift, min(b, end) + shift) for a, b in found if a < end)
    return f"{head}{line[start:end]}{tail}", kept


def _folded(raw: str) -> tuple[str, list[int]]:
    """Fold a text character by character; give the place that each folded one comes from."""
    folded: list[str] = []
    places: list[int] = []
    for at, char in enumerate(raw):
        parts = _space(raw, at) if char.isspace() else _folded_char(char)
        folded.append(parts)
        places += [at] * len(parts)
    return "".join(folded), places


@lru_cache(maxsize=16384)
def _folded_char(char: str) -> str:
    return text.fold(char)


def _space(raw: str, at: int) -> str:
    around = raw[at - 1 : at] + raw[at + 1 : at + 2]
    return "" if len(around) < 2 or all(_is_han(char) for char in around) else " "


def _is_han(char: str) -> bool:
    return "\u2e80" <= char <= "\u9fff" or char >= "\U00020000"


def _occurrences(folded: str, word: str) -> Iterator[int]:
    at = folded.find(word)
    while at >= 0:
        yield at
        at = folded.find(word, at + len(word))


def _merged(found: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in found:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
