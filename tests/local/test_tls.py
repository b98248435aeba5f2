"""A certificate of one's own: served when it is fit, refused with the reason when it is not, renewed without a stop."""

import os
import socket
import ssl
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from cryptography import x509

from chalicelib.local.certificate import Unfit, checked
from chalicelib.local.tls import Tls
from tests.local.authority import Authority, pem
from tests.people import Person
from tests.site import ROOT, Site

NAME = "izwork.truong.example"


@pytest.fixture(scope="module")
def root() -> Authority:
    return Authority("Root")


@pytest.fixture(scope="module")
def middle(root: Authority) -> Authority:
    return Authority("Middle", root)


@pytest.fixture
def roots(root: Authority, tmp_path: Path) -> Path:
    (tmp_path / "roots.pem").write_bytes(pem(root))
    return tmp_path / "roots.pem"


def reason(chain: Path, key: Path, roots: Path | None, name: str = NAME) -> str:
    with pytest.raises(Unfit) as refused:
        checked(chain, key, name, roots)
    return str(refused.value)


@pytest.mark.parametrize("named", [NAME, NAME.upper(), "*.truong.example"])
def test_a_whole_chain_is_good_until_it_ends(
    middle: Authority, roots: Path, tmp_path: Path, named: str
) -> None:
    site = middle.site(named)
    assert checked(*site.put(tmp_path, middle), NAME, roots) == site.certificate.not_valid_after_utc


def test_files_that_are_none_are_named(middle: Authority, roots: Path, tmp_path: Path) -> None:
    site = middle.site(NAME)
    chain, key = site.put(tmp_path, middle)
    assert "cannot be read" in reason(tmp_path / "none.pem", key, roots)
    assert "cannot be read" in reason(chain, tmp_path / "none.pem", roots)
    assert "holds no certificate" in reason(key, key, roots)
    assert "holds no private key" in reason(chain, chain, roots)
    key.write_bytes(site.key_pem(b"secret"))
    assert "locked with a password" in reason(chain, key, roots)


def test_a_key_of_another_certificate_is_refused(middle: Authority, roots: Path, tmp_path: Path) -> None:
    chain, key = middle.site(NAME).put(tmp_path, middle)
    key.write_bytes(middle.site(NAME).key_pem())
    assert "is not the key of the first certificate" in reason(chain, key, roots)


@pytest.mark.parametrize(("days", "said"), [((-90, -1), "ended on"), ((1, 90), "begins only on")])
def test_a_date_is_refused(
    middle: Authority, roots: Path, tmp_path: Path, days: tuple[int, int], said: str
) -> None:
    assert said in reason(*middle.site(NAME, days=days).put(tmp_path, middle), roots)


@pytest.mark.parametrize("named", ["izwork.com", "*.example", f"a.{NAME}", f"*.{NAME}", "10.0.0.1"])
def test_a_name_of_another_site_is_refused(
    middle: Authority, roots: Path, tmp_path: Path, named: str
) -> None:
    told = reason(*middle.site(named).put(tmp_path, middle), roots)
    assert f"is for {named}, not for {NAME}" in told


def test_a_certificate_without_names_is_refused(middle: Authority, roots: Path, tmp_path: Path) -> None:
    assert "names no site" in reason(*middle.site().put(tmp_path, middle), roots)


def test_an_address_is_a_name(middle: Authority, roots: Path, tmp_path: Path) -> None:
    assert checked(*middle.site("127.0.0.1").put(tmp_path, middle), "127.0.0.1", roots)


def test_a_chain_with_a_gap_or_out_of_order_is_refused(root: Authority, middle: Authority, roots: Path, tmp_path: Path) -> None:  # fmt: skip
    site, other = middle.site(NAME), Authority("Other")
    assert "certificate 1 of" in reason(*site.put(tmp_path, root, middle), roots)
    assert "certificate 2 of" in reason(*site.put(tmp_path, middle, other), roots)
    assert "browsers would not trust it" in reason(*site.put(tmp_path), roots), "who signed it is left out"


def test_an_authority_nobody_knows_is_refused(middle: Authority, tmp_path: Path) -> None:
    told = reason(*middle.site(NAME).put(tmp_path, middle), None)
    assert "browsers would not trust it" in told
    assert "IZWORK_CA" in told


def test_a_site_cannot_sign_for_another(middle: Authority, roots: Path, tmp_path: Path) -> None:
    """The key of any site's certificate must not make one for ours."""
    forger = Authority("Forger", middle)
    bought = middle.site("forger.example")
    forger.key, forger.certificate, forger.name = bought.key, bought.certificate, bought.certificate.subject
    assert "browsers would not trust it" in reason(*forger.site(NAME).put(tmp_path, forger, middle), roots)  # type: ignore[arg-type]


def test_the_command_says_the_same(middle: Authority, roots: Path, tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "chalicelib.local.certificate",
        *map(str, middle.site(NAME).put(tmp_path, middle)),
    ]
    good = subprocess.run([*command, NAME, str(roots)], cwd=ROOT, capture_output=True, text=True)
    assert (good.returncode, good.stdout[:8]) == (0, "Good for")
    bad = subprocess.run([*command, "izwork.com", str(roots)], cwd=ROOT, capture_output=True, text=True)
    assert bad.returncode == 1
    assert "not for izwork.com" in bad.stderr


@pytest.fixture
def site(middle: Authority, roots: Path, tmp_path: Path) -> Iterator[Site]:
    chain, key = middle.site("localhost", "127.0.0.1").put(tmp_path, middle)
    running = Site(
        tmp_path / "data",
        IZWORK_CERT=str(chain), IZWORK_KEY=str(key), IZWORK_CA=str(roots), IZWORK_SITE="https://localhost",
    ).start()  # fmt: skip
    yield running
    running.stop()


def test_people_are_served_over_tls_alone(site: Site, roots: Path) -> None:
    assert site.url.startswith("https://")
    trusting = ssl.create_default_context(cafile=str(roots))
    answer = httpx.get(f"{site.url}/api/v1/health", verify=trusting)
    assert answer.status_code == 200
    assert "max-age=" in answer.headers["strict-transport-security"]
    with pytest.raises(httpx.TransportError):
        httpx.get(f"http://127.0.0.1:{site.port}/api/v1/health")
    for old in (ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        context.minimum_version = context.maximum_version = old
        with (
            socket.create_connection(("127.0.0.1", site.port), 5) as line,
            pytest.raises((ssl.SSLError, ConnectionError)),
            context.wrap_socket(line),
        ):
            pass


def test_a_person_signs_in_over_it(site: Site, roots: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(roots))
    hoa = Person(site, "hoa").sign_in()
    assert hoa.get("/me")["email"] == hoa.email
    assert site.mails(hoa.email)[0]["links"][0].startswith("https://localhost/")


def test_a_renewal_is_shown_and_an_unfit_one_is_not(middle: Authority, roots: Path, tmp_path: Path) -> None:
    first, second, stranger = middle.site(NAME), middle.site(NAME), Authority("Other").site(NAME)
    tls = Tls(*first.put(tmp_path, middle), NAME, roots)
    for renewed, expected in ((stranger, first), (second, second)):
        renewed.put(tmp_path, middle) if renewed is second else renewed.put(tmp_path)
        tls.renew()
        assert shown(tls) == expected.certificate
    tls.key.write_bytes(first.key_pem())
    tls.renew()
    assert shown(tls) == second.certificate, "half of a renewal changes nothing"
    tls.chain.unlink()
    tls.renew()
    assert shown(tls) == second.certificate


def shown(tls: Tls) -> x509.Certificate:
    """What a browser is shown by a server with this context."""
    near, far = ssl.MemoryBIO(), ssl.MemoryBIO()
    server = tls.context.wrap_bio(near, far, server_side=True)
    asking = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    asking.check_hostname, asking.verify_mode = False, ssl.CERT_NONE
    client = asking.wrap_bio(far, near)
    for _ in range(3):
        for side in (client, server):
            try:
                side.do_handshake()
            except ssl.SSLWantReadError:
                continue
    told = client.getpeercert(binary_form=True)
    assert told is not None
    return x509.load_der_x509_certificate(told)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"IZWORK_KEY": ""}, "Set both IZWORK_CERT"),
        ({"IZWORK_CERT": ""}, "Set both IZWORK_CERT"),
        ({"IZWORK_SITE": ""}, "set IZWORK_SITE"),
        ({"IZWORK_SITE": f"http://{NAME}"}, "set IZWORK_SITE"),
        ({"IZWORK_SITE": "https://izwork.com"}, "not for izwork.com"),
    ],
)
def test_it_does_not_start_unfit_and_says_why(
    middle: Authority, roots: Path, tmp_path: Path, changed: dict[str, str], said: str
) -> None:
    chain, key = middle.site(NAME).put(tmp_path, middle)
    given = {
        "IZWORK_CERT": str(chain),
        "IZWORK_KEY": str(key),
        "IZWORK_CA": str(roots),
        "IZWORK_SITE": f"https://{NAME}",
    }
    environment = os.environ | {"PORT": "0", "IZWORK_DATA": str(tmp_path / "data")} | given | changed
    ran = subprocess.run(
        [sys.executable, "-m", "chalicelib.local"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert ran.returncode == 1
    assert said in ran.stderr
