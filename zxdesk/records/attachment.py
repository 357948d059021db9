"""附件: files that hang on a record of any kind. A row says what a file is called and which it is.

Its content stands elsewhere (`store.contents`), under its SHA-256. Every kind has a table of its
own, so that a row goes, comes back, moves and is logged with its record like any link.
"""

import sqlalchemy as sa
from sqlmodel import SQLModel

TITLE = "附件"
_ENDING = "_attachments"


def attachment_table(source: str) -> sa.Table:
    """Declare the table of the attachments of a kind.

    A record has no file twice; two files may be called alike, as where two records became one.
    """
    return sa.Table(
        f"{source}{_ENDING}",
        SQLModel.metadata,
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("record_id", sa.ForeignKey(f"{source}.id", ondelete="CASCADE"), nullable=False),
        sa.Column("position", sa.Integer, nullable=False, server_default="0"),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("media_type", sa.Text, nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("sha256", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=False, server_default=""),
        sa.UniqueConstraint("record_id", "name", "sha256"),
    )


def attachments_of(source: str) -> sa.Table:
    """Give the table of the attachments of a kind."""
    return SQLModel.metadata.tables[f"{source}{_ENDING}"]
