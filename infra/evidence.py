"""`python -m infra.evidence > chalicelib/trust/declared.json`: what the deployment declares, for the trust page.

Runs in the product's environment; a test keeps the file equal to the declarations.
"""

import json
import sys

from infra.duties import KEYS
from infra.regions import REGIONS
from infra.retention import BACKUPS


def declared() -> str:
    """Keys with who does what with them, and the Regions, as JSON."""
    keys = {
        name: {"uses": {duty: list(actions) for duty, actions in use.duties.items()}, "purpose": use.purpose}
        for name, use in KEYS.items()
    }
    regions = {"leader": REGIONS.leader, "standby": REGIONS.standby, "witness": REGIONS.witness}
    return json.dumps({"keys": keys, "regions": regions, "backups": BACKUPS}, indent=1) + "\n"


if __name__ == "__main__":
    sys.stdout.write(declared())
