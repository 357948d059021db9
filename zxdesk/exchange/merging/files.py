"""Takes the files that a colleague hung on records, as long as we have not taken them off."""

from collections.abc import Iterable

import sqlalchemy as sa

from zxdesk.exchange.merging.identity import Identity
from zxdesk.exchange.merging.sides import Place
from zxdesk.exchange.merging.survey import called
from zxdesk.queries.attachments import attachments
from zxdesk.records import KINDS, RecordKind
from zxdesk.records.attachment import TITLE
from zxdesk.services.attachments import enter
from zxdesk.store import Ledger, lineage
from zxdesk.store.bringing import bring, lacking_words
from zxdesk.store.functions import in_image
from zxdesk.store.named_contents import Named
from zxdesk.store.schema import CHANGE


class Files:
    """The files of his that come in.

    Attributes:
        notes: What was not taken, and why.
        given: The records of his whose files came in.
    """

    def __init__(self, identity: Identity) -> None:
        self._identity = identity
        self._erased = lineage.erased(identity.ours.connection, identity.ours.since)
        self._wanted: list[Named] = []
        self.notes: list[str] = []
        self.given: list[Place] = []

    def enter(self, places: Iterable[Place]) -> None:
        """Enter the files of records of his; their contents are not stored yet."""
        for place in places:
            ours_id = self._identity.here(place)
            if ours_id is not None and self._enter(place, ours_id):
                self.given.append(place)

    def _enter(self, place: Place, ours_id: int) -> bool:
        kind, session = KINDS[place[0]], self._identity.ours.session
        found = attachments(self._identity.his.session, kind, place[1])
        there = {one.content.sha256 for one in attachments(session, kind, ours_id)}
        known = there | self._removed(kind, ours_id) | {""}
        new = [one for one in found if one.content.sha256 not in known]
        if new and (kind.name, ours_id) in self._erased:
            words = called(self._identity.ours, (kind.name, ours_id))
            self.notes.append(f"{words}抹除过个人信息，对方的{TITLE}没有取。")
            return False
        for one in new:
            enter(session, kind, ours_id, one.name, one.content, one.note)
            self._wanted.append(Named(kind.name, ours_id, one.name, one.content))
        return bool(new)

    def _removed(self, kind: RecordKind, ours_id: int) -> set[str]:
        """Give what we took off the record since the ledgers parted: it does not come back."""
        query = sa.select(in_image(CHANGE.c.before, "sha256")).where(
            CHANGE.c.table_name == kind.attachments.name,
            CHANGE.c.record_id == ours_id,
            CHANGE.c.after.is_(None),
            CHANGE.c.step_no > self._identity.ours.since,
        )
        return {str(sha256) for sha256 in self._identity.ours.connection.scalars(query)}

    def store(self, ours: Ledger, his: Ledger) -> list[str]:
        """Store the contents of what came in; give what is to be said of those that are missing.

        Raises:
            EnvironmentProblem: there is no room for them.
        """
        words = lacking_words(bring(self._wanted, his.contents, ours.contents))
        return [f"{words}。"] if words else []
