"""Why something is reported, and why a team is restricted: one list for both. The client has the words."""

from typing import Literal

Reason = Literal["recruitment", "politics", "illegal", "harassment", "spam", "other"]
