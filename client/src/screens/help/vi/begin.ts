import type { Guide } from '../types';

export default {
  signin: {
    title: 'Đăng nhập',
    lead: 'Vào IZwork bằng liên kết hoặc mã trong thư, mật khẩu hay khoá truy cập.',
    also: 'login quên mật khẩu không nhận được thư mã OTP mất điện thoại không vào được khôi phục tài khoản',
    sections: [
      {
        id: 'mail',
        title: 'Bằng liên kết hoặc mã trong thư',
        body: [
          { steps: ['Gõ e-mail của bạn rồi bấm {ui:signIn.send}.', 'Mở thư trên chính trình duyệt này, bấm liên kết, rồi bấm {ui:signIn.link.button}. Mở liên kết thôi chưa đăng nhập: phải bấm nút.', 'Mở thư ở máy khác? Chỉ cần gõ mã gồm 8 ký tự trong thư vào ô {ui:signIn.code}.', 'Lần đầu tiên, đọc điều khoản, đánh dấu đồng ý và bấm {ui:terms.continue}.'] },
          { picture: 'signin', alt: 'Trang đăng nhập: ô e-mail, nút gửi liên kết và các cách đăng nhập khác' },
          'Liên kết và mã dùng được một lần, trong 10 phút.',
        ],
      },
      {
        id: 'nomail',
        title: 'Chưa nhận được thư',
        body: [{ points: ['Xem mục thư rác, và xem lại địa chỉ đã gõ.', 'Bấm {ui:signIn.again}; chỉ mã trong thư mới nhất là đúng.', 'Gõ nhầm địa chỉ? Bấm {ui:signIn.other}.', 'Vẫn không thấy? [Hãy liên hệ với chúng tôi](/help/contact).'] }],
      },
      {
        id: 'password',
        title: 'Bằng mật khẩu hoặc khoá truy cập',
        body: [
          'Mật khẩu là tuỳ chọn. Khi đã đặt, bấm {ui:signIn.byPassword} ở trang đăng nhập. Quên mật khẩu thì dùng {ui:signIn.byMail}, rồi đặt lại trong [phần Bảo mật](/settings/security).',
          'Khoá truy cập dùng vân tay, khuôn mặt hoặc mã PIN của thiết bị: bấm {ui:signIn.passkey}. Cách thêm khoá: xem [bảo mật tài khoản](/help/security#passkey).',
        ],
      },
      {
        id: 'second',
        title: 'Đăng nhập hai bước, khi mất điện thoại',
        body: [
          'Nếu bạn đã bật đăng nhập hai bước, sau bước đầu sẽ có trang {ui:step.title}. Xác nhận bằng khoá truy cập, mã trong ứng dụng xác thực, hoặc bấm {ui:step.use.recovery} và gõ một mã khôi phục.',
          'Nếu mất cả thiết bị lẫn mã khôi phục, chính trang bước hai này chỉ cho bạn cách lấy lại quyền vào.',
        ],
      },
    ],
  },
  people: {
    title: 'Mời người và vai trò',
    lead: 'Lập nhóm, mời mọi người vào và quyết định ai được làm gì.',
    also: 'thêm thành viên nhân viên đồng nghiệp quyền admin xoá thành viên',
    sections: [
      {
        id: 'team',
        title: 'Lập nhóm',
        body: ['Ở [danh sách nhóm](/), bấm {ui:teams.create}, đặt tên nhóm và tên bạn dùng trong nhóm, rồi bấm {ui:teams.create.button}. Mỗi nhóm bạn có thể dùng một tên khác nhau; thành viên chỉ thấy tên ấy, không thấy e-mail.'],
      },
      {
        id: 'invite',
        title: 'Mời vào nhóm',
        body: [
          { steps: ['Mở nhóm và chọn {ui:team.members}.', 'Ở {ui:members.invite}, gõ e-mail, chọn vai trò và bấm {ui:members.invite.button}. Lời mời có hạn 14 ngày và chỉ dùng được với e-mail đó.', 'Muốn mời nhiều người cùng lúc: ở {ui:members.link.title}, bấm {ui:members.link.create}, sao chép ngay và gửi đi. Ai có liên kết đều vào được, nên chỉ gửi cho người bạn tin cậy.', 'Đổi ý? Bấm {ui:members.revoke} bên cạnh lời mời hoặc liên kết.'] },
          { picture: 'members', alt: 'Trang thành viên: mời qua e-mail, liên kết tham gia và danh sách thành viên' },
          { note: 'Điều khoản không cho dùng IZwork để mời gọi thành viên bán hàng qua mạng, hay cho dự án liên quan đến chính trị hoặc việc phạm pháp.' },
        ],
      },
      {
        id: 'roles',
        title: 'Bốn vai trò',
        body: [
          { points: ['{ui:role.owner}: như quản trị, và là người duy nhất trao quyền chủ nhóm hoặc xoá nhóm. Mỗi nhóm có một chủ.', '{ui:role.admin}: {ui:role.admin.note}', '{ui:role.member}: {ui:role.member.note}', '{ui:role.guest}: {ui:role.guest.note}'] },
          'Chủ nhóm và quản trị đổi vai trò ngay trong danh sách thành viên. Trong bảng chọn của mỗi người có {ui:members.remove}; chủ nhóm còn có {ui:members.handOver}.',
        ],
      },
      {
        id: 'young',
        title: 'Thành viên dưới 16 tuổi',
        body: ['Trong {ui:team.settings}, đánh dấu {ui:minors.label}. Từ đó khi mời, bạn đánh dấu {ui:minors.invite}: người ấy chỉ vào nhóm khi cả họ và người giám hộ đều đồng ý.', { picture: 'guardian', alt: 'Trang người giám hộ đọc: ai được mời vào nhóm nào, nội dung đồng ý và hai câu trả lời' }],
      },
    ],
  },
  projects: {
    title: 'Dự án và danh sách',
    lead: 'Mỗi dự án là một bảng, mỗi cột trên bảng là một danh sách.',
    also: 'bảng kanban cột tạo dự án lưu trữ',
    sections: [
      {
        id: 'new',
        title: 'Tạo dự án',
        body: [
          'Mở nhóm, bấm {ui:team.newProject}, đặt tên, chọn bắt đầu với ba danh sách hay bảng trống, rồi bấm {ui:project.create}.',
          { picture: 'board', alt: 'Bảng của một dự án: ba danh sách với các công việc, nhãn, hạn và người thực hiện' },
        ],
      },
      {
        id: 'lists',
        title: 'Sắp xếp danh sách',
        body: [{ points: ['Bấm {ui:list.add} ở cuối bảng, gõ tên, nhấn {key:Enter}.', 'Kéo tên danh sách sang trái hoặc phải; hoặc mở bảng chọn của danh sách và chọn {ui:list.left}, {ui:list.right}.', '{ui:list.remove} hỏi trước xem công việc còn lại chuyển sang đâu: không công việc nào mất theo.'] }],
      },
      {
        id: 'filter',
        title: 'Chỉ xem những gì cần',
        body: ['Trên bảng, {ui:filter.mine} chỉ giữ lại công việc giao cho bạn. {ui:filter.title} chọn theo hạn, nhãn và người thực hiện; {ui:filter.clear} để thấy lại tất cả.'],
      },
      {
        id: 'archive',
        title: 'Cất dự án đã xong',
        body: ['Chủ nhóm và quản trị chọn {ui:project.archive} trong bảng chọn của dự án. Dự án vẫn nằm ở cuối trang nhóm; chọn {ui:project.restore} để làm tiếp.'],
      },
    ],
  },
} satisfies Partial<Guide>;
