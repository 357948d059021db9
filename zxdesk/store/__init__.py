"""One ledger, safe on disk. Nothing above this package may know that it is SQLite."""

from zxdesk.paths import EXTENSION
from zxdesk.store.founding import new_ledger
from zxdesk.store.ledger import Ledger, WriteSession
from zxdesk.store.opening import open_ledger
from zxdesk.store.steps import Changes

__all__ = ["EXTENSION", "Changes", "Ledger", "WriteSession", "new_ledger", "open_ledger"]
