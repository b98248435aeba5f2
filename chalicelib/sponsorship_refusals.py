"""The rows of refusals.py and reasons.py about sponsorship: what to do in Vietnamese and English."""

SPONSORSHIP: dict[str, tuple[int, str, str]] = {
    "bad_document": (422, "Không nhận được tệp này: {reason}", "This file cannot be taken: {reason}"),
    "bytes_required": (
        415,
        "Hãy gửi nội dung dạng application/octet-stream.",
        "Send the body as application/octet-stream.",
    ),
    "documents_full": (
        409,
        "Một hồ sơ có nhiều nhất {limit} tệp. Hãy bỏ bớt một tệp, hoặc gộp vài trang thành một tệp PDF.",
        "An application holds {limit} files at most. Remove one, or put several pages into one PDF.",
    ),
    "part_wrong": (
        409,
        "Phần này không khớp với tệp đã báo. Hãy bỏ tệp và tải lên lại.",
        "This part does not fit the file that was announced. Remove the file and upload it again.",
    ),
    "parts_missing": (
        409,
        "Tệp chưa được tải lên đủ. Hãy gửi tiếp các phần còn thiếu.",
        "The file has not been uploaded whole yet. Send the parts that are missing.",
    ),
    "documents_needed": (
        409,
        "Hãy đính kèm ít nhất một giấy tờ chứng minh, và chờ mọi tệp tải lên xong.",
        "Attach at least one document as proof, and wait until every file is uploaded.",
    ),
    "not_now": (
        409,
        "Hồ sơ đã sang bước khác nên không làm được việc này nữa. Hãy tải lại trang.",
        "The application has moved on, so this cannot be done now. Load the page again.",
    ),
    "second_person": (
        409,
        "Người đề xuất không được tự xác nhận. Hãy nhờ một người xét duyệt khác.",
        "Whoever proposed cannot confirm. Another reviewer has to.",
    ),
}

DOCUMENTS: dict[str, tuple[str, str]] = {
    "document_kind": (
        "chỉ nhận PDF, JPEG và PNG, xét theo nội dung chứ không theo tên.",
        "only PDF, JPEG and PNG are taken, told by the content and not by the name.",
    ),
    "document_name": (
        "đuôi tên tệp không khớp với nội dung. Hãy đổi tên cho đúng loại.",
        "the ending of its name does not fit what it holds. Give it the right one.",
    ),
    "document_cut": (
        "tệp bị cắt ngang hoặc bị hỏng. Hãy mở thử trên máy, rồi lưu hoặc quét lại.",
        "it is cut off or damaged. Try to open it, then save or scan it again.",
    ),
    "document_more": (
        "sau phần tài liệu còn dữ liệu khác (như ảnh động của điện thoại). Hãy lưu lại thành PDF hoặc chụp màn hình ảnh.",
        "something else follows the document (as in a phone's moving picture). Save it as PDF, or take a screenshot of it.",
    ),
    "document_two": (
        "tệp vừa là tài liệu vừa là một tệp nén. Hãy lưu lại từ chương trình đọc tài liệu.",
        "it is a document and an archive at once. Save it again from a program that reads documents.",
    ),
    "pdf_encrypted": (
        "PDF đang đặt mật khẩu hoặc bị khoá. Hãy lưu một bản không khoá.",
        "the PDF is locked or has a password. Save a copy without.",
    ),
    "pdf_script": (
        "PDF chứa đoạn mã hoặc biểu mẫu tự chạy. Hãy in ra một tệp PDF mới.",
        "the PDF holds scripts or an active form. Print it to a new PDF.",
    ),
    "pdf_launch": (
        "PDF chứa lệnh mở chương trình hoặc gửi dữ liệu đi. Hãy in ra một tệp PDF mới.",
        "the PDF opens programs or sends data elsewhere. Print it to a new PDF.",
    ),
    "pdf_attachment": (
        "PDF có đính kèm tệp khác bên trong. Hãy in ra một tệp PDF mới, và tải riêng từng tệp.",
        "the PDF has other files in it. Print it to a new PDF, and upload each file by itself.",
    ),
    "pdf_packed": (
        "PDF được nén theo cách không xem xét hết được. Hãy in ra một tệp PDF mới.",
        "the PDF is packed in a way that cannot be looked through. Print it to a new PDF.",
    ),
}  # fmt: skip
