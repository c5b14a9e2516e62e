/** What may be archived (检测项 20), by content. The first extension is the one that a copy gets. */
export interface Kind {
  type: string
  /** As users know it: 「JPEG 图片」. */
  name: string
  extensions: readonly string[]
}

const list: Kind[] = [
  { type: 'image/jpeg', name: 'JPEG 图片', extensions: ['jpg', 'jpeg', 'jpe', 'jfif'] },
  { type: 'image/png', name: 'PNG 图片', extensions: ['png'] },
  { type: 'image/bmp', name: 'BMP 图片', extensions: ['bmp', 'dib'] },
  { type: 'image/gif', name: 'GIF 图片', extensions: ['gif'] },
  { type: 'image/tiff', name: 'TIFF 图片', extensions: ['tif', 'tiff'] },
  { type: 'image/webp', name: 'WebP 图片', extensions: ['webp'] },
  { type: 'image/heic', name: 'HEIC 图片', extensions: ['heic', 'heif', 'hif'] },
  { type: 'image/avif', name: 'AVIF 图片', extensions: ['avif'] },
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
  { type: 'video/x-ms-asf', name: 'WMV 视频', extensions: ['wmv', 'asf', 'wma'] },
  { type: 'video/mp2t', name: 'MTS 视频', extensions: ['mts', 'm2ts', 'ts'] },
  { type: 'video/mpeg', name: 'MPEG 视频', extensions: ['mpg', 'mpeg', 'vob'] },
  { type: 'audio/mpeg', name: 'MP3 录音', extensions: ['mp3'] },
  { type: 'audio/wav', name: 'WAV 录音', extensions: ['wav'] },
  { type: 'audio/mp4', name: 'M4A 录音', extensions: ['m4a', 'mp4'] },
  { type: 'audio/amr', name: 'AMR 录音', extensions: ['amr'] },
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
