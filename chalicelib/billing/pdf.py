"""A set text as a PDF file, written by pydyf. The same text gives the same bytes.

pydyf (8 KB) writes the file; larger libraries bring fontTools and Pillow, which are more than Lambda's archive has
room for. The faces are cut down beforehand, and Vietnamese in composed letters needs no shaping.
"""

import io
import math
from typing import Any

import pydyf

from chalicelib.billing import setting, typeface
from chalicelib.billing.setting import HEIGHT, LEFT, RIGHT, WIDTH, Word

FOOT, FOOT_Y = 8.5, 40.0


def written(title: str, text: str, foot: str) -> bytes:
    """The PDF of a text in setting.py's marks; `foot` stands under every page, with the page's number."""
    file = pydyf.PDF()
    fonts = {name: _font(file, name) for name in typeface.NAMES}
    resources = pydyf.Dictionary({"Font": pydyf.Dictionary(fonts)})
    file.add_object(resources)
    pages = setting.pages(text)
    for number, words in enumerate(pages, 1):
        told = f"{number}/{len(pages)}"
        right = WIDTH - RIGHT - typeface.face("regular").width(told, FOOT)
        feet = [Word(LEFT, FOOT_Y, "regular", FOOT, foot), Word(right, FOOT_Y, "regular", FOOT, told)]
        content = pydyf.Stream([_drawn(word) for word in [*words, *feet]], compress=True)
        file.add_object(content)
        file.add_page(
            pydyf.Dictionary({
                "Type": "/Page",
                "Parent": file.pages.reference,
                "MediaBox": pydyf.Array([0, 0, WIDTH, HEIGHT]),
                "Contents": content.reference,
                "Resources": resources.reference,
            })
        )  # fmt: skip
    file.info["Title"] = pydyf.String(title)
    file.catalog["Lang"] = pydyf.String("vi")
    file.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})
    made = io.BytesIO()
    file.write(made, compress=True)
    return made.getvalue()


def _drawn(word: Word) -> bytes:
    spelled = typeface.face(word.face).spelled(word.text)
    return f"BT /{word.face} {word.size:g} Tf {word.x:.2f} {word.y:.2f} Td <{spelled}> Tj ET".encode()


def _font(file: Any, name: typeface.Name) -> Any:
    """The face as a composite font, whole; its reference."""
    face, data = typeface.face(name), typeface.data(name)
    embedded = pydyf.Stream([data], extra={"Length1": len(data)}, compress=True)
    file.add_object(embedded)
    descriptor = pydyf.Dictionary({
        "Type": "/FontDescriptor", "FontName": f"/{face.name}", "Flags": 4, "FontBBox": pydyf.Array(face.box),
        "ItalicAngle": 0, "Ascent": face.ascent, "Descent": face.descent, "CapHeight": 714, "StemV": 80,
        "FontFile2": embedded.reference,
    })  # fmt: skip
    file.add_object(descriptor)
    system = pydyf.Dictionary({
        "Registry": pydyf.String("Adobe"), "Ordering": pydyf.String("Identity"), "Supplement": 0,
    })  # fmt: skip
    letters = pydyf.Dictionary({
        "Type": "/Font", "Subtype": "/CIDFontType2", "BaseFont": f"/{face.name}", "CIDSystemInfo": system,
        "FontDescriptor": descriptor.reference, "CIDToGIDMap": "/Identity",
        "W": pydyf.Array([0, pydyf.Array(face.widths)]),
    })  # fmt: skip
    file.add_object(letters)
    unicode = pydyf.Stream([_unicode(face)], compress=True)
    file.add_object(unicode)
    whole = pydyf.Dictionary({
        "Type": "/Font", "Subtype": "/Type0", "BaseFont": f"/{face.name}", "Encoding": "/Identity-H",
        "DescendantFonts": pydyf.Array([letters.reference]), "ToUnicode": unicode.reference,
    })  # fmt: skip
    file.add_object(whole)
    return whole.reference


def _unicode(face: typeface.Face) -> bytes:
    """Which letter each glyph is, so that text can be searched, copied and read aloud."""
    pairs = [f"<{glyph:04x}> <{ord(letter):04x}>" for letter, glyph in face.glyphs.items()]
    runs = [pairs[100 * n : 100 * n + 100] for n in range(math.ceil(len(pairs) / 100))]
    blocks = [f"{len(run)} beginbfchar\n" + "\n".join(run) + "\nendbfchar" for run in runs]
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Letters def /CMapType 2 def\n"
        "1 begincodespacerange <0000> <ffff> endcodespacerange\n" + "\n".join(blocks) + "\nendcmap end end"
    ).encode()
