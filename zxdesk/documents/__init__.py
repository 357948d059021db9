"""Paper: plain contents in, PDF files out; no ledger, no clock, no window in here."""
