"""Pictures of every page, editor and dialog."""
