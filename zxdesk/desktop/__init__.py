"""The window. No SQL, no page layout, no rule."""
