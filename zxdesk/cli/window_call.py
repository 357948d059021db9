"""Which words open the window; known before any command is loaded."""

from collections.abc import Sequence

from zxdesk import paths


def with_ledger_named(words: Sequence[str]) -> list[str]:
    """Let a ledger alone, as a double click gives it, be the ledger to open."""
    alone = words and words[0].lower().endswith(paths.EXTENSION)
    return ["--ledger", *words] if alone else list(words)


def ledger_of_window(words: Sequence[str]) -> str | None:
    """Give the ledger these words open in a window: "" for the last one, None for no window."""
    ledger, rest = "", iter(words)
    for word in rest:
        if word in ("--ledger", "--today"):
            value = next(rest, "")
            ledger = value if word == "--ledger" else ledger
        elif word.startswith("--ledger="):
            ledger = word.partition("=")[2]
        elif word != "--quit-when-ready":
            return None
    return ledger
