"""Every change of a factor is told to the account's contacts, with a link that says "this was not me"."""

from tests.contacts.contacts import new_number, notice, set_to, stranger
from tests.factors.protected import Protected
from tests.people import good
from tests.site import Site


def test_each_change_is_told_with_what_it_was(site: Site) -> None:
    hoa = Protected(site).with_password()
    assert "Mật khẩu" in site.mails(hoa.email)[0]["subject"]
    hoa.with_passkey("Máy tính của Hoa")
    told = [site.mails(hoa.email)[0]]
    hoa.with_app()
    told.append(site.mails(hoa.email)[0])
    hoa.delete("/me/two-step")
    told.append(site.mails(hoa.email)[0])
    hoa.delete("/me/password")
    told.append(site.mails(hoa.email)[0])
    said = [
        ("thêm một cách", "khoá truy cập"),
        ("thêm một cách", "ứng dụng tạo mã"),
        ("bị gỡ", "hai bước"),
        ("bị gỡ", "mật khẩu"),
    ]
    for mail, words in zip(told, said, strict=True):
        assert all(word in mail["text"] for word in words), mail["text"]
        assert "/not-me#" in mail["text"]
        assert "Máy tính của Hoa" not in mail["text"], "what a person wrote is in no mail"
    good(notice(site, hoa.email).press(stranger(site)))
    assert hoa.ask("GET", "/me").status_code == 401


def test_factors_are_told_by_mail_alone(site: Site) -> None:
    number, hoa = new_number(), Protected(site)
    set_to(hoa, "phone", number)
    before = len(site.mails(number))
    hoa.with_password()
    assert len(site.mails(number)) == before
