"""The acts of a proposal's life."""
