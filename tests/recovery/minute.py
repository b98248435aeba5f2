"""One minute's job on a running site's store, in a process of its own, as Lambda runs it beside the API."""

import json
import os
import subprocess
import sys
from typing import Any

from tests.engine_rows import engine_url
from tests.site import ROOT, Site


def a_minute(site: Site) -> list[dict[str, Any]]:
    """Do it; the mails that it sent."""
    environment = os.environ | {
        "IZWORK_MODE": "local", "IZWORK_SITE": site.url, "IZWORK_MAIL": "mailbox", "IZWORK_SMS": "mailbox",
        "IZWORK_ENGINE": engine_url(site), "IZWORK_KEYS": str(site.data / "keys"),
    }  # fmt: skip
    ran = subprocess.run(
        [sys.executable, "-m", "tests.recovery.minute"],
        cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    found: list[dict[str, Any]] = json.loads(ran.stdout)["mails"]
    return found


if __name__ == "__main__":
    from chalicelib.jobs import minute
    from chalicelib.local import mailbox
    from chalicelib.web import frontdoor

    frontdoor.connect()
    minute.post()
    sys.stdout.write(mailbox.as_json().decode())
