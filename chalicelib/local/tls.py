"""TLS on one machine, with a certificate of one's own: IZWORK_CERT, IZWORK_KEY, and the name of IZWORK_SITE."""

import sys
from collections.abc import Mapping
from pathlib import Path
from ssl import Purpose, create_default_context
from urllib.parse import urlsplit

from chalicelib import logs
from chalicelib.local.certificate import Unfit, checked


class Tls:
    """The certificate that is shown, and its renewal: whatever puts new files in its place need not stop the server."""

    def __init__(self, chain: Path, key: Path, name: str, roots: Path | None) -> None:
        self.chain, self.key, self._name, self._roots = chain, key, name, roots
        self._seen = self._written()
        checked(chain, key, name, roots)
        self.context = create_default_context(Purpose.CLIENT_AUTH)
        self.context.load_cert_chain(chain, key)

    def renew(self) -> None:
        """Show new connections what lies in the files now, if that changed and is fit; else what was shown before."""
        written = self._written()
        if written == self._seen:
            return
        self._seen = written
        try:
            checked(self.chain, self.key, self._name, self._roots)
            self.context.load_cert_chain(self.chain, self.key)
            logs.say("certificate.renewed")
        except (Unfit, OSError) as fault:
            # Perhaps one of two files is still the old one: the next to be written is looked at again.
            logs.say("certificate.unfit", fault)

    def _written(self) -> list[int]:
        return [file.stat().st_mtime_ns if file.exists() else 0 for file in (self.chain, self.key)]


def chosen(environment: Mapping[str, str]) -> Tls | None:
    """What the environment chose, None without a certificate. Ends the process with a sentence when it is not fit."""
    chain, key = environment.get("IZWORK_CERT"), environment.get("IZWORK_KEY")
    if not chain and not key:
        return None
    if not chain or not key:
        sys.exit(
            "Set both IZWORK_CERT (the certificate and who signed it, PEM) and IZWORK_KEY (its key, PEM)."
        )
    site = urlsplit(environment.get("IZWORK_SITE", ""))
    if site.scheme != "https" or not site.hostname:
        sys.exit(
            "IZWORK_CERT is set: set IZWORK_SITE to the address people will open, such as https://izwork.example."
        )
    roots = environment.get("IZWORK_CA")
    try:
        return Tls(Path(chain), Path(key), site.hostname, Path(roots) if roots else None)
    except Unfit as reason:
        sys.exit(f"IZwork does not start: {reason}")
