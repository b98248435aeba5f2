"""The rows of refusals.py that are the machine's own: status, and what to do in Vietnamese and English."""

MACHINE: dict[str, tuple[int, str, str]] = {
    "broken_request": (400, "Yêu cầu HTTP không đúng quy cách.", "That is not a well-formed HTTP request."),
    "address_too_long": (414, "Địa chỉ dài quá {limit} byte.", "The address is longer than {limit} bytes."),
    "headers_too_large": (
        431,
        "Các tiêu đề HTTP vượt quá {limit} byte. Hãy xoá cookie của trang này rồi thử lại.",
        "The HTTP headers are larger than {limit} bytes. Delete this site's cookies and try again.",
    ),
    "no_route": (404, "Địa chỉ này không có.", "There is no such address."),
    "wrong_method": (405, "Địa chỉ này không nhận thao tác đó.", "This address does not take that method."),
    "broken": (
        500,
        "Có lỗi ở phía chúng tôi. Hãy thử lại sau ít phút.",
        "Something broke on our side. Try again in a few minutes.",
    ),
}
