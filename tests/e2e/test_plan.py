"""Premium as a team's owner orders it: the form, the contracts, the QR code, and the plan once the money is there."""

from playwright.sync_api import Browser, expect

from tests.billing.buying import BUYER, buyer, statement
from tests.e2e.browsing import AtBrowser
from tests.people import Person
from tests.site import Site

LABELS = {
    "name": "Tên tổ chức hoặc cá nhân", "tax_code": "Mã số thuế (nếu có)", "address": "Địa chỉ",
    "person": "Người đại diện", "position": "Chức vụ",
}  # fmt: skip


def test_from_the_form_to_premium(chromium: Browser, site: Site) -> None:
    lan = buyer(site)
    team = lan.found_team("Trường nghề Hoa Sen")
    at = AtBrowser(chromium, site, lan.email).be(lan).open(f"/t/{team}/settings")
    page = at.page
    page.get_by_role("link", name="Gói dịch vụ").click()
    expect(page.get_by_role("heading", name="Gói Miễn phí")).to_be_visible()
    page.get_by_role("button", name="Đặt mua Premium").click()
    for name, label in LABELS.items():
        page.get_by_label(label).fill(BUYER[name])
    page.get_by_role("button", name="Lập hợp đồng").click()
    accept = page.get_by_role("button", name="Chấp nhận hợp đồng")
    expect(accept).to_be_disabled()
    with page.expect_download() as saved:
        page.get_by_role("button", name="Hợp đồng dịch vụ (PDF)").click()
    assert saved.value.path().read_bytes().startswith(b"%PDF")
    expect(page.get_by_role("img", name="Mã VietQR")).to_have_count(0)
    page.get_by_role("checkbox").check()
    accept.click()
    expect(page.get_by_role("img", name="Mã VietQR")).to_be_visible()
    reference = lan.get(f"/teams/{team}/orders")["orders"][0]["reference"]
    statement(site, ("E2E1", "2900000", reference))
    page.get_by_role("button", name="Xem lại trạng thái").click()
    expect(page.get_by_role("heading", name="Gói Premium", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="Giấy xác nhận thanh toán (PDF)")).to_be_visible()
    assert at.faults == []


def test_a_member_sees_the_plan_and_orders_nothing(chromium: Browser, site: Site) -> None:
    lan, minh = Person(site, "lan").sign_in(), Person(site, "minh").sign_in()
    team = lan.found_team()
    lan.let_in(minh, team, "member")
    page = AtBrowser(chromium, site, minh.email).be(minh).open(f"/t/{team}/plan").page
    expect(page.get_by_role("heading", name="Gói Miễn phí")).to_be_visible()
    expect(page.get_by_role("button", name="Đặt mua")).to_have_count(0)
