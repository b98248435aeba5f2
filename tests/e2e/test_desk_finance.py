"""Finance at the desk's page: a statement finds its orders, and a plan is given by two people at two browsers."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.billing.buying import accept, order, shown
from tests.contacts.contacts import new_number, set_to
from tests.desk.desk import Desk, ordered
from tests.e2e.at_desk import AtDesk
from tests.people import Person
from tests.site import Site

# As a bank writes it: a title above, semicolons, money that went out, dots in the amounts.
STATEMENT = """SAO KÊ TÀI KHOẢN;;;;
Ngày giao dịch;Số tham chiếu;Ghi nợ;Ghi có;Diễn giải
20/11/2026;FT{ref}1;;290.000;"CK {ref}; cam on"
20/11/2026;FT{ref}2;55.000;;Phi dich vu
21/11/2026;FT{ref}3;;1.000;tien goi
"""


@pytest.fixture
def lan(here: Site) -> Person:
    person = Person(here, "lan").sign_in()
    set_to(person, "phone", new_number())
    return person


def minute(site: Site) -> None:
    assert "done" in ordered(site, "erase-closed-accounts")


def give(at: AtDesk, folder: Path, text: str) -> None:
    file = folder / "sao-ke.csv"
    file.write_text(text, encoding="utf-8")
    at.page.get_by_label("Chọn tệp sao kê (CSV)").set_input_files(file)


def paid(person: Person, team: str, made: dict[str, Any]) -> tuple[str, int]:
    held = shown(person, team, made)
    return held["state"], held["paid"]


def test_a_statement_is_previewed_entered_once_and_what_names_no_order_is_assigned(
    chromium: Browser, here: Site, open_desk: Desk, lan: Person, tmp_path: Path
) -> None:
    team = lan.found_team()
    made = accept(lan, team, order(lan, team))
    ref = made["reference"]
    at = AtDesk(chromium, open_desk, viewport={"width": 390, "height": 844}).enrol("finance")
    page = at.page
    at.section("Tài chính")
    give(at, tmp_path, "xin chào")
    expect(page.get_by_role("alert")).to_contain_text("Không thấy bảng nào")
    give(at, tmp_path, STATEMENT.format(ref=ref))
    at.button("Xem trước").click()
    expect(page.get_by_text(f"Đơn {ref}")).to_be_visible()
    expect(page.get_by_text("Không nêu đơn nào")).to_have_count(1)
    assert paid(lan, team, made) == ("to_pay", 0), "a preview enters nothing"
    at.button("Nhập 2 khoản mới").click()
    expect(page.get_by_text("Đã nhập 2 khoản.")).to_be_visible()
    minute(here)
    assert paid(lan, team, made) == ("paid", 290_000)
    give(at, tmp_path, STATEMENT.format(ref=ref))
    at.button("Xem trước").click()
    expect(page.get_by_text("Mọi khoản trong tệp này đã được nhập trước đó")).to_be_visible()
    page.get_by_role("link", name="Chưa rõ đơn").click()
    row = page.get_by_role("listitem").filter(has_text=f"FT{ref}3")
    row.get_by_label("Mã đơn").fill("iz22222222")
    row.get_by_role("button", name="Gán cho đơn").click()
    expect(row.get_by_role("alert")).to_contain_text("Không có đơn nào mang mã này")
    row.get_by_label("Mã đơn").fill(ref.lower())
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text(team)
    expect(dialog).to_contain_text("đã thanh toán")
    dialog.get_by_role("button", name="Gán cho đơn").click()
    expect(row).to_have_count(0)
    assert paid(lan, team, made)[1] == 291_000
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    at.close()


def test_a_row_that_cannot_be_read_is_named_and_nothing_is_entered(
    chromium: Browser, open_desk: Desk, tmp_path: Path
) -> None:
    at = AtDesk(chromium, open_desk).enrol("finance")
    at.section("Tài chính")
    give(at, tmp_path, "id,amount,at,text\nA1,hai trăm,20/11,x\n")
    expect(at.page.get_by_role("alert")).to_contain_text("Dòng 1: “hai trăm”")
    expect(at.button("Xem trước")).to_have_count(0)
    give(at, tmp_path, "số,tiền,khi nào,gì\nA1,290000,20/11,x\n")
    expect(at.button("Xem trước")).to_have_count(0)
    at.page.get_by_label("Số giao dịch của ngân hàng").select_option("số")
    at.page.get_by_label("Số tiền ghi có").select_option("tiền")
    at.page.get_by_label("Ngày").select_option("khi nào")
    at.page.get_by_label("Nội dung chuyển khoản").select_option("gì")
    at.button("Xem trước").click()
    expect(at.button("Nhập 1 khoản mới")).to_be_visible()
    at.close()


def test_a_plan_is_asked_by_one_and_confirmed_by_another(
    chromium: Browser, here: Site, open_desk: Desk, lan: Person
) -> None:
    team = lan.found_team()
    mai = AtDesk(chromium, open_desk).enrol("finance")
    mai.section("Tài chính").page.get_by_role("link", name="Gói của nhóm").click()
    mai.page.get_by_label("Mã nhóm").fill(team)
    mai.page.keyboard.press("Enter")
    expect(mai.page.get_by_role("heading", name="Đang dùng: Miễn phí")).to_be_visible()
    mai.page.get_by_label("Đến hết ngày").fill("2030-12-31")
    mai.button("Đề nghị cấp gói").click()
    mine = mai.page.get_by_role("listitem").filter(has_text=team)
    expect(mine).to_contain_text("Cấp gói: Tài trợ đến 31/12/2030")
    expect(mine).to_contain_text("Chờ người khác xác nhận")
    expect(mine.get_by_role("button", name="Xác nhận")).to_have_count(0)
    hung = AtDesk(chromium, open_desk).enrol("finance")
    hung.section("Tài chính").page.get_by_role("link", name="Chờ xác nhận").click()
    theirs = hung.page.get_by_role("listitem").filter(has_text=team)
    theirs.get_by_role("button", name="Xác nhận").click()
    hung.page.get_by_role("dialog").get_by_role("button", name="Xác nhận").click()
    expect(theirs).to_contain_text("Đã xác nhận")
    minute(here)
    mine.get_by_role("button", name="Rút lại").click()
    expect(mai.page.get_by_role("alert")).to_contain_text("đã được quyết định")
    expect(mine).to_contain_text("Đã xác nhận")
    mai.page.get_by_role("link", name="Gói của nhóm").click()
    mai.page.get_by_label("Mã nhóm").fill(team)
    mai.page.keyboard.press("Enter")
    expect(mai.page.get_by_role("heading", name="Đang dùng: Tài trợ")).to_be_visible()
    expect(mai.button("Đề nghị thu hồi: Tài trợ")).to_be_visible()
    mai.close()
    hung.close()
