import type { Guide } from '../types';

export default {
  tasks: {
    title: 'Công việc',
    lead: 'Thêm, giao, đặt hạn, và chuyển công việc bằng chuột, ngón tay hay bàn phím.',
    also: 'task việc kéo thả di chuyển thẻ hạn chót deadline giao việc nhãn checklist',
    sections: [
      {
        id: 'add',
        title: 'Thêm và điền chi tiết',
        body: [
          'Bấm {ui:board.add} ở cuối một danh sách, gõ tiêu đề, nhấn {key:Enter}; cứ gõ tiếp để thêm việc khác. Bấm vào công việc để mở.',
          { points: ['{ui:task.assignees}: một hay nhiều người trong nhóm.', '{ui:task.due} và {ui:task.start}: quá hạn thì ngày được tô màu trên bảng.', '{ui:task.labels}: chọn nhãn của dự án, hoặc {ui:task.labels.new}.', '{ui:task.checklist}: chia thành việc nhỏ và đánh dấu từng việc.'] },
          { picture: 'task', alt: 'Một công việc đang mở: người thực hiện, nhãn, hạn, mô tả, việc cần làm và bình luận' },
        ],
      },
      {
        id: 'mouse',
        title: 'Chuyển bằng chuột',
        body: ['Kéo công việc đến chỗ mới, trong cùng danh sách hoặc sang danh sách khác. Danh sách bạn cần ở ngoài màn hình? Giữ công việc sát mép, bảng sẽ tự cuộn.'],
      },
      {
        id: 'touch',
        title: 'Chuyển bằng ngón tay',
        body: ['Đặt ngón tay lên công việc và giữ đến khi nó nhấc lên, rồi kéo. Vuốt nhanh thì chỉ cuộn trang, không chuyển gì.'],
      },
      {
        id: 'keyboard',
        title: 'Chuyển bằng bàn phím',
        body: ['Đi đến công việc bằng {key:↑} {key:↓} {key:←} {key:→}, rồi giữ {key:Shift} cùng phím mũi tên để đưa nó đi. Xem [mọi phím tắt](/help/keys).'],
      },
      {
        id: 'menu',
        title: 'Chuyển bằng bảng chọn',
        body: [
          'Bấm nút ba chấm trên công việc (hoặc bấm chuột phải), chọn {ui:card.move}, chọn danh sách và vị trí, rồi bấm {ui:move.button}.',
          { picture: 'move', alt: 'Bảng chọn của một công việc, với các mục mở, sửa tiêu đề, chuyển và hoàn thành' },
        ],
      },
      {
        id: 'mine',
        title: 'Việc của mình',
        body: ['Trang {ui:work.mine} của nhóm xếp mọi công việc giao cho bạn, trong tất cả dự án, theo hạn: {ui:work.overdue}, {ui:work.today}, {ui:work.week}. Bấm vòng tròn để hoàn thành, bấm công việc để mở; đóng lại thì về đúng trang này.', { picture: 'mine', alt: 'Việc của tôi: quá hạn, hôm nay, 7 ngày tới và sau đó, của mọi dự án' }],
      },
      {
        id: 'done',
        title: 'Hoàn thành',
        body: ['Chọn {ui:card.close}. Công việc rời bảng và nằm ở trang {ui:project.closed} của dự án; ở đó bấm {ui:task.reopen} để đưa về bảng.'],
      },
    ],
  },
  comments: {
    title: 'Bình luận và mô tả',
    lead: 'Viết bối cảnh vào mô tả, trao đổi trong bình luận.',
    also: 'comment trao đổi ghi chú chat đường dẫn bản nháp xung đột',
    sections: [
      {
        id: 'comment',
        title: 'Bình luận',
        body: ['Mở công việc, viết vào ô {ui:task.comment.hint}, rồi bấm {ui:task.comment.send} hoặc nhấn {key:Ctrl Enter}. Bạn sửa và xoá được bình luận của mình; chủ nhóm và quản trị xoá được bình luận của người khác. Chữ đang viết dở được giữ trên máy này.'],
      },
      {
        id: 'description',
        title: 'Mô tả',
        body: ['Bấm vào {ui:task.description.add} hoặc {ui:edit}, viết, rồi bấm {ui:save}. Địa chỉ web tự thành liên kết. Đóng trang giữa chừng cũng không mất: lần sau bấm {ui:task.description.draft.open}.'],
      },
      {
        id: 'both',
        title: 'Khi hai người cùng sửa một mô tả',
        body: ['Không bản nào bị ghi đè. Người lưu sau thấy {ui:task.stale.title} cùng cả hai bản, và chọn {ui:task.stale.keepMine}, {ui:task.stale.keepTheirs} hoặc {ui:task.stale.merge}.'],
      },
      {
        id: 'history',
        title: 'Ai đã làm gì',
        body: ['Cuối mỗi công việc có {ui:task.history}. Trang {ui:feed.title} của dự án và của nhóm cho thấy mọi thay đổi theo ngày.'],
      },
    ],
  },
  search: {
    title: 'Tìm công việc',
    lead: 'Tìm theo chữ trong tiêu đề, mô tả và bình luận, có dấu hay không dấu.',
    also: 'tra cứu kiếm không dấu',
    sections: [
      {
        id: 'search',
        title: 'Tìm trong dự án và trong nhóm',
        body: [
          { steps: ['Trong nhóm, nhấn {key:/} hoặc bấm {ui:search.title} ở đầu trang.', 'Gõ vài chữ; “hop” tìm được cả “họp”, nhưng đúng dấu thì đứng trước.', 'Đánh dấu {ui:search.everywhere} để tìm ra ngoài dự án đang mở.', 'Dùng {key:↑} {key:↓} và {key:Enter} để mở.'] },
          'Việc tìm diễn ra ngay trong trình duyệt, nên không có mạng vẫn tìm được những gì máy này đã tải, và máy chủ không biết bạn tìm gì.',
        ],
      },
    ],
  },
  offline: {
    title: 'Làm việc khi không có mạng',
    lead: 'Những trang đã mở vẫn dùng được; thay đổi được giữ lại và tự gửi đi.',
    also: 'offline mất mạng ngoại tuyến wifi đồng bộ chưa lưu',
    sections: [
      {
        id: 'work',
        title: 'Cứ làm tiếp',
        body: ['Những nhóm và dự án bạn đã mở trên máy này vẫn xem và sửa được. Đầu trang ghi {ui:outbox.offline} và số thay đổi đang được giữ; có mạng lại chúng tự gửi đi theo đúng thứ tự, kể cả khi bạn đã đóng rồi mở lại trang. Xong thì hiện {ui:outbox.saved}.'],
      },
      {
        id: 'refused',
        title: 'Khi có thay đổi không được nhận',
        body: ['Ví dụ công việc đã bị người khác bỏ vào thùng rác trong lúc bạn mất mạng. Bấm vào trạng thái ở đầu trang để xem {ui:outbox.title}: bạn sao chép được nội dung, bấm {ui:retry} hoặc {ui:outbox.discard}. Không có gì tự mất.'],
      },
      {
        id: 'signout',
        title: 'Trước khi đăng xuất',
        body: ['Thay đổi chưa gửi chỉ nằm trên máy này. Nếu còn, IZwork hỏi lại trước khi đăng xuất: hãy chờ gửi xong.'],
      },
    ],
  },
  undo: {
    title: 'Hoàn tác và thùng rác',
    lead: 'Lấy lại việc vừa làm, và những gì đã bỏ.',
    also: 'undo khôi phục xoá nhầm lấy lại phục hồi',
    sections: [
      {
        id: 'undo',
        title: 'Hoàn tác ngay',
        body: ['Sau khi chuyển sang danh sách khác, hoàn thành, bỏ công việc hay lưu trữ dự án, một dòng báo hiện lên cùng nút {ui:undo}. Bấm nút đó là mọi thứ trở lại.'],
      },
      {
        id: 'trash',
        title: 'Thùng rác của dự án',
        body: ['{ui:card.trash} không xoá gì: công việc nằm ở trang {ui:project.trash} cùng mọi bình luận. Bấm {ui:task.restore} để đưa về danh sách cũ.'],
      },
      {
        id: 'gone',
        title: 'Những gì không lấy lại được',
        body: ['Bình luận và nhãn đã xoá thì không khôi phục được, nên IZwork luôn hỏi trước khi xoá.'],
      },
    ],
  },
  keys: {
    title: 'Phím tắt',
    lead: 'Làm mọi việc trên bảng mà không cần chuột.',
    also: 'bàn phím keyboard shortcut hotkey',
    sections: [
      {
        id: 'keys',
        title: 'Mọi phím tắt',
        body: ['Nhấn {key:?} ở bất cứ đâu để xem bảng này. Phím tắt nghỉ khi bạn đang gõ chữ. {key:⇧} là phím Shift.', { shortcuts: true }],
      },
      {
        id: 'write',
        title: 'Khi đang viết',
        body: [{ points: ['{key:Ctrl Enter} gửi bình luận hoặc lưu mô tả ({key:⌘ Enter} trên máy Mac).', '{key:Enter} thêm công việc hoặc danh sách, {key:Esc} thôi không sửa.'] }],
      },
    ],
  },
} satisfies Partial<Guide>;
