"""A desk process has two keys, and nothing it runs opens a team or an account with them."""

import json
import os
import subprocess
import sys

from tests.conftest import Cast
from tests.engine_rows import engine_url
from tests.mine.site import id_of
from tests.site import ROOT, Site

# All of the product's code is there to be called; what it needs is not.
TRY = """
import json, sys
from chalicelib.accounts import account
from chalicelib.store import desk_key, keys, lookup, rows, signing, space
from chalicelib.store.tables import Key
from chalicelib.web import frontdoor
team, id = sys.argv[1:]
frontdoor.connect()

def told(call):
    try:
        call()
        return "opened"
    except BaseException as fault:
        return type(fault).__name__

(wrapped,) = rows.under(Key, team)
context = {"team": team, "version": "1", "purpose": "content"}
print(json.dumps({
    "trio": told(keys.trio),
    "ring": told(lambda: keys.ring(team)),
    "team": told(lambda: space.state(team)),
    "account": told(lambda: account.personal(id)),
    "sealing": told(lambda: keys.seal_account({"account": id}, b"x")),
    "team key by the desk's": told(lambda: desk_key._connected().unwrap(wrapped.wrapped, context)),
    "receipts": told(lambda: signing.sign(b"x")),
    "lookup": told(lambda: lookup.mac("email", "a@b.vn")),
    "desk": told(lambda: desk_key.unwrap("x", desk_key.wrap("x", b"y"))),
}))
"""


def test_asked_from_inside_it_opens_neither_team_nor_account(site: Site, cast: Cast) -> None:
    environment = os.environ | {
        "IZWORK_SURFACE": "desk", "IZWORK_MODE": "local", "IZWORK_SITE": "http://localhost:1",
        "IZWORK_ENGINE": engine_url(site), "IZWORK_KEYS": str(site.data / "keys"),
    }  # fmt: skip
    ran = subprocess.run(
        [sys.executable, "-c", TRY, cast.team, id_of(cast.alice)],
        cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    assert json.loads(ran.stdout) == {
        "trio": "Misconfigured", "ring": "Misconfigured", "team": "Misconfigured", "account": "Misconfigured",
        "sealing": "Misconfigured", "team key by the desk's": "Unreadable", "receipts": "Misconfigured",
        "lookup": "opened", "desk": "opened",
    }  # fmt: skip


def test_an_order_given_to_the_desk_is_not_obeyed(site: Site) -> None:
    told = "import json, app; print(json.dumps(app.app({'order': 'agents', 'given': {}}, None)))"
    environment = os.environ | {
        "IZWORK_SURFACE": "desk", "IZWORK_MODE": "local", "IZWORK_SITE": "http://localhost:1",
        "IZWORK_ENGINE": engine_url(site), "IZWORK_KEYS": str(site.data / "keys"),
    }  # fmt: skip
    ran = subprocess.run(
        [sys.executable, "-c", told], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60
    )
    assert "failed" in json.loads(ran.stdout)
