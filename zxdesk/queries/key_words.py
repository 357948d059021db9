"""Records that people name by their whole key: an issue by its year and number, 2026/12."""

from zxdesk.queries.values import Values
from zxdesk.records import RecordKind
from zxdesk.records.fieldtypes import Value


def key_values(kind: RecordKind, words: str, **known: Value) -> Values | None:
    """Read the key by which people name a record, 2026/12; None where it is none.

    Args:
        known: What the parts left out at the front stand for.
    """
    parts = [part.strip() for part in words.replace("年", "/").removesuffix("期").split("/")]
    missing = len(kind.key) - len(parts)
    numbered = any(sign.isdigit() for sign in parts[-1])
    if not numbered or not kind.named_by_key or not set(kind.key[:missing]) <= set(known):
        return None
    try:
        typed = {
            name: kind.fields[name].type.parse(part.removeprefix("第"))
            for name, part in zip(kind.key[missing:], parts, strict=True)
        }
    except ValueError:
        return None
    values = {name: known[name] for name in kind.key[:missing]} | typed
    return values if all(values.values()) else None
