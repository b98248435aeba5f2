"""Two reviewers at the desk's page: an application taken up, a document saved, a grant proposed by one and confirmed by
the other."""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.desk.desk import Desk
from tests.e2e.at_desk import AtDesk
from tests.people import Person
from tests.site import Site
from tests.sponsorship.applying import SAID, applied, shown
from tests.sponsorship.files import pdf
from tests.sponsorship.reviewing import minute

LOOKS = os.environ.get("SPONSORSHIP_LOOKS")  # a folder for pictures of each step


def look(page: Page, name: str) -> None:
    if LOOKS:
        for width in (1440, 390):
            page.set_viewport_size({"width": width, "height": 1000})
            page.wait_for_timeout(300)
            page.screenshot(path=f"{LOOKS}/desk-{name}-{width}.png", full_page=True)
        page.set_viewport_size({"width": 1280, "height": 800})


@pytest.fixture(scope="module")
def open_desk(here: Site) -> Iterator[Desk]:
    running = Desk(here).start()
    yield running
    running.stop()


def test_one_proposes_and_another_confirms(chromium: Browser, here: Site, open_desk: Desk) -> None:
    lan = Person(here, "lan").sign_in()
    team = lan.found_team()
    id = applied(lan, team, name="Trung tâm dạy nghề Sen Vàng")
    mai = AtDesk(chromium, open_desk).enrol("reviewer")
    quan = AtDesk(chromium, open_desk).enrol("reviewer")
    mai.section("Xét tài trợ")
    look(mai.page, "1-queue")
    mai.page.get_by_role("link", name="Trung tâm dạy nghề Sen Vàng").click()
    expect(mai.page.get_by_text(SAID["activity"])).to_be_visible()
    mai.button("Nhận xét hồ sơ này").click()
    expect(mai.page.get_by_text("Đang xét").first).to_be_visible()
    with mai.page.expect_download() as saved:
        mai.button("Tải về Giấy phép.pdf").click()
    assert saved.value.path().read_bytes() == pdf()
    assert saved.value.suggested_filename.startswith("izwork-")
    expect(mai.page.get_by_text("đã mở một giấy tờ")).to_be_visible()
    mai.page.get_by_label("Ghi chú", exact=True).fill("Đã đối chiếu số đăng ký.")
    mai.button("Thêm ghi chú").click()
    expect(mai.page.get_by_text("Đã đối chiếu số đăng ký.")).to_be_visible()
    mai.button("Đề xuất tài trợ").click()
    dialog = mai.page.get_by_role("dialog")
    dialog.get_by_label("Lý do").fill("Giấy phép còn hạn.")
    dialog.get_by_role("button", name="Đề xuất tài trợ").click()
    expect(mai.page.get_by_text("Bạn đã đề xuất, nên người khác phải xác nhận.")).to_be_visible()
    expect(mai.button("Xác nhận")).to_have_count(0)
    look(mai.page, "2-proposed")
    quan.section("Xét tài trợ")
    expect(quan.page.get_by_text("Chờ bạn xác nhận")).to_be_visible()
    quan.page.get_by_role("link", name="Trung tâm dạy nghề Sen Vàng").click()
    quan.button("Xác nhận").click()
    quan.page.get_by_role("dialog").get_by_role("button", name="Xác nhận").click()
    expect(quan.page.get_by_text("Được tài trợ").first).to_be_visible()
    expect(quan.page.get_by_text("Đã xoá giấy tờ. Đã có: 1 PDF.")).to_be_visible()
    look(quan.page, "3-granted")
    assert shown(lan, team, id)["state"] == "granted"
    minute(lan.site)
    assert lan.get(f"/teams/{team}/plan")["name"] == "sponsored"
    mai.close()
    quan.close()
