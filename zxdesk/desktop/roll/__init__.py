"""Roll call over an event."""
