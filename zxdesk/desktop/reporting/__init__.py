"""The quarter: tables, closing, sending, receiving."""
