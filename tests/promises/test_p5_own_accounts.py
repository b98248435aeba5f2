"""P5: sign-in is by IZwork's own accounts only; no social login is used or offered."""

import re
from pathlib import Path

from chalicelib.surfaces import product

ROOT = Path(__file__).parents[2]
FEDERATION = re.compile(
    r"oauth|openid|\boidc\b|\bsaml\b|accounts\.google|graph\.facebook|appleid|login\.microsoft|\bcognito\b"
    r"|(sign|log).?in.?with.?(google|facebook|apple|zalo|microsoft)",
    re.IGNORECASE,
)


def test_no_code_signs_in_through_anyone_else() -> None:
    files = [path for part in ("chalicelib", "client/src", "infra") for path in (ROOT / part).rglob("*")]
    sources = [
        path
        for path in files
        if path.suffix in (".py", ".ts", ".svelte", ".js") and "node_modules" not in path.parts
    ]
    assert len(sources) > 100
    assert [path.name for path in sources if FEDERATION.search(path.read_text(errors="replace"))] == []


def test_no_package_brings_it() -> None:
    names = (ROOT / "requirements.txt").read_text() + (ROOT / "client" / "package.json").read_text()
    assert not FEDERATION.search(names)
    assert not re.search(r"authlib|allauth|passport|next-auth|msal|firebase", names, re.IGNORECASE)


def test_no_door_takes_another_services_word() -> None:
    paths = [endpoint.path for feature in product.FEATURES for endpoint in feature.endpoints]
    assert [path for path in paths if FEDERATION.search(path) or "callback" in path] == []
