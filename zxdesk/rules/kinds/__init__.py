"""The rules of each kind: what must hold of a record, and what usually does."""
