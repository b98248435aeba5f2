"""`python -m chalicelib.consent.verify RECEIPT [KEYS]`: whether a receipt is genuine, without a network.

KEYS is the published key, saved from /.well-known/receipt-keys.json; receipt-keys.json beside the receipt by default.
"""

import sys
from pathlib import Path

import msgspec

from chalicelib.consent import receipt, wording

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
        found = receipt.proven(data, published)
    except receipt.Bad as bad:
        sys.stderr.write(f"NOT GENUINE: {bad}.\n")
        return 1
    sys.stdout.write("\n".join(told(found)) + "\n")
    return 0


def told(found: receipt.Receipt) -> list[str]:
    """What the receipt says, for people."""
    ours = {
        one.hash: one.version for versions in wording.read(wording.OURS).values() for one in versions
    }.get(found.wording.hash)
    known = "the very text in this copy of IZwork" if ours else "a text this copy of IZwork does not hold"
    return [
        "GENUINE: signed by the published key, nothing in it was changed.",
        f"  {found.action} by {found.by}: {found.kind}, version {found.wording.version} ({known})",
        f"  decided {found.decided_at}, recorded {found.recorded_at} at {found.issuer}",
        f"  account {found.account}, entry {found.number} ({found.entry[:16]}…)",
    ]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
