"""P4: content goes to no third party without the user's consent: nothing is loaded from or sent to anyone else."""

import ast
import re
from pathlib import Path

from chalicelib.local import client_files
from chalicelib.web.headers import API_HEADERS

ROOT = Path(__file__).parents[2]
OURS = {"'none'", "'self'", "data:", "blob:"}
# Names of vocabularies, and what people may press; nothing of this is fetched by the page.
NAMED = re.compile(
    r"https?://(www\.w3\.org/|izwork\.com|127\.0\.0\.1|localhost|www\.(facebook|youtube)\.com/)"
)
OUT = {
    "requests",
    "httpx",
    "urllib3",
    "aiohttp",
    "socketio",
    "http.client",
    "urllib.request",
    "ftplib",
    "telnetlib",
}
# A job asks the deployment's own health at its public address, as Route 53 does.
OWN = {"health/asking.py": {"http.client"}}
CLIENTS = {"dynamodb", "kms", "sesv2", "sns", "pinpoint-sms-voice-v2"}


def test_the_page_may_load_and_send_nothing_elsewhere() -> None:
    for policy in (client_files.SECURITY["Content-Security-Policy"], API_HEADERS["Content-Security-Policy"]):
        for directive in policy.split(";"):
            _, *sources = directive.split()
            assert set(sources) <= OURS, directive
    assert "default-src 'none'" in client_files.SECURITY["Content-Security-Policy"]
    assert client_files.SECURITY["Referrer-Policy"] == "no-referrer"


def test_the_client_names_no_other_origin() -> None:
    files = [ROOT / "client" / "index.html", *(ROOT / "client" / "src").rglob("*")]
    found = []
    for path in files:
        if path.suffix in (".svelte", ".ts", ".css", ".html") and not path.name.endswith(
            (".test.ts", ".d.ts")
        ):
            for address in re.findall(r"https?://[^\s\"'`)]+|(?<=[\"'])//[\w-]+\.[\w.-]+", path.read_text()):
                if not NAMED.match(address):
                    found.append(f"{path.name}: {address}")
    assert found == []


def test_the_server_talks_to_the_declared_processors_only() -> None:
    for path in (ROOT / "chalicelib").rglob("*.py"):
        if {"node_modules", "seed"} & set(path.parts):
            continue  # the demo is filled through the API of the server on this machine
        for node in ast.walk(ast.parse(path.read_text())):
            names = [one.name for one in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            out = OUT & {*names, *(name.partition(".")[0] for name in names)}
            assert out <= OWN.get(path.relative_to(ROOT / "chalicelib").as_posix(), set()), path
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in ("create_client", "_client"):
                said = [one.value for one in node.args[:1] if isinstance(one, ast.Constant)]
                assert set(said) <= CLIENTS, path
