"""Contents go along where a ledger goes: into a backup elsewhere, back from it, into a merge."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from zxdesk.records.attachment import TITLE
from zxdesk.store import copies, sqlite
from zxdesk.store.content_folder import ContentFolder, beside, folder_of
from zxdesk.store.contents import Contents, Spoilt
from zxdesk.store.named_contents import Named, named
from zxdesk.store.problems import explained

_NAMED = 3


def bring(wanted: Iterable[Named], source: Contents, target: Contents) -> list[str]:
    """Store contents that are not in `target` yet; give the names of those that could not come.

    Raises:
        EnvironmentProblem: there is no room for them; what was stored by this goes again.
    """
    there, added, lacking = set(target.listed()), [], []
    try:
        for one in wanted:
            if not target.fault(one.content):
                continue
            try:
                target.add(source.pieces(one.content))
            except Spoilt:
                lacking.append(one.name)
            else:
                added.append(one.content.sha256)
    except BaseException:
        for sha256 in set(added) - there:
            target.remove(sha256)
        target.remove_empty()
        raise
    return lacking


def named_in(file: Path) -> list[Named]:
    """Give the contents that a ledger file names."""
    with explained(file):
        engine = sqlite.reader_engine(file, live=False)
        try:
            with engine.connect() as connection:
                return named(connection)
        finally:
            engine.dispose()


def bring_along(file: Path, source: Path, target: Path) -> list[str]:
    """Store beside `target` the contents that a copy of `source` names (see `bring`).

    Args:
        file: The copy, not yet in its place.
    """
    wanted = named_in(file)
    if not wanted:
        return []
    origin = copies.origin(file)
    return bring(wanted, beside(source), ContentFolder(folder_of(target, origin), origin))


def lacking_words(names: Sequence[str]) -> str:
    """Say which contents did not come along; empty where all did."""
    if not names:
        return ""
    more = f" 等 {len(names)} 个" if len(names) > _NAMED else ""
    return f"{TITLE}“{'、'.join(names[:_NAMED])}”{more}的内容不见了或被改动过，没有带上"
