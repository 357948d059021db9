"""Compiled from forms/*.ui, never edited by hand.

`pyside6-uic --no-autoconnection forms/event.ui -o zxdesk/desktop/generated/ui_event.py`
"""
