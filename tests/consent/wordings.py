"""A second version of the terms, as an operator makes one: the product's own texts, two more files, one more line."""

import hashlib
import json
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

from chalicelib.consent import wording

CHANGED = {
    "vi": ("tối đa là 30 phút", "tối đa là 20 phút"),
    "en": ("within 30 minutes at most", "within 20 minutes at most"),
}
ADDED = {"vi": "9. Trường học", "en": "9. Schools"}
GONE = {
    "vi": "Chúng tôi không dùng và không cung cấp đăng nhập qua mạng xã hội.",
    "en": "We neither use nor offer social login.",
}


def folder_with(into: Path, *, begins: float, answer_by: float) -> Path:
    """The product's wordings and terms `2027-01`; both times in seconds from now."""
    shutil.copytree(wording.OURS, into)
    texts = []
    for language in wording.LANGUAGES:
        text = (into / f"terms-2026-11.{language}.txt").read_text()
        text = text.replace(*CHANGED[language]).replace(GONE[language], "").replace("2026-11", "2027-01")
        text += f"\n{ADDED[language]}\n"
        (into / f"terms-2027-01.{language}.txt").write_text(text)
        texts.append(text)
    now = datetime.now(UTC)
    table = json.loads((into / "versions.json").read_text())
    table["terms"].append(
        {
            "version": "2027-01",
            "in_force": (now + timedelta(seconds=begins)).isoformat(),
            "answer_by": (now + timedelta(seconds=answer_by)).isoformat(),
            "hash": hashlib.sha256("\0".join(texts).encode()).hexdigest(),
        }
    )
    (into / "versions.json").write_text(json.dumps(table))
    return into
