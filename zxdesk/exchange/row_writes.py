"""What waits to be written, and how a row that is rejected is taken back from it."""

from sqlalchemy.orm import SessionTransaction
from sqlmodel import Session

from zxdesk.services.batches import Batch


class RowWrites:
    """Writes rows together; a savepoint is opened only for a row that has to write before its end.

    Attributes:
        batch: The records that wait.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self.batch = Batch(session)
        self._mark: int | None = None  # records that waited when the row at hand was begun
        self._savepoint: SessionTransaction | None = None

    def begin(self) -> None:
        """Begin a row that may be taken back."""
        self._mark = len(self.batch)

    def write(self) -> None:
        """Write what waits; the row at hand can still be taken back."""
        if self._mark is not None and self._savepoint is None:
            # The rows before this one are whole: they are written outside the savepoint, so that
            # taking this row back does not take them back too.
            self.batch.write(self._mark)
            self._mark = 0
            self._savepoint = self._session.begin_nested()
        self.batch.write()

    def take_back(self) -> None:
        """Take the row at hand back."""
        if self._savepoint:
            self._savepoint.rollback()
        # Where no savepoint was opened nothing of it was written: it only waits, and is forgotten.
        self.batch.take_back(self._mark or 0)

    def let_stand(self) -> None:
        """Keep what the row at hand wrote."""
        if self._savepoint:
            self._savepoint.commit()

    def end(self) -> None:
        """End the row at hand."""
        self._mark, self._savepoint = None, None
