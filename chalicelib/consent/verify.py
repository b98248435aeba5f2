"""`python -m chalicelib.consent.verify RECEIPT [KEYS]`: whether a receipt is genuine, or the certificate of an
erased team, without a network.

KEYS is the published key, saved from /.well-known/receipt-keys.json; receipt-keys.json beside the receipt by default.
"""

import sys
from pathlib import Path

import msgspec

from chalicelib.consent import receipt, wording
from chalicelib.leave import certificate

ASK = "Save it once from https://izwork.com/.well-known/receipt-keys.json (or your own server's) and name it as KEYS."


def main(arguments: list[str]) -> int:
    """0 when it is genuine; 1 when not, with the reason; 2 when it could not be looked at."""
    if len(arguments) not in (1, 2):
        sys.stderr.write(f"{(__doc__ or '').strip()}\n")
        return 2
    file = Path(arguments[0])
    keys = Path(arguments[1]) if len(arguments) == 2 else file.with_name("receipt-keys.json")
    try:
        data = file.read_bytes()
        published = msgspec.json.decode(keys.read_bytes(), type=dict[str, list[dict[str, str]]])["keys"]
    except (OSError, msgspec.MsgspecError, KeyError) as fault:
        sys.stderr.write(f"Cannot look at it: {fault}. The published key is needed. {ASK}\n")
        return 2
    try:
        lines = read(data, published)
    except receipt.Bad as bad:
        sys.stderr.write(f"NOT GENUINE: {bad}.\n")
        return 1
    sys.stdout.write(
        "\n".join(["GENUINE: signed by the published key, nothing in it was changed.", *lines]) + "\n"
    )
    return 0


def read(data: bytes, published: list[dict[str, str]]) -> list[str]:
    """What a genuine receipt or certificate says, for people; receipt.Bad for any other file."""
    if certificate.FORM.encode() in data:
        return erased(receipt.proven_as(certificate.SignedCertificate, data, published).receipt)
    return told(receipt.proven(data, published))


def erased(found: certificate.ErasedTeam) -> list[str]:
    """What the certificate of an erased team says, for people."""
    content = found.content_deleted_at or "still under way when this was signed; no key opens what is left"
    backups = "the operator's own copies, where there are any; no key comes back from them"
    if found.key_backups_gone_at:
        rest = found.other_backups_gone_at or "35 days after the content is deleted"
        backups = f"of the keys until {found.key_backups_gone_at}, of the rest until {rest}"
    return [
        f"  team {found.team} ({found.name}) of {found.members} members and {found.projects} projects was erased",
        f"  asked for {found.asked_at} by account {found.account} at {found.issuer}",
        f"  keys deleted {found.keys_deleted_at} in {found.regions}",
        f"  sealed content deleted: {content}",
        f"  backups: {backups}",
    ]


def told(found: receipt.Receipt) -> list[str]:
    """What the receipt says, for people."""
    ours = {
        one.hash: one.version for versions in wording.read(wording.OURS).values() for one in versions
    }.get(found.wording.hash)
    known = "the very text in this copy of IZwork" if ours else "a text this copy of IZwork does not hold"
    return [
        f"  {found.action} by {found.by}: {found.kind}, version {found.wording.version} ({known})",
        f"  decided {found.decided_at}, recorded {found.recorded_at} at {found.issuer}",
        f"  account {found.account}, entry {found.number} ({found.entry[:16]}…)",
    ]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
