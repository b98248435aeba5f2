"""Who sends, as limits know it: from one address, and from one network."""

import ipaddress


def household(address: str) -> str:
    """What one sender can choose among freely: an IPv4 address, an IPv6 /64."""
    return _prefix(address, 32, 64)


def network(address: str) -> str:
    """What one sender may have several of: /24 for IPv4, /48 for IPv6."""
    return _prefix(address, 24, 48)


def _prefix(address: str, v4: int, v6: int) -> str:
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if isinstance(parsed, ipaddress.IPv6Address):
        parsed = parsed.ipv4_mapped or parsed
    return str(ipaddress.ip_network((parsed.packed, v4 if parsed.version == 4 else v6), strict=False))
