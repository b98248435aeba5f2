"""Text is kept as it was typed: whatever the script, the marks and the line ends."""

import unicodedata

import pytest

from tests.people import Person

Desk = tuple[Person, str, list[str]]

KEPT = {
    "control characters": "a\x00b\x01c\x1b[31m\x7f",
    "line ends": "một\r\nhai\u2028ba\x85",
    "right to left": "\u202eשלום\u202c مرحبا",
    "emoji and joiners": "👩‍👩‍👧‍👦 🇻🇳 👍🏽",
    "four bytes": "𠜎𝒳\U0010ffff",
    "non-characters": "\uffff\ufdd0\ufeff",
    "markup": "<script>alert(1)</script>&amp;'\"`${x}",
    "what the log uses": '{"seq":1}\n{"kind":"task"}',
    "format marks": "{0} %s {field}",
}


@pytest.mark.parametrize("case", KEPT)
def test_text_is_kept_as_typed(desk: Desk, case: str) -> None:
    alice, project, lists = desk
    text = KEPT[case]
    task = alice.add_task(project, lists[0], text)
    alice.put(f"{project}/tasks/{task}/description", {"text": text, "base": 0})
    assert alice.board(project)["task"][task]["title"] == text
    assert alice.texts(project, task)["description"][task]["text"] == text
    assert alice.get(f"{project}/feed")["items"][1]["changes"][0]["set"]["title"] == text


def test_vietnamese_marks_have_one_spelling_however_they_were_typed(desk: Desk) -> None:
    alice, project, lists = desk
    word = "Đường Nguyễn Huệ, ở Quận Một"
    for form in ("NFC", "NFD"):
        task = alice.add_task(project, lists[0], unicodedata.normalize(form, word))
        assert alice.board(project)["task"][task]["title"] == word
