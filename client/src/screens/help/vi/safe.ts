import type { Guide } from '../types';

export default {
  security: {
    title: 'Bảo mật tài khoản',
    lead: 'Mật khẩu, khoá truy cập, đăng nhập hai bước và những nơi đang đăng nhập.',
    also: '2FA xác thực hai lớp OTP passkey đổi mật khẩu bị hack lộ đổi e-mail số điện thoại',
    sections: [
      {
        id: 'passkey',
        title: 'Thêm khoá truy cập',
        body: [
          'Mở [phần Bảo mật](/settings/security) và bấm {ui:passkeys.add}; thiết bị hỏi vân tay, khuôn mặt hoặc mã PIN. Đây là cách an toàn nhất: trang giả mạo không lừa được.',
          { picture: 'security', alt: 'Trang Bảo mật: mật khẩu, khoá truy cập và đăng nhập hai bước' },
        ],
      },
      {
        id: 'password',
        title: 'Đặt hoặc đổi mật khẩu',
        body: ['Bấm {ui:password.set} hoặc {ui:password.change}. Cần ít nhất 12 ký tự; tiếng Việt có dấu và dấu cách đều được. Đổi xong, mọi trình duyệt khác phải đăng nhập lại.'],
      },
      {
        id: 'twosteps',
        title: 'Bật đăng nhập hai bước',
        body: [{ steps: ['Bấm {ui:app.add} rồi quét mã bằng ứng dụng xác thực trên điện thoại, hoặc bấm {ui:twoStep.on} nếu đã có khoá truy cập.', 'Bạn nhận mười mã khôi phục. Bấm {ui:codes.download} hoặc in ra, cất nơi an toàn: chúng chỉ hiện một lần.', 'Đổi điện thoại? Dùng {ui:app.replace}. Sắp hết mã? Dùng {ui:codes.renew}.'] }],
      },
      {
        id: 'sessions',
        title: 'Xem và kết thúc các phiên',
        body: ['{ui:sessions.title} liệt kê từng trình duyệt. Thấy nơi lạ? Bấm {ui:sessions.end}, hoặc {ui:sessions.endOthers}, rồi đổi mật khẩu.'],
      },
      {
        id: 'contact',
        title: 'Đổi e-mail hoặc số điện thoại',
        body: ['Mở [phần liên hệ](/settings/contact). Địa chỉ mới phải nhận được mã; địa chỉ cũ nhận thông báo có liên kết hoàn tác, dùng được trong 72 giờ. Hãy khai đúng: nếu sai, bạn có thể không lấy lại được tài khoản.'],
      },
      {
        id: 'prove',
        title: 'Vì sao bị hỏi lại',
        body: ['Trước những việc quan trọng, trang {ui:prove.title} hỏi lại mật khẩu, khoá truy cập hoặc mã gửi qua e-mail, để người mượn máy của bạn không làm được.'],
      },
    ],
  },
  notices: {
    title: 'Thư và thông báo',
    lead: 'IZwork gửi thư gì, và cần cẩn thận điều gì khi chuyển tiếp.',
    also: 'mail email thư rác giả mạo lừa đảo chuyển tiếp cảnh báo không phải tôi SMS tin nhắn',
    sections: [
      {
        id: 'kinds',
        title: 'Những thư bạn có thể nhận',
        body: [
          { points: ['Thư đăng nhập và mã xác nhận, khi chính bạn yêu cầu.', 'Lời mời vào nhóm, và thư hỏi người giám hộ.', 'Thông báo về tài khoản: đăng nhập ở thiết bị mới, đổi mật khẩu, thêm hay bỏ cách đăng nhập, đổi e-mail hay số điện thoại, đóng tài khoản. Nếu bạn đã xác minh số điện thoại, một số thông báo còn đến qua tin nhắn.', 'Thông báo khi một nhóm của bạn sắp bị xoá.'] },
          'Thư không mang nội dung công việc. Muốn biết trong nhóm có gì mới, hãy xem trang {ui:feed.title}.',
        ],
      },
      {
        id: 'forward',
        title: 'Cẩn thận khi chuyển tiếp',
        body: [
          { note: 'Hầu hết thư từ IZwork là thư tự động, có thể chứa liên kết đăng nhập và thông tin về dự án. Hãy tự giữ kín nội dung thư, và xem xét kỹ trước khi chuyển tiếp hoặc công khai.' },
          'Không đưa mã đăng nhập cho ai, kể cả người tự xưng là nhân viên IZwork: chúng tôi không bao giờ hỏi mã. Liên kết đăng nhập chỉ dùng được ở trình duyệt đã yêu cầu, nhưng mã trong cùng thư thì không bị giới hạn như vậy.',
        ],
      },
      {
        id: 'notme',
        title: 'Khi thông báo không phải do bạn',
        body: ['Mở liên kết trong thông báo và bấm {ui:notMe.button}: mọi nơi bị đăng xuất, liên hệ trở lại như trước, và bạn nhận thư để đăng nhập lại. Nếu liên kết là để hoàn tác thay đổi liên hệ, nút có tên {ui:undo.button}.'],
      },
    ],
  },
  mydata: {
    title: 'Dữ liệu của tôi và đóng tài khoản',
    lead: 'Xem IZwork giữ gì về bạn, tải về, hoặc đóng tài khoản.',
    also: 'quyền riêng tư cá nhân xoá tài khoản huỷ tài khoản GDPR tải dữ liệu',
    sections: [
      {
        id: 'see',
        title: 'Xem và tải về',
        body: ['[Trang dữ liệu](/settings/data) liệt kê mọi điều IZwork giữ về bạn, vì sao và đến khi nào. Bấm {ui:mine.download} để có một bản.'],
      },
      {
        id: 'close',
        title: 'Đóng tài khoản',
        body: [
          { steps: ['Mở [trang đóng tài khoản](/settings/close).', 'Với mỗi nhóm bạn làm chủ, chọn người nhận bàn giao hoặc để nhóm bị xoá.', 'Đánh dấu rằng bạn đã hiểu, rồi bấm {ui:closing.close}.'] },
          'Bạn có 30 ngày để đổi ý: đăng nhập và bấm {ui:closing.keep}. Sau đó e-mail, số điện thoại và mọi cách đăng nhập bị xoá; những gì bạn viết trong các nhóm vẫn là của nhóm.',
        ],
      },
    ],
  },
  team: {
    title: 'Xuất và xoá nhóm',
    lead: 'Mang dữ liệu của nhóm đi, nhập lại, hoặc xoá hẳn.',
    also: 'export import sao lưu backup excel csv zip chuyển nhóm xoá nhóm chứng nhận',
    sections: [
      {
        id: 'export',
        title: 'Xuất dữ liệu',
        body: ['Trong {ui:team.settings}, bấm {ui:export.team.button}; hoặc bấm {ui:export.all.button} ở [trang xuất và nhập](/settings/leave). Bạn nhận một tệp ZIP gồm mọi thứ bạn được đọc: JSON để nhập lại và CSV để mở bằng Excel. Tệp không được mã hoá, hãy giữ cẩn thận. Xuất được với mọi vai trò, kể cả khi nhóm chỉ còn đọc được.'],
      },
      {
        id: 'import',
        title: 'Nhập lại',
        body: ['Ở [trang xuất và nhập](/settings/leave), bấm {ui:import.choose}, chọn nhập vào nhóm nào, rồi bấm {ui:import.start}. Bị ngắt giữa chừng thì bấm {ui:import.goOn}: không gì bị tạo hai lần. Những gì được nhập đứng tên bạn; thành viên không được mời lại.'],
      },
      {
        id: 'erase',
        title: 'Xoá nhóm',
        body: [
          'Chỉ chủ nhóm làm được. Hãy xuất dữ liệu trước.',
          { steps: ['Trong {ui:team.settings}, bấm {ui:erase.button}.', 'Chọn {ui:erase.grace} hoặc {ui:erase.now}, rồi gõ tên nhóm.', 'Bấm {ui:erase.yes}. Mọi thành viên được báo qua thư.'] },
          'Trong 30 ngày chờ, nhóm chỉ đọc và xuất được, và bạn có thể bấm {ui:closing.off}. Khi xoá xong, khoá của nhóm bị huỷ ở mọi Vùng: không ai mở lại được, kể cả chúng tôi. Bạn nhận một giấy chứng nhận có chữ ký.',
        ],
      },
    ],
  },
  terms: {
    title: 'Điều khoản, sự đồng ý và biên nhận',
    lead: 'Đọc, trả lời, rút lại, và giữ bằng chứng.',
    also: 'hợp đồng pháp lý quy định consent chữ ký người giám hộ rút lại đồng ý',
    sections: [
      {
        id: 'read',
        title: 'Đọc điều khoản',
        body: ['[Điều khoản sử dụng](/terms) có bằng tiếng Việt và tiếng Anh. Khi có bản mới, bạn thấy đúng những chỗ khác bản cũ và bấm {ui:consent.accept} hoặc {ui:consent.decline}. Im lặng không phải là đồng ý; quá hạn mà chưa đồng ý thì bạn vẫn đọc và xuất được tất cả, chỉ chưa ghi được thay đổi.'],
      },
      {
        id: 'receipt',
        title: 'Biên nhận',
        body: ['Trong [Cài đặt của tôi](/settings), phần {ui:consent.title} ghi mọi lần bạn trả lời. Bấm {ui:consent.receipt} để giữ biên nhận có chữ ký; ai cũng [kiểm tra được](/receipt), ngay trong trình duyệt.'],
      },
      {
        id: 'withdraw',
        title: 'Rút lại',
        body: ['Cũng ở đó, bấm {ui:consent.withdraw}. Bạn bị đăng xuất ở mọi nơi; đăng nhập lại thì đọc và xuất được, và chỉ ghi được khi đồng ý lại.'],
      },
      {
        id: 'trust',
        title: 'Các lời hứa',
        body: ['[Trang Tin cậy](/trust) kể từng lời hứa trong điều khoản, cách giữ, và lần kiểm tra gần nhất. Điều gì chưa có, trang nói rõ là chưa có.'],
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
        body: ['Chủ nhóm mở {ui:team.settings}, rồi {ui:plan.open}: ở đó thấy nhóm đang dùng bao nhiêu và mỗi gói có gì. {ui:order.begin} cần số điện thoại đã xác minh ở [phần liên hệ](/settings/contact).', 'Bạn đọc và chấp nhận hợp đồng dịch vụ cùng cam kết bảo mật, rồi chuyển khoản bằng mã QR. Bạn tải lại được giấy tờ bất cứ lúc nào. Vượt mức của gói, nhóm vẫn đọc, sửa và xuất được mọi thứ; chỉ không thêm mới được.'],
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
          'Bạn viết tiếp, {ui:ticket.close} hoặc {ui:ticket.reopen} trong vòng 30 ngày. Chỉ bạn và bộ phận hỗ trợ đọc được.',
        ],
      },
      {
        id: 'show',
        title: 'Cho bộ phận hỗ trợ xem một dự án',
        body: [
          'Chủ nhóm và quản trị viên bấm {ui:view.button} ngay trong yêu cầu, chọn dự án, thời gian và lý do. Trình duyệt lập một bản sao và cho bạn xem trước đúng những gì sẽ gửi; mô tả và bình luận chỉ kèm theo khi bạn đánh dấu.',
          'Mỗi lần nhân viên xem đều hiện trong hoạt động của nhóm. Hết giờ, bản sao tự bị xoá; muốn sớm hơn, bấm {ui:view.withdraw}.',
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
