"""Two people plan work together, each at a browser of their own."""

import secrets
import time

from playwright.sync_api import Browser, expect

from tests.e2e.browsing import AtBrowser, board_path
from tests.people import Person
from tests.site import Site


def address(name: str) -> str:
    return f"{name}@{secrets.token_hex(3)}.example.vn"


def test_a_new_person_signs_up_founds_a_team_invites_another_and_both_plan(
    chromium: Browser, here: Site
) -> None:
    lan = AtBrowser(chromium, here, address("lan")).sign_up()
    page = lan.page
    page.get_by_role("button", name="Lập nhóm mới").first.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Tên nhóm").fill("Trường nghề Hoa Sen")
    dialog.get_by_label("Tên bạn trong nhóm này").fill("Lan")
    dialog.get_by_role("button", name="Lập nhóm").click()
    expect(page.get_by_role("heading", name="Trường nghề Hoa Sen")).to_be_visible()

    page.get_by_role("button", name="Dự án mới").first.click()
    page.get_by_role("dialog").get_by_role("textbox").first.fill("Tuyển sinh 2027")
    page.get_by_role("dialog").get_by_role("button", name="Tạo dự án").click()
    page.wait_for_url("**/p/**")
    lan.add_task("Cần làm", "Soạn thông báo tuyển sinh")
    lan.add_task("Cần làm", "Đặt lịch tư vấn ở ký túc xá")
    board = page.url

    page.goto(board.partition("/p/")[0] + "/members")
    minh = AtBrowser(chromium, here, address("minh"))
    page.get_by_label("E-mail người được mời").fill(minh.email)
    page.get_by_role("button", name="Gửi lời mời").click()
    expect(page.get_by_text(minh.email).first).to_be_visible()
    invitation = minh.mail_link()
    here.mails(minh.email)

    minh.page.goto(invitation)
    minh.page.get_by_role("button", name="Đăng nhập để tham gia").or_(
        minh.page.get_by_role("link", name="Đăng nhập để tham gia")
    ).click()
    minh.page.get_by_label("E-mail của bạn").fill(minh.email)
    minh.page.get_by_role("button", name="Gửi liên kết đăng nhập").click()
    expect(minh.page.get_by_role("heading", name="Hãy mở hộp thư của bạn")).to_be_visible()
    code = here.mails(minh.email)[0]["code"]
    minh.page.get_by_label("Mã đăng nhập").fill(code.lower())
    minh.page.get_by_role("button", name="Đăng nhập", exact=True).click()
    minh.page.get_by_role("checkbox").check()
    minh.page.get_by_role("button", name="Đồng ý và tiếp tục").click()
    minh.page.get_by_label("Tên bạn trong nhóm này").fill("Minh")
    minh.page.get_by_role("button", name="Tham gia nhóm").click()
    expect(minh.page.get_by_role("heading", name="Trường nghề Hoa Sen")).to_be_visible()

    minh.page.goto(board)
    page.goto(board)
    expect(minh.card("Soạn thông báo tuyển sinh")).to_be_visible()
    took = []
    for copy in (
        "In tờ rơi",
        "In áp phích",
        "In vé",
    ):  # the best of three: other tests may be using the machine
        minh.add_task("Cần làm", copy)
        seen = time.monotonic()
        expect(lan.card(copy)).to_be_visible()
        took.append(time.monotonic() - seen)
    assert min(took) < 2
    lan.close()
    minh.close()


def test_the_link_opened_elsewhere_asks_for_the_code(chromium: Browser, here: Site) -> None:
    hoa = AtBrowser(chromium, here, address("hoa"))
    hoa.page.goto("/")
    hoa.page.get_by_label("E-mail của bạn").fill(hoa.email)
    hoa.page.get_by_role("button", name="Gửi liên kết đăng nhập").click()
    expect(hoa.page.get_by_role("heading", name="Hãy mở hộp thư của bạn")).to_be_visible()
    link = hoa.mail_link()
    phone = AtBrowser(chromium, here, hoa.email)
    phone.page.goto(link)
    phone.page.get_by_role("button", name="Đăng nhập", exact=True).click()
    expect(phone.page.get_by_role("heading", name="Bạn đang ở một trình duyệt khác")).to_be_visible()
    phone.page.get_by_role("textbox").fill(here.mails(hoa.email)[0]["code"])
    phone.page.get_by_role("button", name="Đăng nhập", exact=True).click()
    phone.page.get_by_role("checkbox").check()
    phone.page.get_by_role("button", name="Đồng ý và tiếp tục").click()
    expect(phone.page.get_by_role("button", name="Lập nhóm mới").first).to_be_visible()
    hoa.close()
    phone.close()


def test_edits_made_offline_are_sent_once_also_after_the_tab_was_closed(
    chromium: Browser, here: Site
) -> None:
    lan = Person(here, "lan").sign_in()
    team = lan.found_team()
    project, _ = lan.open_project(team)
    desk = AtBrowser(chromium, here, lan.email).be(lan).open(board_path(project))
    desk.add_task("Danh sách 1", "Trước khi mất mạng")
    desk.all_saved()
    desk.context.set_offline(True)
    desk.add_task("Danh sách 1", "Viết lúc mất mạng")
    desk.add_task("Danh sách 2", "Cũng lúc mất mạng")
    expect(desk.page.get_by_text("Ngoại tuyến").first).to_be_attached()
    assert "Viết lúc mất mạng" not in titles(lan, project)
    desk.page.close()
    desk.context.set_offline(False)
    desk.page = desk.context.new_page()
    desk.open(board_path(project))
    expect(desk.card("Viết lúc mất mạng")).to_be_visible()
    desk.all_saved()
    assert sorted(titles(lan, project)) == ["Cũng lúc mất mạng", "Trước khi mất mạng", "Viết lúc mất mạng"]
    desk.close()


def test_a_refused_write_is_shown_and_can_be_copied(chromium: Browser, here: Site) -> None:
    lan = Person(here, "lan").sign_in()
    team = lan.found_team()
    project, _ = lan.open_project(team)
    desk = AtBrowser(chromium, here, lan.email).be(lan).open(board_path(project))
    desk.add_task("Danh sách 1", "Có thật")
    desk.all_saved()
    desk.context.set_offline(True)
    desk.add_task("Danh sách 1", "Sẽ bị từ chối")
    lan.put(f"{project}/archive")
    desk.context.set_offline(False)
    refused = desk.page.get_by_role("button", name="thay đổi không được nhận")
    refused.click()
    sheet = desk.page.get_by_role("dialog")
    expect(sheet.get_by_text("Sẽ bị từ chối").first).to_be_visible()
    expect(sheet.get_by_role("button", name="Sao chép").first).to_be_visible()
    assert titles(lan, project) == ["Có thật"]
    desk.close()


def titles(person: Person, project: str) -> list[str]:
    return [task["title"] for task in person.board(project).get("task", {}).values()]
