"""Forms: field widgets by type, the binder, and the editors."""
