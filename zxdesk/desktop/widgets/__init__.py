"""The widgets the pages are put together from; they know nothing of ledgers."""
