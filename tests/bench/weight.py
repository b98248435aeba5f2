"""What a browser loads before the first board: JavaScript, CSS, HTML and fonts, gzip, of the built client."""

import gzip
import re
from pathlib import Path

DIST = Path(__file__).parents[2] / "client" / "dist"


def main() -> None:
    """Print the page's own files (named by index.html), then all that was built."""
    page = (DIST / "index.html").read_text()
    first = [DIST / "index.html"] + [
        DIST / name.lstrip("/") for name in re.findall(r'(?:src|href)="(/assets/[^"]+)"', page)
    ]
    for path in first:
        print(f"{packed(path) / 1024:8.1f} KiB  {path.relative_to(DIST)}")
    built = [
        p for p in DIST.rglob("*") if p.suffix in {".js", ".css", ".html", ".woff2"} and p.name != "sw.js"
    ]
    print(f"{sum(map(packed, first)) / 1024:8.1f} KiB  first page")
    print(f"{sum(map(packed, built)) / 1024:8.1f} KiB  everything, all screens and both languages")


def packed(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), 9))


if __name__ == "__main__":
    main()
