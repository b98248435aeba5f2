"""Where IZwork runs: one table. What DynamoDB's multi-Region strong consistency (MRSC) does not allow is refused
here, before anything is built, because a table's consistency can never be changed once it exists.

strong    an acknowledged change is in two Regions, and one conditional put decides for both
eventual  for Regions that no set offers: what was acknowledged in the last second may be lost with the leader
"""

from typing import Literal, NamedTuple


class Regions(NamedTuple):
    """The Regions of one deployment. The witness holds copies of writes, and no table that could be read."""

    leader: str
    standby: str
    witness: str | None
    consistency: Literal["strong", "eventual"]

    @property
    def serving(self) -> tuple[str, str]:
        """The Regions that answer people, the one that is asked first first."""
        return self.leader, self.standby


REGIONS = Regions(
    leader="ap-northeast-1",  # Tokyo
    standby="ap-northeast-3",  # Osaka
    witness="ap-northeast-2",  # Seoul
    consistency="strong",
)

# MRSC works inside one of these sets only.
SETS: dict[str, frozenset[str]] = {
    "United States": frozenset({"us-east-1", "us-east-2", "us-west-2"}),
    "Europe": frozenset({"eu-west-1", "eu-west-2", "eu-west-3", "eu-central-1"}),
    "Asia Pacific": frozenset({"ap-northeast-1", "ap-northeast-2", "ap-northeast-3"}),
}
# Where CloudFront takes its certificate and web ACL from; no choice of ours.
EDGE = "us-east-1"


class NotAllowed(ValueError):
    """These Regions cannot be built; the text says why and what would be allowed."""


def allowed(regions: Regions) -> Regions:
    """The same Regions; raises NotAllowed with the reason."""
    if regions.consistency not in ("strong", "eventual"):
        raise NotAllowed(f"consistency is strong or eventual, not {regions.consistency!r}")
    if regions.leader == regions.standby:
        raise NotAllowed(f"leader and standby are both {regions.leader}: losing it would lose everything")
    if regions.consistency == "eventual":
        if regions.witness:
            raise NotAllowed(
                f"a witness ({regions.witness}) exists only with strong consistency: "
                "leave it out, or choose strong"
            )
        return regions
    if not regions.witness:
        raise NotAllowed("strong consistency takes exactly three Regions: name a witness besides the two")
    named = [regions.leader, regions.standby, regions.witness]
    if len(set(named)) < 3:
        raise NotAllowed(f"strong consistency takes three different Regions, not {', '.join(named)}")
    if not any(set(named) <= members for members in SETS.values()):
        offered = "; ".join(f"{name}: {', '.join(sorted(members))}" for name, members in SETS.items())
        raise NotAllowed(
            f"strong consistency needs all three Regions in one set, {', '.join(named)} are not ({offered})"
        )
    return regions
