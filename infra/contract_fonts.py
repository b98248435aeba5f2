"""Makes chalicelib/billing/fonts from Noto Serif (Debian's fonts-noto-core, SIL OFL 1.1): the letters of Vietnamese and
of the languages of Europe, without hints, and how wide each is. Run again only to take a newer one.

    pip install fonttools==4.68.0
    python -m infra.contract_fonts /usr/share/fonts/truetype/noto
"""

import json
import sys
from pathlib import Path

FONTS = Path(__file__).parents[1] / "chalicelib" / "billing" / "fonts"
FACES = {"regular": "NotoSerif-Regular.ttf", "bold": "NotoSerif-Bold.ttf"}
LETTERS = [
    *range(0x20, 0x7F), *range(0xA0, 0x180), 0x1A0, 0x1A1, 0x1AF, 0x1B0, *range(0x1EA0, 0x1EFA),
    0x2013, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2026, 0x20AB,
]  # fmt: skip


def main(source: Path) -> None:
    """Write a face and its measures for each of FACES."""
    from fontTools import subset
    from fontTools.ttLib import TTFont

    for name, file in FACES.items():
        font = TTFont(source / file)
        options = subset.Options(hinting=False, layout_features=[], name_IDs=[1, 2, 6], notdef_outline=True)
        options.drop_tables += ["GDEF", "GPOS", "GSUB", "DSIG", "STAT", "meta"]
        cut = subset.Subsetter(options)
        cut.populate(unicodes=LETTERS)
        cut.subset(font)
        font.save(FONTS / f"{name}.ttf")
        order = {glyph: id for id, glyph in enumerate(font.getGlyphOrder())}
        scale = 1000 / font["head"].unitsPerEm
        told = {
            "name": f"NotoSerif-{name.capitalize()}",
            "box": [round(getattr(font["head"], edge) * scale) for edge in ("xMin", "yMin", "xMax", "yMax")],
            "ascent": round(font["hhea"].ascent * scale),
            "descent": round(font["hhea"].descent * scale),
            "widths": [round(font["hmtx"][glyph][0] * scale) for glyph in font.getGlyphOrder()],
            "glyphs": {chr(code): order[glyph] for code, glyph in sorted(font.getBestCmap().items())},
        }
        (FONTS / f"{name}.json").write_text(json.dumps(told, ensure_ascii=False, separators=(",", ":")))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
