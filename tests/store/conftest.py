from tests.kinds import filled, filled_file, stocked
from tests.ledgers import founded, ledger, ledger_file, office

__all__ = ["filled", "filled_file", "founded", "ledger", "ledger_file", "office", "stocked"]
