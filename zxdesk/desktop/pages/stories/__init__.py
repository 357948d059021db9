"""What the detail pane tells of each kind beyond its fields."""

from zxdesk.desktop.pages.detail import Story
from zxdesk.desktop.pages.stories.consultations import CONSULTATION
from zxdesk.desktop.pages.stories.events import EVENT
from zxdesk.desktop.pages.stories.members import MEMBER
from zxdesk.desktop.pages.stories.opinions import OPINION
from zxdesk.desktop.pages.stories.proposals import PROPOSAL
from zxdesk.desktop.pages.stories.venues import VENUE

PLAIN = Story()
STORIES: dict[str, Story] = {
    "event": EVENT,
    "member": MEMBER,
    "venue": VENUE,
    "consultation": CONSULTATION,
    "proposal": PROPOSAL,
    "opinion": OPINION,
}
