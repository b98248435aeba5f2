/** The page's own words: it must come up when little else does, so it loads nothing of the app's. */
export type Language = 'vi' | 'en';

const vi = {
  title: 'Tình trạng',
  other: 'English',
  home: 'Mở IZwork',
  looking: 'Đang kiểm tra…',
  checked: 'Kiểm tra lúc {time}. Trang tự cập nhật.',
  fit: 'Đang hoạt động bình thường.',
  half: 'IZwork vẫn phục vụ bạn. Một khu vực đang gặp sự cố, khu vực còn lại làm việc thay.',
  degraded: 'Đang hoạt động, nhưng thư gửi chậm. Thư đăng nhập và thư mời có thể đến muộn vài phút.',
  unfit: 'Đang có sự cố: có thể chưa ghi được thay đổi. Thay đổi của bạn vẫn được giữ trên máy và sẽ tự gửi lại.',
  unreachable: 'Không liên lạc được với IZwork từ đây. Thay đổi của bạn vẫn được giữ trên máy và sẽ tự gửi lại.',
  offline: 'Máy của bạn đang ngoại tuyến.',
  kept: 'Số liệu bên dưới lấy lúc {time}.',
  days: '90 ngày qua',
  daysAbout: 'Mỗi cột là một ngày (giờ UTC). Phần đặc: hoạt động; phần sọc: có sự cố; khung rỗng: không có số liệu.',
  noRecord: 'Hiện chưa đọc được số liệu.',
  share: 'Hoạt động {share} thời gian có số liệu',
  noShare: 'Chưa có số liệu',
  ago: '90 ngày trước',
  today: 'Hôm nay',
  regionFit: 'Hoạt động',
  regionUnfit: 'Đang có sự cố',
  regionUnknown: 'Không có số liệu lúc này',
  amiss: 'Những ngày có sự cố',
  dayBad: '{minutes} phút có sự cố',
  incidents: 'Sự cố',
  none: 'Không ghi nhận sự cố nào trong 90 ngày qua.',
  noneKnown: 'Chưa có số liệu về sự cố.',
  going: 'đang diễn ra',
  minutes: '{n} phút',
  minute: '{n} phút',
  hours: '{h} giờ {n} phút',
  key: 'Không dùng được khóa mã hóa.',
  write: 'Không ghi được vào kho dữ liệu.',
  read: 'Không đọc được kho dữ liệu.',
  front: 'Khu vực này không trả lời.',
  silent: 'Khu vực này mất liên lạc.',
  drills: 'Diễn tập khôi phục',
  drillsAbout:
    'Mỗi lần diễn tập, một phần hệ thống bị cố ý làm hỏng giữa lúc nhiều người đang ghi. Mục tiêu: không mất, không trùng thay đổi nào, và mọi người được phục vụ lại trong vòng 120 giây.',
  noDrills: 'Chưa có lần diễn tập nào được lưu.',
  when: 'Lúc',
  what: 'Tình huống',
  acknowledged: 'Thay đổi đã nhận',
  lost: 'Bị mất',
  doubled: 'Bị trùng',
  stale: 'Bị cũ',
  refused: 'Phải gửi lại',
  first: 'Người đầu tiên trở lại',
  last: 'Người cuối cùng trở lại',
  seconds: '{n} giây',
  fast: 'kiểm tra mỗi giây',
  killed: 'Khu vực chính bị tắt đột ngột',
  failback: 'Khu vực chính bị tắt, rồi hoạt động lại',
  'cut-off': 'Khu vực chính mất liên lạc với kho dữ liệu',
  throttled: 'Kho dữ liệu quá tải và mất trả lời',
  skewed: 'Đồng hồ hai khu vực lệch nhau 10 phút',
  'kms-refusing': 'Dịch vụ khóa của khu vực chính từ chối',
  'kms-slow': 'Dịch vụ khóa của khu vực chính quá chậm',
  'kms-throttled': 'Dịch vụ khóa quá tải',
  local: 'Máy chủ này',
  'ap-northeast-1': 'Tokyo',
  'ap-northeast-2': 'Seoul',
  'ap-northeast-3': 'Osaka',
  'ap-southeast-1': 'Singapore',
};

export type Word = keyof typeof vi;

const en: Record<Word, string> = {
  title: 'Status',
  other: 'Tiếng Việt',
  home: 'Open IZwork',
  looking: 'Looking…',
  checked: 'Checked at {time}. This page keeps itself up to date.',
  fit: 'Everything works.',
  half: 'IZwork serves you. One Region has a fault, and the other works in its place.',
  degraded: 'It works, but mail is slow. Sign-in mails and invitations may arrive some minutes late.',
  unfit: 'There is a fault: changes may not be taken just now. Yours are kept on your device and sent again by themselves.',
  unreachable: 'IZwork cannot be reached from here. Your changes are kept on your device and sent again by themselves.',
  offline: 'Your device is offline.',
  kept: 'What follows is as of {time}.',
  days: 'The last 90 days',
  daysAbout: 'Each bar is a day (UTC). Solid: it worked; striped: there was a fault; an empty frame: no data.',
  noRecord: 'The record cannot be read just now.',
  share: 'Worked {share} of the time there is data of',
  noShare: 'No data yet',
  ago: '90 days ago',
  today: 'Today',
  regionFit: 'Works',
  regionUnfit: 'There is a fault',
  regionUnknown: 'No data just now',
  amiss: 'Days with a fault',
  dayBad: '{minutes} minutes with a fault',
  incidents: 'Incidents',
  none: 'No incident was noticed in the last 90 days.',
  noneKnown: 'There is no data about incidents yet.',
  going: 'going on',
  minutes: '{n} minutes',
  minute: '{n} minute',
  hours: '{h} h {n} min',
  key: 'The sealing key could not be used.',
  write: 'The data store could not be written to.',
  read: 'The data store could not be read.',
  front: 'The Region did not answer.',
  silent: 'The Region was cut off.',
  drills: 'Recovery drills',
  drillsAbout:
    'In each drill a part of the system is made to fail while several people write. The goal: no change lost, none doubled, and everybody served again within 120 seconds.',
  noDrills: 'No drill has been kept yet.',
  when: 'When',
  what: 'What happened',
  acknowledged: 'Changes acknowledged',
  lost: 'Lost',
  doubled: 'Doubled',
  stale: 'Stale',
  refused: 'Sent again',
  first: 'First one back',
  last: 'Last one back',
  seconds: '{n} s',
  fast: 'checks each second',
  killed: 'The leading Region was killed',
  failback: 'The leading Region was killed, then returned',
  'cut-off': 'The leading Region lost its way to the data',
  throttled: 'The data store was overloaded and lost replies',
  skewed: 'The two Regions’ clocks were ten minutes apart',
  'kms-refusing': 'The leading Region’s key service refused',
  'kms-slow': 'The leading Region’s key service was too slow',
  'kms-throttled': 'The key service was overloaded',
  local: 'This server',
  'ap-northeast-1': 'Tokyo',
  'ap-northeast-2': 'Seoul',
  'ap-northeast-3': 'Osaka',
  'ap-southeast-1': 'Singapore',
};

export const dictionaries: Record<Language, Record<Word, string>> = { vi, en };

const kept = 'izwork.language';

/** What was chosen before, here or in the app; else English for browsers that ask for it first. */
export function preferred(): Language {
  let chosen: string | null = null;
  try {
    chosen = localStorage.getItem(kept);
  } catch {
    // A private window may refuse storage.
  }
  return (chosen ?? navigator.language).startsWith('en') ? 'en' : 'vi';
}

export function keep(language: Language): void {
  try {
    localStorage.setItem(kept, language);
  } catch {
    // Then it lasts as long as the page.
  }
}
