import type { Guide } from '../types';

export default {
  abuse: {
    title: 'Báo cáo vi phạm và khiếu nại',
    lead: 'Báo cho chúng tôi điều không được phép, và điều bạn làm được khi nhóm mình bị hạn chế.',
    also: 'tố cáo lừa đảo đa cấp chính trị phạm pháp quấy rối spam khoá nhóm tạm ngưng khiếu nại',
    sections: [
      {
        id: 'report',
        title: 'Báo cáo vi phạm',
        body: [
          { steps: ['Mở trình đơn của công việc, bình luận hoặc dự án, chọn {ui:abuse.report}. Với lời mời, nút nằm ngay ở trang mời.', 'Chọn lý do, và đánh dấu những gì gửi kèm: chúng tôi chỉ thấy đúng những phần đó.', 'Bấm {ui:abuse.send}.'] },
          { picture: 'report', alt: 'Hộp thoại báo cáo vi phạm: lý do và những phần được gửi kèm' },
          'Những gì bạn gửi được niêm phong cho người xử lý vi phạm, kèm bằng chứng rằng nội dung ấy nằm trong nhóm. Không ai vào nhóm để xem, và nhóm không biết ai đã báo cáo. Kết quả hiện ở [báo cáo của tôi](/settings/reports).',
        ],
      },
      {
        id: 'appeal',
        title: 'Khi nhóm của bạn bị hạn chế',
        body: [
          'Chủ nhóm được báo qua thư và đọc lý do ngay trong nhóm. Dù bị tạm ngưng, mọi người vẫn đọc và xuất được tất cả. Quyết định tạm ngưng cần hai người.',
          { picture: 'appeal', alt: 'Trang cho chủ nhóm: mức hạn chế, lý do và chỗ viết khiếu nại' },
          'Không đồng ý? Viết vì sao rồi bấm {ui:abuse.appeal.send}. Người trả lời là người khác, chưa tham gia quyết định ấy.',
        ],
      },
    ],
  },
  plans: {
    title: 'Premium và hỗ trợ tổ chức',
    lead: 'Mỗi nhóm bắt đầu ở gói miễn phí, được bảo vệ như mọi gói khác.',
    also: 'giá tiền trả phí thanh toán nâng cấp gói miễn phí tài trợ từ thiện nhân đạo trường nghề giáo dục',
    sections: [
      {
        id: 'premium',
        title: 'Premium',
        body: ['Chủ nhóm mở {ui:team.settings}, rồi {ui:plan.open}: ở đó thấy nhóm đang dùng bao nhiêu và mỗi gói có gì. {ui:order.begin} cần số điện thoại đã xác minh ở [phần liên hệ](/settings/contact).', { picture: 'plans', alt: 'Các gói: thành viên, dung lượng, lịch sử và giờ hỗ trợ; bảo vệ như nhau' }, 'Bạn đọc và chấp nhận hợp đồng dịch vụ cùng cam kết bảo mật, rồi chuyển khoản bằng mã QR. Bạn tải lại được giấy tờ bất cứ lúc nào.', { picture: 'contract', alt: 'Hợp đồng, cam kết bảo mật và hướng dẫn dạng PDF, chờ được chấp nhận' }, { picture: 'order', alt: 'Đơn Premium đã có mã QR, số tiền và nội dung chuyển khoản' }, 'Vượt mức của gói, nhóm vẫn đọc, sửa và xuất được mọi thứ; chỉ không thêm mới được.'],
      },
      {
        id: 'sponsorship',
        title: 'Tổ chức nhân đạo và giáo dục',
        body: ['Điều khoản dành chính sách hỗ trợ cho tổ chức nhân đạo và giáo dục, đào tạo nghề nghiệp có thông tin chứng minh. Chủ nhóm nộp hồ sơ trong {ui:team.settings}, {ui:plan.open}, {ui:sponsor.open}: khai vài dòng về tổ chức, đính kèm giấy tờ (PDF, JPEG hoặc PNG), rồi theo dõi từng bước ngay tại đó.', { picture: 'sponsorship', alt: 'Hồ sơ xin tài trợ: các bước đã qua, câu hỏi của người xét duyệt và chỗ trả lời' }, 'Hồ sơ được mã hoá cho bạn và người xét duyệt. Hai người xét duyệt cùng quyết định; giấy tờ được xoá ngay sau đó, hoặc sau 90 ngày nếu chưa có quyết định.'],
      },
    ],
  },
  status: {
    title: 'Tình trạng và sự cố',
    lead: 'Xem hệ thống có chạy không, và điều gì xảy ra khi mất một Vùng.',
    also: 'lỗi không vào được chậm sập máy chủ server down bảo trì trạng thái status',
    sections: [
      {
        id: 'see',
        title: 'Xem tình trạng',
        body: ['[Trang tình trạng](/status) cho biết từng Vùng hiện ra sao, 90 ngày qua thế nào, và kết quả các lần diễn tập. Không cần đăng nhập.'],
      },
      {
        id: 'region',
        title: 'Khi mất một Vùng',
        body: ['IZwork được làm để chạy ở hai Vùng cùng lúc: một thay đổi đã nhận thì đã nằm ở cả hai. Mất một Vùng, Vùng kia làm tiếp; theo điều khoản, sự cố được khắc phục trong tối đa 30 phút. Trong lúc đó bạn cứ làm việc: thay đổi được [giữ trên máy này](/help/offline) và tự gửi đi sau.'],
      },
      {
        id: 'repair',
        title: 'Khi đang bảo trì',
        body: ['Có lúc hệ thống chỉ cho xem. Đầu trang báo cho bạn biết, và thay đổi của bạn được giữ lại như khi không có mạng.'],
      },
    ],
  },
  contact: {
    title: 'Liên hệ',
    lead: 'Các kênh hỗ trợ, và điều chúng tôi làm được cho bạn.',
    also: 'hỗ trợ support hotline điện thoại gọi góp ý facebook youtube ticket phiếu yêu cầu báo lỗi',
    sections: [
      {
        id: 'channels',
        title: 'Kênh hỗ trợ',
        body: [{ points: ['E-mail: [Support@izwork.com](mailto:Support@izwork.com)', 'Đường dây nóng (hotline) tại Việt Nam: [(+84) 08 627 444 55](tel:+84862744455)', 'Kênh hướng dẫn: Facebook, YouTube'] }],
      },
      {
        id: 'ask',
        title: 'Viết cho chúng tôi',
        body: [
          { steps: ['Mở trình đơn tài khoản, chọn {ui:tickets.mine}, rồi bấm {ui:ticket.write}.', 'Kể lại điều bạn gặp. Khi trang báo lỗi, bấm {ui:tickets.fault}: mã lỗi được điền sẵn.', 'Câu trả lời nằm ở [trang yêu cầu](/help/tickets). Bạn được báo bằng một chấm đỏ và một thư không kèm nội dung.'] },
          { picture: 'ticket', alt: 'Một yêu cầu hỗ trợ: điều bạn viết, câu trả lời và ô viết tiếp' },
          'Bạn viết tiếp, {ui:ticket.close} hoặc {ui:ticket.reopen} trong vòng 30 ngày. Chỉ bạn và bộ phận hỗ trợ đọc được.',
        ],
      },
      {
        id: 'show',
        title: 'Cho bộ phận hỗ trợ xem một dự án',
        body: [
          'Chủ nhóm và quản trị viên bấm {ui:view.button} ngay trong yêu cầu, chọn dự án, thời gian và lý do. Trình duyệt lập một bản sao và cho bạn xem trước đúng những gì sẽ gửi; mô tả và bình luận chỉ kèm theo khi bạn đánh dấu.',
          { picture: 'show', alt: 'Chọn dự án, thời gian, lý do, và xem trước đúng những gì sẽ gửi' },
          'Mỗi lần nhân viên xem đều hiện trong hoạt động của nhóm. Hết giờ, bản sao tự bị xoá; muốn sớm hơn, bấm {ui:view.withdraw}.',
        ],
      },
      {
        id: 'watch',
        title: 'Xem nhân viên đã làm gì',
        body: [
          'Mỗi việc một nhân viên làm với tài khoản của bạn đều được ghi lại trước khi làm. Mở [nhật ký của bàn hỗ trợ](/settings/desk-log) để đọc; nhân viên hiện bằng mã, kèm vai trò lúc đó.',
          { picture: 'desklog', alt: 'Nhật ký của bàn hỗ trợ: việc đã làm, lúc nào, nhân viên nào' },
        ],
      },
      {
        id: 'limits',
        title: 'Chúng tôi giúp được gì',
        body: [{ note: 'IZwork chỉ hỗ trợ cách sử dụng phần mềm và tài khoản đăng nhập. Chúng tôi không bao giờ xem, không chỉnh sửa nội dung dữ liệu riêng tư của bạn.' }],
      },
      {
        id: 'tell',
        title: 'Nên kể những gì',
        body: [{ points: ['Bạn định làm gì, đã bấm gì, và thấy câu báo nào.', 'Trình duyệt và thiết bị nào, vào lúc mấy giờ.', 'Đừng gửi mật khẩu, mã đăng nhập, mã khôi phục hay nội dung riêng của nhóm.'] }],
      },
    ],
  },
} satisfies Partial<Guide>;
