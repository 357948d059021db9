"""The ledger as a whole: first start, check, restore, settings, update, erasing."""
