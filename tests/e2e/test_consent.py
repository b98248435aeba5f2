"""Consents and promises at the screen: a new version, its difference, receipts, a guardian, the trust page."""

import json
import re
import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.consent.wordings import folder_with
from tests.e2e.browsing import AtBrowser, board_path
from tests.people import Person
from tests.site import Site

DAY = 24 * 3600


@pytest.fixture(scope="module")
def renewed(tmp_path_factory: pytest.TempPathFactory, chromium: Browser) -> Iterator[Site]:
    """A site whose second version of the terms is past its time to answer."""
    folder = tmp_path_factory.mktemp("renewed")
    site = Site(folder / "data").start()
    yield site
    site.stop()


def test_a_new_version_is_shown_as_a_difference_and_writing_goes_on_after_accepting(
    chromium: Browser, renewed: Site, tmp_path: Path
) -> None:
    lan = Person(renewed, "lan").sign_in()
    project, _ = lan.open_project(lan.found_team())
    chosen = folder_with(tmp_path / "w", begins=-2 * DAY, answer_by=-DAY)
    renewed.stop()
    renewed.environment = {"IZWORK_WORDINGS": str(chosen)}
    renewed.start(renewed.port)
    at = AtBrowser(chromium, renewed, lan.email).be(lan).open(board_path(project))
    page = at.page
    at.add_task("Danh sách 1", "Viết khi chưa trả lời")
    expect(page.get_by_text("Bạn đang chỉ đọc được")).to_be_visible()
    expect(page.get_by_text("1 thay đổi chờ bạn trả lời")).to_be_visible()
    assert lan.board(project).get("task", {}) == {}
    page.get_by_role("link", name="Xem và trả lời").click()
    expect(page.locator("ins", has_text="20").last).to_be_visible()
    expect(page.locator("del", has_text="mạng xã hội")).to_be_visible()
    accept, decline = (page.get_by_role("button", name=name) for name in ("Tôi đồng ý", "Tôi không đồng ý"))
    assert accept.evaluate("e => e.className") == decline.evaluate("e => e.className"), (
        "neither is the right one"
    )
    decline.click()
    expect(page.get_by_text("Bạn đã trả lời: không đồng ý")).to_be_visible()
    accept.click()
    expect(page.get_by_role("heading", name="Điều khoản có bản mới")).to_have_count(0)
    at.open(board_path(project))
    expect(at.card("Viết khi chưa trả lời")).to_be_visible()
    at.all_saved()
    assert [one["title"] for one in lan.board(project)["task"].values()] == ["Viết khi chưa trả lời"]
    at.close()


def test_a_receipt_is_downloaded_and_checked_without_being_sent(
    chromium: Browser, here: Site, tmp_path: Path
) -> None:
    lan = Person(here, "lan").sign_in()
    at = AtBrowser(chromium, here, lan.email).be(lan).open("/settings")
    page = at.page
    with page.expect_download() as downloading:
        page.get_by_role("button", name="Tải biên nhận").click()
    file = tmp_path / downloading.value.suggested_filename
    downloading.value.save_as(file)
    signed = json.loads(file.read_text())
    page.get_by_role("link", name="Kiểm tra một biên nhận").click()
    sent: list[str] = []
    page.on("request", lambda asked: sent.append(f"{asked.method} {asked.url} {asked.post_data or ''}"))
    page.get_by_label("Chọn tệp biên nhận").set_input_files(file)
    expect(page.get_by_text("Biên nhận thật, còn nguyên vẹn.")).to_be_visible()
    assert all(one.startswith("GET") and signed["signature"] not in one for one in sent), sent
    changed = file.read_text().replace('"accepted"', '"declined"')
    page.get_by_label("hoặc dán nội dung vào đây").fill(changed)
    expect(page.get_by_text("Chữ ký không khớp")).to_be_visible()
    at.close()


def test_taking_the_consent_back_signs_out(chromium: Browser, here: Site) -> None:
    lan = Person(here, "lan").sign_in()
    at = AtBrowser(chromium, here, lan.email).be(lan).open("/settings")
    at.page.get_by_role("button", name="Rút lại sự đồng ý với điều khoản").click()
    with at.page.expect_download():
        at.page.get_by_role("dialog").get_by_role("button", name="Rút lại").click()
    expect(at.page.get_by_label("E-mail của bạn")).to_be_visible()
    assert lan.ask("GET", "/me").status_code == 401
    at.close()


def test_a_person_under_16_joins_when_the_guardian_consents(chromium: Browser, here: Site) -> None:
    thu, an = Person(here, "thu").sign_in(), Person(here, "an").sign_in()
    guardian = f"me-{secrets.token_hex(4)}@example.vn"
    team = thu.found_team("Lớp 9A")
    desk = AtBrowser(chromium, here, thu.email).be(thu).open(f"/t/{team}/settings")
    desk.page.get_by_label("Nhóm có thành viên dưới 16 tuổi").check()
    expect(desk.page.get_by_text("Chưa có lần nào")).to_be_visible()
    desk.open(f"/t/{team}/members")
    desk.page.get_by_label("E-mail người được mời").fill(an.email)
    desk.page.get_by_label("Người được mời dưới 16 tuổi").first.check()
    desk.page.get_by_role("button", name="Gửi lời mời").click()
    expect(desk.page.get_by_text(an.email).first).to_be_visible()

    young = AtBrowser(chromium, here, an.email).be(an).open(link_in(here, an.email))
    young.page.get_by_label("Tên bạn trong nhóm này").fill("An")
    young.page.get_by_label("E-mail của cha, mẹ hoặc người giám hộ").fill(guardian)
    young.page.get_by_label("Tôi đã đọc và đồng ý").check()
    young.page.get_by_role("button", name="Đồng ý và hỏi người giám hộ").click()
    expect(young.page.get_by_text("Đang chờ người giám hộ")).to_be_visible()

    parent = AtBrowser(chromium, here, guardian).open(link_in(here, guardian))
    expect(parent.page.get_by_text("An dưới 16 tuổi và được mời vào nhóm Lớp 9A")).to_be_visible()
    assert an.ask("GET", f"/teams/{team}").status_code == 404
    parent.page.get_by_role("button", name="Tôi là người giám hộ và tôi đồng ý").click()
    expect(parent.page.get_by_text("Bạn đã đồng ý cho An")).to_be_visible()
    with parent.page.expect_download():
        parent.page.get_by_role("button", name="Tải biên nhận").click()
    young.open(f"/t/{team}")
    expect(young.page.get_by_role("heading", name="Lớp 9A")).to_be_visible()
    desk.open(f"/t/{team}/settings")
    expect(desk.page.get_by_text("Người giám hộ của An đã xem")).to_be_visible()
    parent.page.get_by_role("button", name="Rút lại sự đồng ý").click()
    expect(parent.page.get_by_text("Câu hỏi này đã kết thúc")).to_be_visible()
    assert an.ask("GET", f"/teams/{team}").status_code == 404
    for one in (desk, young, parent):
        one.close()


def link_in(here: Site, email: str) -> str:
    found = re.search(r"http\S+", here.wait_for_mail(email)["text"])
    assert found is not None
    return found[0]


@pytest.mark.parametrize("width", [1440, 390])
def test_the_trust_page_tells_every_promise_to_anyone(chromium: Browser, here: Site, width: int) -> None:
    at = AtBrowser(chromium, here, "", viewport={"width": width, "height": 900}).open("/trust")
    page = at.page
    expect(page.locator("ol > li")).to_have_count(12)
    expect(page.locator("#P9").get_by_text("Giữ một phần", exact=True)).to_be_visible()
    for name in (
        "Danh mục dữ liệu",
        "Ai dùng được khóa nào",
        "Lịch sử diễn tập",
        "Bên xử lý dữ liệu",
        "Sổ công bố",
    ):
        page.locator("summary", has_text=name).first.click()
    expect(page.get_by_text("máy chính bị tắt đột ngột").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "nothing is cut off"
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", name="Trust")).to_be_visible()
    at.close()
