"""What the detail pane tells of each kind beyond its fields."""

from zxdesk.desktop.records.detail import RecordStory
from zxdesk.desktop.records.stories.consultations import CONSULTATION
from zxdesk.desktop.records.stories.events import EVENT
from zxdesk.desktop.records.stories.members import MEMBER
from zxdesk.desktop.records.stories.opinions import OPINION
from zxdesk.desktop.records.stories.proposals import PROPOSAL
from zxdesk.desktop.records.stories.venues import VENUE

PLAIN = RecordStory()
STORIES: dict[str, RecordStory] = {
    "event": EVENT,
    "member": MEMBER,
    "venue": VENUE,
    "consultation": CONSULTATION,
    "proposal": PROPOSAL,
    "opinion": OPINION,
}
