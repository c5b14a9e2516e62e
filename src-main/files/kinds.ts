/** What may be archived (检测项 20), by content. The first extension is the one that a copy gets. */
export interface Kind {
  type: string
  /** As users know it: 「JPEG 图片」. */
  name: string
  extensions: readonly string[]
  /** Where neither the window nor a browser shows it: with what people can, and what to keep beside it. */
  opens?: string
}

const MAKER = '浏览器不能播放，请用厂家的播放器导出 MP4，一并存入'
const PLAYER = '浏览器不能播放，请用 VLC、PotPlayer 等播放器打开'

const list: Kind[] = [
  { type: 'image/jpeg', name: 'JPEG 图片', extensions: ['jpg', 'jpeg', 'jpe', 'jfif'] },
  { type: 'image/png', name: 'PNG 图片', extensions: ['png'] },
  { type: 'image/bmp', name: 'BMP 图片', extensions: ['bmp', 'dib'] },
  { type: 'image/gif', name: 'GIF 图片', extensions: ['gif'] },
  { type: 'image/tiff', name: 'TIFF 图片', extensions: ['tif', 'tiff'] },
  { type: 'image/webp', name: 'WebP 图片', extensions: ['webp'] },
  { type: 'image/heic', name: 'HEIC 图片', extensions: ['heic', 'heif', 'hif'] },
  { type: 'image/avif', name: 'AVIF 图片', extensions: ['avif'] },
  { type: 'application/ofd', name: 'OFD 版式文件', extensions: ['ofd'], opens: '请用数科、福昕等 OFD 阅读器打开' },
  { type: 'application/rtf', name: 'RTF 文档', extensions: ['rtf', 'doc'] },
  { type: 'application/vnd.oasis.opendocument.text', name: 'ODT 文档', extensions: ['odt'] },
  { type: 'application/vnd.oasis.opendocument.spreadsheet', name: 'ODS 表格', extensions: ['ods'] },
  { type: 'application/vnd.oasis.opendocument.presentation', name: 'ODP 演示文稿', extensions: ['odp'] },
  { type: 'application/pdf', name: 'PDF 文档', extensions: ['pdf'] },
  {
    type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    name: 'Word 文档',
    extensions: ['docx'],
  },
  {
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    name: 'Excel 工作簿',
    extensions: ['xlsx'],
  },
  {
    type: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
    name: 'PowerPoint 演示文稿',
    extensions: ['pptx'],
  },
  { type: 'application/msword', name: 'Word 97 文档', extensions: ['doc', 'wps'] },
  { type: 'application/vnd.ms-excel', name: 'Excel 97 工作簿', extensions: ['xls', 'et'] },
  { type: 'application/vnd.ms-powerpoint', name: 'PowerPoint 97 演示文稿', extensions: ['ppt', 'dps'] },
  { type: 'application/x-encrypted-office', name: '带打开密码的 Office 文件', extensions: ['docx', 'xlsx', 'pptx'] },
  { type: 'video/mp4', name: 'MP4 视频', extensions: ['mp4', 'm4v'] },
  { type: 'video/quicktime', name: 'MOV 视频', extensions: ['mov', 'qt'] },
  { type: 'video/3gpp', name: '3GP 视频', extensions: ['3gp', '3gpp', '3g2'] },
  { type: 'video/x-msvideo', name: 'AVI 视频', extensions: ['avi'] },
  { type: 'video/x-matroska', name: 'MKV 视频', extensions: ['mkv'] },
  { type: 'video/webm', name: 'WebM 视频', extensions: ['webm'] },
  { type: 'video/x-ms-asf', name: 'WMV 视频', extensions: ['wmv', 'asf', 'wma'], opens: PLAYER },
  { type: 'video/mp2t', name: 'MTS 视频', extensions: ['mts', 'm2ts', 'ts'], opens: PLAYER },
  { type: 'video/mpeg', name: 'MPEG 视频', extensions: ['mpg', 'mpeg', 'vob'], opens: PLAYER },
  { type: 'video/x-flv', name: 'FLV 视频', extensions: ['flv'], opens: PLAYER },
  { type: 'video/x-dhav', name: '大华录像', extensions: ['dav'], opens: MAKER },
  { type: 'video/x-imkh', name: '海康录像', extensions: ['mpg'], opens: MAKER },
  { type: 'video/vnd.rn-realvideo', name: 'RM 视频', extensions: ['rmvb', 'rm'], opens: PLAYER },
  { type: 'video/ogg', name: 'OGV 视频', extensions: ['ogv', 'ogg'], opens: PLAYER },
  { type: 'audio/opus', name: 'Opus 录音', extensions: ['opus', 'ogg'] },
  { type: 'audio/ogg', name: 'Ogg 录音', extensions: ['ogg', 'oga'] },
  { type: 'audio/aac', name: 'AAC 录音', extensions: ['aac'] },
  { type: 'audio/flac', name: 'FLAC 录音', extensions: ['flac'] },
  {
    type: 'audio/silk',
    name: '微信语音',
    extensions: ['silk', 'slk', 'amr', 'aud'],
    opens: '请先转换为 MP3，一并存入',
  },
  { type: 'audio/mpeg', name: 'MP3 录音', extensions: ['mp3'] },
  { type: 'audio/wav', name: 'WAV 录音', extensions: ['wav'] },
  { type: 'audio/mp4', name: 'M4A 录音', extensions: ['m4a', 'mp4'] },
  { type: 'audio/amr', name: 'AMR 录音', extensions: ['amr', 'awb'], opens: PLAYER },
  { type: 'text/plain', name: '文本文件', extensions: ['txt', 'log', 'md'] },
  { type: 'text/csv', name: 'CSV 表格', extensions: ['csv'] },
  { type: 'application/zip', name: 'ZIP 压缩包', extensions: ['zip'] },
  { type: 'application/x-empty', name: '空文件', extensions: [] },
]

export const KINDS: ReadonlyMap<string, Kind> = new Map(list.map(kind => [kind.type, kind]))

/** The facts of a type that is kept. */
export function kindOf(type: string): Kind {
  const kind = KINDS.get(type)
  if (!kind) throw new Error(`no such type: ${type}`)
  return kind
}
