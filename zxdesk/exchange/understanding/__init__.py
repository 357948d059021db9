"""What a sheet holds: read from its headings, its values and its title, never guessed.

A sheet is parted into tables, forms and crosses; of each, every kind of record is scored by the
headings it knows, by what stands below them and by what name and title say. Where the best kind
does not clearly win, the sheet is left, with what it lacked.
"""

from zxdesk.exchange.understanding.following import SavedUnderstanding, read_saved
from zxdesk.exchange.understanding.mapping import explained, lines_of
from zxdesk.exchange.understanding.marks import SAMPLE
from zxdesk.exchange.understanding.sheets import place_of, understand
from zxdesk.exchange.understanding.table import Table, Understanding

__all__ = [
    "SAMPLE",
    "SavedUnderstanding",
    "Table",
    "Understanding",
    "explained",
    "lines_of",
    "place_of",
    "read_saved",
    "understand",
]
