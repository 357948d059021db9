"""What of a fault may be kept: where it struck, never what was in the records.

Logs and reports are sent to whoever looks after the program. The message of an exception may quote
what somebody typed or what a row holds, so only words that no record can have put there are kept.
"""

import re
import traceback
from collections.abc import Iterator

# These messages are about values; others name things of the program, in English words.
_OF_VALUES = (ValueError, LookupError, AssertionError, SyntaxError)
_PLAIN = re.compile(r"[A-Za-z_][A-Za-z_.]*[,:;]?|[:;,.=<>()\[\]{}|-]+")
_MASK = "…"


def described(error: BaseException) -> str:
    """Give what led to an error, the first cause first, each with its place in the program."""
    return "\n".join("\n".join(_one(each)) for each in _chain(error))


def _chain(error: BaseException) -> list[BaseException]:
    chain: list[BaseException] = []
    found: BaseException | None = error
    while found is not None and found not in chain:
        chain.append(found)
        hidden = found.__suppress_context__
        found = found.__cause__ or (None if hidden else found.__context__)
    return chain[::-1]


def _one(error: BaseException) -> Iterator[str]:
    yield "Traceback (most recent call last):"
    # Without the lines themselves: they are found by their numbers, and may quote a value too.
    for frame in traceback.extract_tb(error.__traceback__):
        yield f'  File "{frame.filename}", line {frame.lineno}, in {frame.name}'
    kind = type(error)
    yield f"{kind.__module__}.{kind.__qualname__}: {_message(error)}".removeprefix("builtins.")
    if isinstance(error, BaseExceptionGroup):
        for part in error.exceptions:
            yield described(part)


def _message(error: BaseException) -> str:
    name = getattr(error, "sqlite_errorname", "")
    if isinstance(error, OSError):
        return f"errno {error.errno}"
    return f"{name} {masked_for(error)}".strip()


def masked_for(error: BaseException) -> str:
    """Give an error's message without what may come from a record."""
    if isinstance(error, _OF_VALUES) or type(error).__module__.startswith(("zxdesk", "pydantic")):
        return _MASK
    return masked(str(error))


def masked(message: str) -> str:
    """Keep plain English words and signs; everything quoted, numbered or Chinese is left out."""
    bare = re.sub(r"([\"'`“‘]).*?(?:\1|[”’])", _MASK, message, flags=re.DOTALL)
    words = [word if _PLAIN.fullmatch(word) else _MASK for word in bare.split()]
    return re.sub(rf"{_MASK}(?: {_MASK})+", _MASK, " ".join(words))
