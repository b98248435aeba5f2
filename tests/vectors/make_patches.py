"""Writes patches.json: the shared vectors of the two reducers (Python and TypeScript).

    python tests/vectors/make_patches.py

Hand-written cases first, then generated ones from a fixed seed. The expected results come from the naive reading of
RFC 7396 below, not from the product's reducer, so that both are checked against a third opinion.
"""

from __future__ import annotations

import json
import random
import unicodedata
from copy import deepcopy
from pathlib import Path
from typing import Any

GENERATED = 220
COMPOSED = "Việt Nam đường"
COMBINING = unicodedata.normalize("NFD", COMPOSED)
TEXTS = [
    "",
    "a",
    COMPOSED,
    COMBINING,
    "👩🏽‍🔧📋",
    "שלום עולם",
    "مرحبا \u202eabc\u202c",
    "line\nbreak\ttab",
    '"\\/',
    "0",
    "null",
]
NAMES = ["title", "list", "position", "labels", "assignees", "checklist", "due", "__proto__", "constructor", "toString",
         "đ", "e\u0301", "é", "", "a.b", "0", "length", "hasOwnProperty"]  # fmt: skip
NUMBERS = [0, -1, 1, 1.5, -0.25, 1e-7, 2**53 - 1, 1770000000000]


def rfc7396(target: Any, patch: Any) -> Any:
    """The RFC's pseudo code, on a copy."""
    if not isinstance(patch, dict):
        return deepcopy(patch)
    result = deepcopy(target) if isinstance(target, dict) else {}
    for name in patch:
        if patch[name] is None:
            if name in result:
                del result[name]
        else:
            result[name] = rfc7396(result.get(name), patch[name])
    return result


def after(before: dict[str, Any], changes: list[dict[str, Any]]) -> dict[str, Any]:
    """What `changes` make of `before`; kinds that hold no record any more are left out."""
    kinds = deepcopy(before)
    for change in changes:
        records = kinds.setdefault(change["kind"], {})
        if change.get("delete"):
            records.pop(change["id"], None)
        else:
            records[change["id"]] = rfc7396(records.get(change["id"]), change["set"])
    return {kind: records for kind, records in kinds.items() if records}


def vector(name: str, before: dict[str, Any], changes: list[dict[str, Any]]) -> dict[str, Any]:
    return {"name": name, "before": before, "changes": changes, "after": after(before, changes)}


def put(id: str, fields: dict[str, Any], kind: str = "task") -> dict[str, Any]:
    return {"kind": kind, "id": id, "set": fields}


def drop(id: str, kind: str = "task") -> dict[str, Any]:
    return {"kind": kind, "id": id, "delete": True}


def written() -> list[dict[str, Any]]:
    one = {
        "task": {
            "t1": {"title": "A", "labels": {"l1": True}, "checklist": {"c1": {"text": "x", "done": False}}}
        }
    }
    cases: list[tuple[str, dict[str, Any], list[dict[str, Any]]]] = [
        ("nothing changes nothing", one, []),
        ("a patch into a missing record creates it", {}, [put("t1", {"title": "A"})]),
        ("an empty patch creates an empty record", {}, [put("t1", {})]),
        ("an empty patch leaves a record as it is", one, [put("t1", {})]),
        ("a field is replaced", one, [put("t1", {"title": "B"})]),
        ("a field is added", one, [put("t1", {"due": "2026-12-31"})]),
        ("null removes a field", one, [put("t1", {"title": None})]),
        ("null of a missing field does nothing", one, [put("t1", {"nope": None})]),
        ("null in a new record leaves nothing", {}, [put("t1", {"title": None})]),
        ("null deep in a new object leaves an empty object", {}, [put("t1", {"labels": {"l1": None}})]),
        ("objects merge key by key", one, [put("t1", {"labels": {"l2": True}})]),
        ("null removes a key of an object", one, [put("t1", {"labels": {"l1": None}})]),
        ("an emptied object stays", one, [put("t1", {"labels": {"l1": None}}), put("t1", {"title": "B"})]),
        ("an empty object creates an empty object", {}, [put("t1", {"labels": {}})]),
        ("an empty object leaves an object as it is", one, [put("t1", {"labels": {}})]),
        ("an empty object replaces a text", one, [put("t1", {"title": {}})]),
        ("a text replaces an object", one, [put("t1", {"labels": "none"})]),
        ("an object replaces a text", one, [put("t1", {"title": {"vi": COMPOSED}})]),
        ("a whole object is removed", one, [put("t1", {"checklist": None})]),
        ("merging two levels down", one, [put("t1", {"checklist": {"c1": {"done": True}}})]),
        ("removing two levels down", one, [put("t1", {"checklist": {"c1": {"text": None}}})]),
        ("an array is a value", {}, [put("t1", {"list": [1, 2]}), put("t1", {"list": [3]})]),
        ("an array replaces an object", one, [put("t1", {"labels": [1]})]),
        ("an object replaces an array", {"task": {"t1": {"a": [1]}}}, [put("t1", {"a": {"b": 1}})]),
        ("null inside an array stays", {}, [put("t1", {"a": [None, {"b": None}]})]),
        ("false, zero and empty text are values", {}, [put("t1", {"a": False, "b": 0, "c": ""})]),
        ("false replaces true", {"task": {"t1": {"done": True}}}, [put("t1", {"done": False})]),
        ("delete removes the record", one, [drop("t1")]),
        ("delete of a missing record does nothing", one, [drop("t2")]),
        ("delete in a missing kind does nothing", one, [drop("x", "label")]),
        ("delete then set starts anew", one, [drop("t1"), put("t1", {"title": "B"})]),
        ("set then delete leaves nothing", {}, [put("t1", {"title": "B"}), drop("t1")]),
        ("the same id in two kinds is two records", one, [put("t1", {"text": "D"}, "description"), drop("t1")]),
        ("later changes win", one, [put("t1", {"title": "B"}), put("t1", {"title": "C"})]),
        ("remove then add a field", one, [put("t1", {"labels": None}), put("t1", {"labels": {"l9": True}})]),
        ("__proto__ is a field like any other", {}, [put("t1", {"__proto__": {"polluted": True}})]),
        ("__proto__ merges like any other", {}, [put("t1", {"__proto__": {"a": 1}}), put("t1", {"__proto__": {"b": 2}})]),
        ("__proto__ is removed like any other", {}, [put("t1", {"__proto__": {"a": 1}, "x": 1}), put("t1", {"__proto__": None})]),
        ("__proto__ as a record's id", {}, [put("__proto__", {"title": "A"})]),
        ("__proto__ as a kind", {}, [put("t1", {"title": "A"}, "__proto__")]),
        ("constructor as a field", {}, [put("t1", {"constructor": {"prototype": {"a": 1}}})]),
        ("constructor as a record's id, deleted", {}, [put("constructor", {"a": 1}), drop("constructor")]),
        ("toString of a missing record is no record", {}, [drop("toString"), put("toString", {"a": {"b": 1}})]),
        ("hasOwnProperty as a field", {}, [put("t1", {"hasOwnProperty": 1})]),
        ("composed and combining letters stay apart", {}, [put("t1", {"é": 1}), put("t1", {"e\u0301": 2})]),
        ("Vietnamese composed text", one, [put("t1", {"title": COMPOSED})]),
        ("Vietnamese combining text", one, [put("t1", {"title": COMBINING})]),
        ("emoji with joiners", one, [put("t1", {"title": "👩🏽‍🔧 👨‍👩‍👧‍👦 🏴󠁧󠁢󠁳󠁣󠁴󠁿"})]),
        ("right to left", one, [put("t1", {"title": "שלום \u200f(1)\u200e مرحبا"})]),
        ("an empty name", {}, [put("t1", {"": {"": 1}})]),
        ("number-like names keep their values", {}, [put("t1", {"10": 1, "9": 2, "01": 3})]),
        ("large and small numbers", {}, [put("t1", {"a": 2**53 - 1, "b": -(2**53 - 1), "c": 1e-7, "d": 0.1})]),
    ]  # fmt: skip
    return [vector(*case) for case in cases]


def value(rng: random.Random, depth: int, nulls: bool) -> Any:
    roll = rng.random()
    if nulls and roll < 0.2:
        return None
    if roll < 0.5 and depth:
        return {rng.choice(NAMES): value(rng, depth - 1, nulls) for _ in range(rng.randrange(4))}
    if roll < 0.6:
        return [value(rng, 0, nulls) for _ in range(rng.randrange(3))]
    return rng.choice([True, False, rng.choice(NUMBERS), rng.choice(TEXTS), rng.choice(TEXTS)])


def fields(rng: random.Random, nulls: bool) -> dict[str, Any]:
    return {rng.choice(NAMES): value(rng, 3, nulls) for _ in range(rng.randrange(6))}


def generated(count: int) -> list[dict[str, Any]]:
    rng = random.Random(7396)
    vectors = []
    for number in range(count):
        ids, kinds = ["t1", "t2", "constructor"], ["task", "comment"]
        before: dict[str, Any] = {}
        for _ in range(rng.randrange(4)):
            before.setdefault(rng.choice(kinds), {})[rng.choice(ids)] = fields(rng, nulls=False)
        changes = [
            drop(rng.choice(ids), rng.choice(kinds))
            if rng.random() < 0.15
            else put(rng.choice(ids), fields(rng, nulls=True), rng.choice(kinds))
            for _ in range(rng.randrange(1, 7))
        ]
        vectors.append(vector(f"generated {number}", before, changes))
    return vectors


if __name__ == "__main__":
    lines = [json.dumps(one, ensure_ascii=False) for one in written() + generated(GENERATED)]
    Path(__file__).with_name("patches.json").write_text("[\n" + ",\n".join(lines) + "\n]\n", encoding="utf-8")
    print(f"{len(lines)} vectors")
