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
        body: ['Trong {ui:team.settings}, bấm {ui:export.team.button}; hoặc bấm {ui:export.all.button} ở [trang xuất và nhập](/settings/leave). Bạn nhận một tệp ZIP gồm mọi thứ bạn được đọc: JSON để nhập lại và CSV để mở bằng Excel. Tệp không được mã hoá, hãy giữ cẩn thận. Xuất được với mọi vai trò, kể cả khi nhóm chỉ còn đọc được.', { picture: 'export', alt: 'Trang xuất và nhập dữ liệu của nhóm' }],
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
          { picture: 'erase', alt: 'Hộp thoại xoá nhóm: chọn xoá sau 30 ngày hay xoá ngay, và gõ tên nhóm' },
          'Trong 30 ngày chờ, nhóm chỉ đọc và xuất được, và bạn có thể bấm {ui:closing.off}. Khi xoá xong, khoá của nhóm bị huỷ ở mọi Vùng: không ai mở lại được, kể cả chúng tôi. Bạn nhận một giấy chứng nhận có chữ ký.',
          { picture: 'certificate', alt: 'Một giấy chứng nhận đã kiểm tra: nhóm nào, khoá bị huỷ lúc nào, bản sao lưu hết hạn khi nào' },
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
        body: ['[Điều khoản sử dụng](/terms) có bằng tiếng Việt và tiếng Anh. Khi có bản mới, bạn thấy đúng những chỗ khác bản cũ và bấm {ui:consent.accept} hoặc {ui:consent.decline}. Im lặng không phải là đồng ý; quá hạn mà chưa đồng ý thì bạn vẫn đọc và xuất được tất cả, chỉ chưa ghi được thay đổi.', { picture: 'terms', alt: 'Bản mới của điều khoản: chỗ thêm, chỗ bỏ, và hai nút trả lời' }],
      },
      {
        id: 'receipt',
        title: 'Biên nhận',
        body: ['Trong [Cài đặt của tôi](/settings), phần {ui:consent.title} ghi mọi lần bạn trả lời. Bấm {ui:consent.receipt} để giữ biên nhận có chữ ký; ai cũng [kiểm tra được](/receipt), ngay trong trình duyệt.', { picture: 'consent', alt: 'Cài đặt: những lần bạn đã trả lời, nút tải biên nhận và nút rút lại' }, { picture: 'receipt', alt: 'Một biên nhận đã kiểm tra: thật, cho điều gì, lúc nào' }],
      },
      {
        id: 'withdraw',
        title: 'Rút lại',
        body: ['Cũng ở đó, bấm {ui:consent.withdraw}. Bạn bị đăng xuất ở mọi nơi; đăng nhập lại thì đọc và xuất được, và chỉ ghi được khi đồng ý lại.'],
      },
      {
        id: 'trust',
        title: 'Các lời hứa',
        body: ['[Trang Tin cậy](/trust) kể từng lời hứa trong điều khoản, cách giữ, và lần kiểm tra gần nhất. Điều gì chưa có, trang nói rõ là chưa có.', { picture: 'trust', alt: 'Trang Tin cậy: từng lời hứa, cách giữ và kết quả lần kiểm tra gần nhất' }],
      },
    ],
  },
} satisfies Partial<Guide>;
