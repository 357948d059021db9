"""What the tests of paper share: the bundled fonts, and a way to read a page back."""

import pytest

from zxdesk.documents.fonts import FontBook


@pytest.fixture
def book() -> FontBook:
    return FontBook(bundled_only=True)
