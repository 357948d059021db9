"""What is kept when something goes wrong: the log, and a file for every fault."""

import faulthandler
import logging
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path

from zxdesk import __version__, paths

_LOG_BYTES = 1_000_000
_KEPT = 20
_LAST_WORDS = "last_words.txt"
log = logging.getLogger("zxdesk")


def reports() -> Path:
    """Give the folder of the reports."""
    return paths.user_data() / "出错报告"


@contextmanager
def watch() -> Iterator[None]:
    """Keep a log, and what a program that broke off left behind; be ready for the next fault."""
    handler = _handler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    log.addHandler(handler)
    log.setLevel(logging.INFO)
    log.info("zxdesk %s starts", __version__)
    _keep_last_words()
    try:
        with _last_words():
            yield
    finally:
        log.info("zxdesk ends")
        log.removeHandler(handler)
        handler.close()


def _handler() -> logging.Handler:
    """Give what writes the log; nothing does where its folder cannot be written."""
    file = paths.user_data() / "zxdesk.log"
    try:
        return RotatingFileHandler(file, maxBytes=_LOG_BYTES, backupCount=1, encoding="utf-8")
    except OSError:
        return logging.NullHandler()


def keep(report: str, *, now: datetime) -> Path | None:
    """Keep a report as a file of its own; None where even that cannot be written."""
    log.error("%s", report)
    file = reports() / f"出错-{now:%Y%m%d-%H%M%S-%f}.txt"
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(report, encoding="utf-8")
        for old in sorted(file.parent.glob("出错-*.txt"))[:-_KEPT]:
            old.unlink()
    except OSError:
        return None
    return file


@contextmanager
def _last_words() -> Iterator[None]:
    """Hold a file open that a fault can still be written into when all else is gone."""
    if faulthandler.is_enabled():
        yield
        return
    with ExitStack() as opened:
        with suppress(OSError):
            place = paths.user_data() / _LAST_WORDS
            faulthandler.enable(opened.enter_context(place.open("w", encoding="utf-8")))
            opened.callback(faulthandler.disable)
        yield


def _keep_last_words() -> None:
    with suppress(OSError):
        file = paths.user_data() / _LAST_WORDS
        words = file.read_text(encoding="utf-8", errors="replace")
        if words:
            when = datetime.fromtimestamp(file.stat().st_mtime)
            keep(f"zxdesk 上次意外中断\n\n{words}", now=when)
