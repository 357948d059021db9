"""Sets the clock of a Python that the tests start on another day: it stands first on its path.

Python imports a module of this name when it starts, before anything asks what time it is.
"""

import os
from datetime import datetime, timedelta

import time_machine

if shift := os.environ.get("ZXDESK_TESTS_SHIFT"):
    there = datetime.now().astimezone() + timedelta(seconds=float(shift))
    time_machine.travel(there).start()
