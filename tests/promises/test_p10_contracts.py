"""P10: Premium comes with a service contract, a confidentiality agreement and a user guide.

The feature does not stand yet: what can be kept until then is that nothing claims it does.
"""

import re
from pathlib import Path

import app
from chalicelib.trust.promises import PROMISES

FEATURE = Path(__file__).parents[2] / "chalicelib" / "billing" / "contract.py"
PROMISE = next(one for one in PROMISES if one.id == "P10")


def test_the_page_says_plainly_whether_it_stands() -> None:
    assert (PROMISE.state == "not_yet") == (not FEATURE.exists())
    if PROMISE.state == "not_yet":
        assert PROMISE.vi.missing
        assert PROMISE.en.missing


def test_no_door_offers_what_does_not_stand() -> None:
    paths = [endpoint.path for feature in app.FEATURES for endpoint in feature.endpoints]
    offered = [path for path in paths if re.search(r"premium|order|invoice", path)]
    assert FEATURE.exists() or offered == []
