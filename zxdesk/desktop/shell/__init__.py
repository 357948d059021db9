"""The window itself: start, header, rail, search, and the pages put together."""
