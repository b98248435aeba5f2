"""A team's owner applies for sponsorship at a browser and follows it: a draft that is kept, files that stop and go on,
a question, an answer, and the outcome."""

import os
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from chalicelib.sponsorship import review
from tests.e2e.browsing import AtBrowser
from tests.people import Person
from tests.site import Site
from tests.sponsorship.applying import SAID, at_the_desk
from tests.sponsorship.files import filled, jpeg, pdf
from tests.sponsorship.reviewing import minute

LABELS = {
    "name": "Tên tổ chức", "registration": "Số đăng ký hoặc số quyết định thành lập",
    "activity": "Tổ chức làm gì, cho ai, ở đâu", "role": "Chức vụ của bạn trong tổ chức",
}  # fmt: skip
MAI, QUAN = "m" * 22, "q" * 22
LOOKS = os.environ.get("SPONSORSHIP_LOOKS")  # a folder for pictures of each step


def look(page: Page, name: str) -> None:
    if LOOKS:
        for width in (1440, 390):
            for scheme in ("light", "dark"):
                page.set_viewport_size({"width": width, "height": 1000})
                page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
                page.screenshot(path=f"{LOOKS}/{name}-{width}-{scheme}.png", full_page=True)
        page.emulate_media(color_scheme="light")
        page.set_viewport_size({"width": 1280, "height": 800})


@pytest.fixture
def owner(here: Site) -> Person:
    return Person(here, "lan").sign_in()


def at_page(chromium: Browser, here: Site, owner: Person, team: str, **more: Any) -> AtBrowser:
    return AtBrowser(chromium, here, owner.email, **more).be(owner).open(f"/t/{team}/sponsorship")


def file(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def choose(page: Page, *paths: Path) -> None:
    with page.expect_file_chooser() as asked:
        page.get_by_role("button", name="Chọn tệp", exact=True).click()
    asked.value.set_files([str(one) for one in paths])


def test_applying_and_following_to_the_outcome(
    chromium: Browser, here: Site, owner: Person, tmp_path: Path
) -> None:
    team = owner.found_team("Trường nghề Hoa Sen")
    at = AtBrowser(chromium, here, owner.email).be(owner).open(f"/t/{team}/plan")
    page = at.page
    page.get_by_role("link", name="Xin tài trợ").click()
    page.get_by_role("button", name="Bắt đầu hồ sơ").click()
    page.get_by_role("radio", name="Giáo dục, đào tạo nghề nghiệp").check()
    for name, label in LABELS.items():
        page.get_by_label(label).fill(SAID[name])
    expect(page.get_by_text("Đã lưu nháp.")).to_be_visible()
    page.reload()
    expect(page.get_by_label("Tên tổ chức")).to_have_value(SAID["name"])
    expect(page.get_by_role("radio", name="Giáo dục, đào tạo nghề nghiệp")).to_be_checked()
    choose(
        page, file(tmp_path, "Giấy phép.pdf", pdf()), file(tmp_path, "ảnh.jpg", jpeg()),
        file(tmp_path, "lạ.pdf", pdf(b"<</S/JavaScript/JS(x)>>")), file(tmp_path, "to.pdf", b"x" * (5 * 1024 * 1024 + 1)),
    )  # fmt: skip
    expect(page.get_by_text("PDF chứa đoạn mã")).to_be_visible()
    expect(page.get_by_text("“to.pdf” lớn hơn 5 MB")).to_be_visible()
    expect(page.get_by_text("đã kiểm tra")).to_have_count(2)
    look(page, "1-draft")
    for name in ("lạ.pdf", "to.pdf"):
        page.get_by_role("button", name=f"Bỏ tệp {name}").click()
    submit = page.get_by_role("button", name="Nộp hồ sơ")
    expect(submit).to_be_disabled()
    page.get_by_role("checkbox", name="Tôi đã đọc và đồng ý").check()
    submit.click()
    expect(page.get_by_text("Đã nộp, chờ xét")).to_be_visible()
    look(page, "2-submitted")
    id = owner.get(f"/teams/{team}/sponsorships")["applications"][0]["id"]
    at_the_desk(here)
    review.take_up(id, MAI)
    review.ask(id, MAI, "Xin gửi thêm quyết định thành lập.")
    page.reload()
    expect(page.get_by_text("Xin gửi thêm quyết định thành lập.")).to_be_visible()
    look(page, "3-more")
    choose(page, file(tmp_path, "Quyết định.pdf", pdf()))
    expect(page.get_by_text("đã kiểm tra")).to_have_count(3)
    page.get_by_label("Trả lời người xét duyệt").fill("Tôi gửi quyết định thành lập.")
    page.get_by_role("button", name="Gửi trả lời").click()
    expect(page.get_by_text("Trả lời người xét duyệt")).to_be_visible()
    with page.expect_download() as saved:
        page.get_by_role("button", name="Tải về ảnh.jpg").click()
    assert saved.value.path().read_bytes() == jpeg()
    proposed = review.propose(id, MAI, "grant", "Giấy tờ đầy đủ.", 1_900_000_000_000)
    assert proposed.row.proposed_by == MAI
    review.confirm(id, QUAN, 1)
    minute(here)
    page.reload()
    expect(page.get_by_text("Được tài trợ đến hết")).to_be_visible()
    expect(page.get_by_text("Giấy tờ đầy đủ.")).to_be_visible()
    expect(page.get_by_text("Giấy tờ đã được xoá. Ghi chú còn lại: 2 PDF, 1 JPEG")).to_be_visible()
    expect(page.get_by_role("button", name="Bắt đầu hồ sơ gia hạn")).to_be_visible()
    look(page, "4-granted")
    page.get_by_role("link", name="Về gói dịch vụ").click()
    expect(page.get_by_role("heading", name="Gói Tài trợ", exact=True)).to_be_visible()
    at.close()


def test_an_upload_that_stops_is_gone_on_with_also_after_a_reload(
    chromium: Browser, here: Site, owner: Person, tmp_path: Path
) -> None:
    team = owner.found_team()
    at = at_page(chromium, here, owner, team)
    page = at.page
    page.get_by_role("button", name="Bắt đầu hồ sơ").click()
    broken, sent = [True], []

    def maybe(route: Route) -> None:
        number = route.request.url.rpartition("/")[2]
        if broken[0] and number == "2":
            route.abort()
        else:
            sent.append(number)
            route.continue_()

    page.route("**/parts/*", maybe)
    data = filled(4 * 256 * 1024)
    choose(page, file(tmp_path, "dài.pdf", data))
    again = page.get_by_role("button", name="Thử lại")
    expect(again).to_be_visible()
    broken[0] = False
    again.click()
    expect(page.get_by_text("đã kiểm tra")).to_be_visible()
    assert sent == ["0", "1", "2", "3"], "what was there is not sent again"
    page.get_by_role("button", name="Bỏ tệp dài.pdf").click()
    expect(page.get_by_text("Chưa có tệp nào.")).to_be_visible()
    broken[0] = True
    choose(page, tmp_path / "dài.pdf")
    expect(again).to_be_visible()
    page.reload()
    expect(page.get_by_text("Tải lên dở dang (50 %)")).to_be_visible()
    broken[0] = False
    with page.expect_file_chooser() as asked:
        page.get_by_role("button", name="Chọn lại tệp").click()
    asked.value.set_files(str(file(tmp_path, "khác.pdf", pdf())))
    expect(page.get_by_text("Đây không phải tệp “dài.pdf”")).to_be_visible()
    with page.expect_file_chooser() as asked:
        page.get_by_role("button", name="Chọn lại tệp").click()
    asked.value.set_files(str(tmp_path / "dài.pdf"))
    expect(page.get_by_text("đã kiểm tra")).to_be_visible()
    at.close()


def test_withdrawing_and_who_may_not_apply(chromium: Browser, here: Site, owner: Person) -> None:
    team = owner.found_team()
    at = at_page(chromium, here, owner, team)
    page = at.page
    page.get_by_role("button", name="Bắt đầu hồ sơ").click()
    page.get_by_role("button", name="Bỏ bản nháp").click()
    page.get_by_role("dialog").get_by_role("button", name="Bỏ bản nháp").click()
    expect(page.get_by_role("button", name="Bắt đầu hồ sơ")).to_be_visible()
    at.close()
    minh = Person(here, "minh").sign_in()
    owner.let_in(minh, team, "admin")
    other = at_page(chromium, here, minh, team)
    expect(other.page.get_by_text("Chỉ chủ nhóm nộp và xem được hồ sơ.")).to_be_visible()
    other.close()
