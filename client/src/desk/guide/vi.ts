import type { DeskGuide } from './types';

const guide: DeskGuide = {
  begin: {
    title: 'Vào bàn hỗ trợ',
    lead: 'Tạo khoá truy cập, đăng nhập, và những điều luôn phải nhớ.',
    also: 'passkey khoá mất thiết bị phiên hết hạn',
    sections: [
      {
        id: 'enrol',
        title: 'Lần đầu tiên',
        body: [
          { steps: ['Mở liên kết mà người vận hành đưa cho bạn, trên thiết bị bạn làm việc hằng ngày. Liên kết dùng được một lần, trong 24 giờ.', 'Bấm {ui:enrol.button}; thiết bị hỏi vân tay, khuôn mặt hoặc mã PIN.', 'Từ lần sau, bấm {ui:enter.button}. Không có mật khẩu nào để nhớ hay để lộ.'] },
          { picture: 'enter', alt: 'Trang đăng nhập của bàn hỗ trợ, với nút dùng khoá truy cập' },
        ],
      },
      {
        id: 'session',
        title: 'Phiên làm việc',
        body: ['Phiên hết sau 30 phút không thao tác, và sau 12 giờ trong mọi trường hợp. Đăng nhập lại là về đúng trang đang mở; câu trả lời đang soạn vẫn còn trong thẻ ấy. Rời chỗ ngồi thì chọn {ui:shell.signOut} trong {ui:desk.account}.'],
      },
      {
        id: 'lost',
        title: 'Mất thiết bị, hoặc nghi có người dùng khoá của bạn',
        body: ['Còn khoá trên thiết bị khác thì đăng nhập bằng khoá ấy, rồi xoá khoá đã mất trong [Việc tôi đã làm](/desk/log): mọi nơi khác bị đăng xuất ngay. Nên có sẵn một khoá dự phòng; cũng ở đó, bấm {ui:passkeys.add}.', 'Không còn khoá nào thì báo ngay cho người vận hành. Họ cử bạn lại từ đầu: khoá cũ và mọi phiên cũ hết hiệu lực tức thì, và bạn nhận liên kết mới.'],
      },
      {
        id: 'never',
        title: 'Những điều không bao giờ làm',
        body: [
          { points: ['Không hỏi mật khẩu, mã đăng nhập hay mã khôi phục của bất cứ ai.', 'Không tìm một tài khoản khi chính chủ chưa liên hệ với chúng ta.', 'Không xin người dùng gửi nội dung riêng. Cần xem một dự án thì nhờ họ tự chia sẻ bản sao.', 'Không nhờ người khác xác nhận cho xong: người thứ hai tự đọc và tự quyết định.'] },
          { note: 'Mọi việc bạn làm đều được ghi lại trước khi có kết quả, và chủ tài khoản đọc được.' },
        ],
      },
    ],
  },
  accounts: {
    title: 'Giúp một tài khoản',
    lead: 'Tìm đúng tài khoản, đọc tình trạng, và nhờ hệ thống làm điều cần làm.',
    also: 'không đăng nhập được không nhận được thư mất điện thoại khôi phục bỏ chặn',
    sections: [
      {
        id: 'find',
        title: 'Tìm tài khoản',
        body: [
          { steps: ['Mở [Tài khoản](/desk/support).', 'Gõ đúng và đủ e-mail hoặc số điện thoại rồi bấm {ui:support.search}. Không tìm được theo tên hay theo một phần địa chỉ.', 'Không thấy? Đọc lại từng ký tự với người hỏi; số điện thoại phải là số đã xác minh.'] },
          { picture: 'account', alt: 'Một tài khoản: cách đăng nhập, khôi phục, thư, nhóm theo mã và những việc nhờ hệ thống làm' },
        ],
      },
      {
        id: 'see',
        title: 'Bạn thấy gì, và không thấy gì',
        body: ['Bạn thấy số phiên, các cách đăng nhập theo loại, lần khôi phục đang chờ, thư chưa đến được, nhóm theo mã cùng gói và dung lượng, và mã những lỗi đã gặp. Bạn không thấy tên, nội dung hay thư đã gửi: bàn hỗ trợ không có khoá nào mở được chúng.'],
      },
      {
        id: 'errands',
        title: 'Nhờ hệ thống làm',
        body: [
          { points: ['{ui:errand.resend-mails}: {ui:errand.resend-mails.text}', '{ui:errand.lift-limits}: {ui:errand.lift-limits.text}', '{ui:errand.start-recovery}: {ui:errand.start-recovery.text}', '{ui:errand.end-sessions}: {ui:errand.end-sessions.text}'] },
          'Mỗi việc cần một lý do: chọn trong danh sách và viết một câu. Chủ tài khoản đọc được cả hai, nên hãy viết như đang nói với họ.',
          'Việc được làm trong vòng một phút. Bấm {ui:errand.look} để biết kết quả rồi mới trả lời người dùng.',
        ],
      },
    ],
  },
  tickets: {
    title: 'Trả lời yêu cầu hỗ trợ',
    lead: 'Đọc, trả lời, đóng, và xem bản sao một dự án khi người dùng cho phép.',
    also: 'ticket phiếu câu trả lời nháp xem dự án',
    sections: [
      {
        id: 'queue',
        title: 'Danh sách',
        body: ['Mở [Yêu cầu hỗ trợ](/desk/tickets). Danh sách chỉ cho biết loại việc và đã chờ bao lâu; mở một yêu cầu thì chủ tài khoản đọc được điều đó.'],
      },
      {
        id: 'answer',
        title: 'Trả lời',
        body: [
          { steps: ['Viết vào ô {ui:talk.reply}, rồi bấm {ui:talk.send} hoặc nhấn {key:Ctrl Enter}.', 'Cần người dùng cho biết thêm? Đánh dấu {ui:ticket.asks} trước khi gửi.', 'Xong việc thì bấm {ui:ticket.close}. Người dùng mở lại được trong 30 ngày.'] },
          { picture: 'ticket', alt: 'Một yêu cầu hỗ trợ: lời người dùng, câu trả lời và ô đang soạn' },
          'Chưa gửi được thì lời bạn viết vẫn còn nguyên trong ô, kể cả khi bạn sang trang khác hoặc phiên hết hạn.',
        ],
      },
      {
        id: 'look',
        title: 'Xem bản sao một dự án',
        body: [
          'Chỉ người dùng chia sẻ được, từ chính trình duyệt của họ, trong thời gian họ chọn. Khi có bản sao, yêu cầu hiện khung vàng với lý do và giờ hết hạn; bấm {ui:view.look}.',
          { picture: 'look', alt: 'Bản sao một dự án đang mở trong yêu cầu hỗ trợ, với lý do và giờ hết hạn' },
          'Mỗi lần xem hiện trong hoạt động của nhóm. Hết giờ hoặc bị thu hồi, bản sao biến khỏi màn hình. Bạn không sửa được gì trong đó.',
        ],
      },
    ],
  },
  finance: {
    title: 'Sao kê và gói',
    lead: 'Nhập tiền về, gán khoản chưa rõ, và cấp hay thu hồi gói bằng hai người.',
    also: 'chuyển khoản ngân hàng CSV đơn hàng hoàn tiền thu hồi cấp gói',
    sections: [
      {
        id: 'statement',
        title: 'Nhập sao kê',
        body: [
          { steps: ['Tải sao kê từ ngân hàng dạng CSV, mở [Tài chính](/desk/finance) và chọn tệp.', 'Bấm {ui:statement.preview}: từng khoản hiện ra cùng mã đơn nó nêu. Chưa có gì được ghi.', 'Đúng rồi thì bấm nút nhập. Nhập lại cùng một tệp không tính tiền hai lần.'] },
          { picture: 'statement', alt: 'Sao kê đang xem trước: khoản nêu mã đơn, khoản chưa rõ và nút nhập' },
        ],
      },
      {
        id: 'unmatched',
        title: 'Khoản chưa rõ đơn',
        body: ['Ở {ui:finance.unmatched}, gõ mã đơn mà người mua cho biết rồi bấm {ui:unmatched.assign}. Trang hỏi lại nhóm và số tiền: đã gán thì không đổi được.'],
      },
      {
        id: 'plan',
        title: 'Cấp hoặc thu hồi gói',
        body: [
          'Ở {ui:finance.plans}, gõ mã nhóm và đề nghị. Một nhân viên tài chính khác mở {ui:finance.approvals}, đọc rồi xác nhận hoặc từ chối; người đề nghị không tự xác nhận được.',
          { picture: 'plan', alt: 'Đề nghị cấp gói của người khác, chờ bạn xác nhận hoặc từ chối' },
        ],
      },
    ],
  },
  sponsorship: {
    title: 'Xét tài trợ',
    lead: 'Đọc hồ sơ và giấy tờ, hỏi thêm, và quyết định bằng hai người.',
    also: 'tổ chức nhân đạo trường nghề hồ sơ giấy phép',
    sections: [
      {
        id: 'review',
        title: 'Nhận và đọc hồ sơ',
        body: [
          { steps: ['Mở [Xét tài trợ](/desk/sponsor), chọn hồ sơ, bấm {ui:sponsors.take}.', 'Tải giấy tờ về để đọc: mỗi lần mở được ghi lại. Đọc xong thì xoá bản tải về.', 'Thiếu điều gì thì bấm {ui:sponsors.ask}; người nộp đọc nguyên văn lời bạn.'] },
          { picture: 'review', alt: 'Một hồ sơ xin tài trợ: lời khai, giấy tờ, các bước và những nút quyết định' },
        ],
      },
      {
        id: 'decide',
        title: 'Quyết định',
        body: ['Bấm {ui:sponsors.grant} hoặc {ui:sponsors.refuse} và nêu lý do. Một người xét duyệt khác đọc hồ sơ rồi xác nhận; khi đó quyết định có hiệu lực, và giấy tờ bị xoá. Chỉ còn ghi chú về những gì đã xem.'],
      },
    ],
  },
  abuse: {
    title: 'Xử lý vi phạm',
    lead: 'Đọc báo cáo, quyết định vừa đúng mức, và trả lời khiếu nại.',
    also: 'báo cáo tạm ngưng hạn chế nhắc nhở khiếu nại bằng chứng',
    sections: [
      {
        id: 'report',
        title: 'Đọc và quyết định',
        body: [
          { steps: ['Mở [Báo cáo vi phạm](/desk/reports); cũ nhất đứng trước.', 'Đọc dòng về bằng chứng trước tiên: nếu không khớp thì chỉ có thể {ui:abuse.do.dismiss}.', 'Chọn quyết định nhẹ nhất mà đủ, chọn lý do cho chủ nhóm, rồi bấm nút.'] },
          { picture: 'report', alt: 'Một báo cáo: bằng chứng đúng, nội dung gửi kèm, và bốn quyết định để chọn' },
          'Bạn chỉ thấy những phần người báo cáo chọn gửi. Không ai vào nhóm để xem, và nhóm không biết ai đã báo cáo.',
        ],
      },
      {
        id: 'suspend',
        title: 'Tạm ngưng cần hai người',
        body: ['{ui:abuse.do.ask} chưa làm gì với nhóm. Báo cáo chuyển sang {ui:abuse.state.asked}; một người khác mở, đọc, rồi bấm {ui:abuse.do.confirm} hoặc {ui:abuse.do.decline}. Gỡ bỏ thì một người là đủ: {ui:abuse.do.lift}.'],
      },
      {
        id: 'appeal',
        title: 'Khiếu nại',
        body: [
          'Mở [Khiếu nại](/desk/appeals). Ai đã tham gia quyết định thì không trả lời được khiếu nại về nó. Viết cho chủ nhóm vì sao, rồi bấm {ui:appeal.uphold} hoặc {ui:appeal.grant}.',
          { picture: 'appeal', alt: 'Một khiếu nại: lời chủ nhóm, ô trả lời và hai nút quyết định' },
        ],
      },
    ],
  },
  log: {
    title: 'Nhật ký',
    lead: 'Điều gì được ghi, và ai đọc được.',
    also: 'audit lịch sử việc đã làm phiên',
    sections: [
      {
        id: 'what',
        title: 'Điều gì được ghi',
        body: [
          'Mỗi lần bạn đọc hay thay đổi điều gì về một tài khoản, một nhóm hay một hồ sơ, việc ấy được ghi trước khi bạn thấy kết quả. Không ai sửa hay xoá được, kể cả người vận hành bàn hỗ trợ. [Việc tôi đã làm](/desk/log) là phần của bạn.',
          { picture: 'log', alt: 'Nhật ký của một nhân viên: từng việc theo giờ, với mã tài khoản và mã hồ sơ' },
        ],
      },
      {
        id: 'who',
        title: 'Ai đọc được',
        body: ['Chủ tài khoản đọc những việc về tài khoản của họ, chủ nhóm và quản trị đọc những việc về nhóm. Bạn hiện ra bằng mã nhân viên và vai trò lúc đó, không bằng tên.'],
      },
    ],
  },
};

export default guide;
