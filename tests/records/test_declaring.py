"""What a kind leaves out follows from its fields, and only as far as they say it."""

import sqlalchemy as sa

from zxdesk.records import KINDS


def test_a_kind_of_number_title_and_day_needs_to_say_little() -> None:
    media = KINDS["media"]
    assert media.key == ("number",)
    assert media.sort == ("-published_on", "-number")
    assert media.columns[-1] == "programmes"
    assert "programmes" not in media.list_columns
    adoption = KINDS["adoption"]
    assert adoption.sections == (("采用", adoption.columns),)


def test_words_are_looked_for_in_texts_alone() -> None:
    for kind in KINDS.values():
        types = [kind.fields[name].type.sql_type() for name in kind.search]
        assert all(isinstance(type_, sa.Text) for type_ in types), kind.name
    # A number, and what is named by another record: nothing of their own to find.
    assert KINDS["plenary_session"].search == KINDS["adoption"].search == ()


def test_rows_named_by_another_record_keep_the_order_of_entry() -> None:
    assert KINDS["service"].sort == ()
