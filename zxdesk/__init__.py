"""zxdesk: record keeping for the office of a county CPPCC committee."""

__version__ = "0.1.0"
