"""A sealed body opens at its own place with its own key, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest

from chalicelib.store import cache, cipher, key_files, keys, log, manifest, pages, pending, space
from chalicelib.store.failures import Erased, Misconfigured, Unreadable
from chalicelib.store.tables import Key, Log, Page, Pending
from tests.store.kinds import new_space, note, proposal, put


def ring(key: bytes | None = None) -> cipher.Ring:
    return cipher.Ring({"v1": key or cipher.new_key()}, "v1")


def test_what_was_sealed_opens_only_in_its_context() -> None:
    one = ring()
    sealed = cipher.seal(one, {"space": "t/p", "seq": "1"}, b"text")
    assert cipher.open(one, {"space": "t/p", "seq": "1"}, sealed) == b"text"
    for other in ({"space": "t/p", "seq": "2"}, {"space": "t/q", "seq": "1"}, {"space": "t/p"}, {}):
        with pytest.raises(Unreadable):
            cipher.open(one, other, sealed)


def test_another_key_or_a_changed_bit_does_not_open() -> None:
    one = ring()
    sealed = cipher.seal(one, {"a": "b"}, b"text")
    with pytest.raises(Unreadable):
        cipher.open(ring(), {"a": "b"}, sealed)
    for spot in range(0, len(sealed), 7):
        changed = bytearray(sealed)
        changed[spot] ^= 1
        with pytest.raises(Unreadable):
            cipher.open(one, {"a": "b"}, bytes(changed))


def test_older_keys_open_and_the_current_one_seals() -> None:
    first, second = cipher.new_key(), cipher.new_key()
    old = cipher.seal(cipher.Ring({"v1": first}, "v1"), {"a": "b"}, b"old")
    both = cipher.Ring({"v1": first, "v2": second}, "v2")
    assert cipher.open(both, {"a": "b"}, old) == b"old"
    new = cipher.seal(both, {"a": "b"}, b"new")
    assert cipher.open(cipher.Ring({"v2": second}, "v2"), {"a": "b"}, new) == b"new"


def test_a_ring_does_not_show_its_keys() -> None:
    key = cipher.new_key()
    assert "REDACTED" in repr(ring(key))
    assert repr(key) not in repr(vars(ring(key)))


@pytest.mark.usefixtures("store")
class TestMoved:
    """Bodies carried to another place in the tables."""

    def test_an_entry_moved_to_another_seq_space_or_team(self) -> None:
        here, there = new_space(), new_space()
        space.commit(here, [proposal("op-1", put("a", text="mật"))])
        body = Log.get(here, 1).body
        for place, seq in ((here, 2), (f"{log.team_of(here)}/other", 1), (there, 1)):
            Log(place, seq, body=body).save()
            with pytest.raises(Unreadable):
                log.tail(place, seq - 1)

    def test_a_page_moved_to_another_id_set_or_space(self) -> None:
        here, there = new_space(), new_space()
        for place in (here, there):
            space.commit(place, [proposal("op-1", put("a", text="1"), note("n", "a", "2"))])
            pages.compact(place)
        source, target = manifest.read(here, "board"), manifest.read(there, "board")
        body = Page.get(f"{here}|board", source.pages[0].id).body
        texts = manifest.read(here, "texts")
        Page(f"{there}|board", target.pages[0].id, body=body).save()
        Page(f"{here}|texts", texts.pages[0].id, body=body).save()
        cache.drop()
        for read in (lambda: pages.board(there), lambda: pages.texts(here)):
            with pytest.raises(Unreadable):
                read()
        head = Page.get(f"{here}|board", manifest.HEAD)
        Page(f"{there}|board", manifest.HEAD, version=head.version, body=head.body).save()
        cache.drop()
        with pytest.raises(Unreadable):
            pages.board(there)

    def test_a_deposit_moved_to_another_slot(self) -> None:
        here = new_space()
        pending.leave(here, pending.Deposit(0, 0, ({"op": "op-1"},)))
        Pending(here, "other", body=Pending.get(here, pending.WRITER).body).save()
        with pytest.raises(Unreadable):
            pending.found(here)

    def test_a_wrapped_key_moved_to_another_team_or_version(self) -> None:
        here, there = log.team_of(new_space()), log.team_of(new_space())
        wrapped = Key.get(here, 1).wrapped
        for team, version in ((there, 1), (here, 2)):
            Key(team, version, wrapped=wrapped).save()
            keys.forget()
            with pytest.raises(Unreadable):
                keys.ring(team)

    def test_an_erased_team_is_unreadable_and_stays_so(self) -> None:
        place = new_space()
        space.commit(place, [proposal("op-1", put("a", text="mật"))])
        pages.compact(place)
        keys.erase(log.team_of(place))
        keys.erase(log.team_of(place))
        for read in (lambda: space.state(place), lambda: pages.board(place), lambda: log.tail(place, 0)):
            with pytest.raises(Erased):
                read()
        keys.create_team_key(log.team_of(place))
        with pytest.raises(Unreadable):
            log.tail(place, 0)

    def test_two_creators_agree_on_a_teams_key(self) -> None:
        place = new_space()
        space.commit(place, [proposal("op-1", put("a", text="1"))])
        keys.create_team_key(log.team_of(place))
        keys.forget()
        assert len(log.tail(place, 0)) == 1

    def test_account_bodies_are_bound_to_their_account(self) -> None:
        sealed = keys.seal_account({"account": "one"}, b"an@example.com")
        assert keys.open_account({"account": "one"}, sealed) == b"an@example.com"
        with pytest.raises(Unreadable):
            keys.open_account({"account": "two"}, sealed)


class TestKeyFiles:
    def test_made_once_for_the_owner_alone(self, tmp_path: Path) -> None:
        path = tmp_path / "new" / "content.key"
        key = key_files.load(path)
        assert len(key) == 32
        assert path.stat().st_mode & 0o777 == 0o600
        assert key_files.load(path) == key
        assert [one.name for one in path.parent.iterdir()] == ["content.key"]

    @pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o644])
    def test_refused_when_others_can_read_it(self, tmp_path: Path, mode: int) -> None:
        path = tmp_path / "content.key"
        key_files.load(path)
        path.chmod(mode)
        with pytest.raises(Misconfigured, match="chmod 600"):
            key_files.load(path)

    def test_refused_when_it_is_no_key(self, tmp_path: Path) -> None:
        path = tmp_path / "content.key"
        path.write_bytes(b"short")
        path.chmod(0o600)
        with pytest.raises(Misconfigured, match="32 bytes"):
            key_files.load(path)
