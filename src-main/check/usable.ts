/** 可用性, checks 17–22. */
import { notApplicable, type Verdict, verdict } from '../../src-shared/domain/fourChecks.ts'
import { KINDS } from '../files/kinds.ts'
import { nameProblem } from '../package/name.ts'
import { read, type Seen } from './authentic.ts'
import type { Facts } from './facts.ts'

/** Of these types, and whole: what is no longer what came in is check 2's, what has a password check 21's. */
const ofType = (seen: readonly Seen[], type: RegExp) =>
  read(seen).filter(
    ({ file, content }) => type.test(content.type ?? '') && content.sha256 === file.sha256 && !content.locked,
  )

/** 17 PDF 可解析、页数>0、字体嵌入. */
export function checkPdf(seen: readonly Seen[]): Verdict {
  const pdfs = ofType(seen, /^application\/pdf$/)
  if (pdfs.length === 0) return notApplicable('没有 PDF')
  const fail = pdfs.flatMap(({ file, content }) => {
    if (content.damaged !== '') return [`${file.label}：${content.damaged}`]
    return content.pdf && !content.pdf.limited && content.pdf.pages < 1 ? [`${file.label}：没有页`] : []
  })
  const warn = pdfs.flatMap(({ file, content: { pdf, large } }) => {
    if (large) return [`${file.label}：超过 64 MB，没有逐页检查`]
    return pdf && pdf.bare.length > 0 ? [`${file.label}：字体没有嵌入（${pdf.bare.slice(0, 5).join('、')}）`] : []
  })
  return verdict({ fail, warn }, `${pdfs.length} 个`)
}

/** 本机构口径: what can still be read on a screen, and on half a page of paper at 100 dpi. */
const LEAST = { long: 640, short: 480 } // pixels

/** 18 图片可解码、尺寸下限. */
export function checkImages(seen: readonly Seen[]): Verdict {
  const images = ofType(seen, /^image\//)
  if (images.length === 0) return notApplicable('没有图片')
  const fail = images
    .filter(({ content }) => content.damaged !== '')
    .map(({ file, content }) => `${file.label}：${content.damaged}`)
  const warn = images.flatMap(({ file, content: { pixels, damaged } }) => {
    if (damaged !== '' || !pixels) return []
    const { width, height } = pixels
    const small = Math.max(width, height) < LEAST.long || Math.min(width, height) < LEAST.short
    return small ? [`${file.label}：${width}×${height} 像素，小于 ${LEAST.long}×${LEAST.short}`] : []
  })
  return verdict({ fail, warn }, `${images.length} 张`)
}

// Their length stands nowhere in the file: it would have to be played.
const UNTIMED =
  'video/mpeg video/x-dhav video/x-imkh video/vnd.rn-realvideo video/ogg audio/amr audio/aac audio/flac audio/silk'.split(
    ' ',
  )

/** 19 视频容器可读、时长>0; the same of sound. */
export function checkVideos(seen: readonly Seen[]): Verdict {
  const videos = ofType(seen, /^(video|audio)\//)
  if (videos.length === 0) return notApplicable('没有视频和录音')
  const silent = videos.filter(({ content }) => content.seconds === null)
  const untimed = ({ content }: (typeof silent)[number]) => UNTIMED.includes(content.type ?? '')
  const fail = silent
    .filter(video => !untimed(video))
    .map(({ file }) => `${file.label}：无法读出时长，可能没有录完或已损坏`)
  const warn = silent.filter(untimed).map(({ file }) => `${file.label}：这种格式不记录时长，请播放核对`)
  return verdict({ fail, warn }, `${videos.length} 个`)
}

/** Formats that are read everywhere and for long; others of KINDS are taken in and told. */
const LASTING =
  /^(image\/(jpeg|png|tiff|bmp|gif)|application\/pdf|application\/ofd|application\/vnd\.openxmlformats.*|text\/.*|video\/(mp4|quicktime|x-msvideo|3gpp)|audio\/(mpeg|wav|mp4))$/

// What check 23 is about.
const HARMFUL = /程序|脚本|快捷方式|宏/

/** 20 格式在允许表; what is damaged inside (zip, Office) is told here too. */
export function checkFormats(seen: readonly Seen[]): Verdict {
  if (seen.length === 0) return notApplicable('没有文件')
  const files = read(seen).filter(({ file, content }) => content.sha256 === file.sha256)
  const fail = files.flatMap(({ file, content: { type, refused, damaged } }) => {
    if (type === null) return HARMFUL.test(refused) ? [] : [`${file.label}：${refused}`]
    if (type === 'application/x-empty') return [`${file.label}：空文件`]
    return damaged !== '' && /^application\/(?!pdf)/.test(type) ? [`${file.label}：${damaged}`] : []
  })
  const warn = files.flatMap(({ file, content: { type } }) => {
    const kind = type === null ? undefined : KINDS.get(type)
    const known =
      !kind || LASTING.test(kind.type) || ['application/x-empty', 'application/x-encrypted-office'].includes(kind.type)
    return known ? [] : [`${file.label}：${kind.name}不是长期保存的格式，请另存一份通用格式`]
  })
  return verdict({ fail, warn })
}

/** 21 无口令/加密. */
export function checkLocks(seen: readonly Seen[]): Verdict {
  if (seen.length === 0) return notApplicable('没有文件')
  const fail = read(seen)
    .filter(({ content }) => content.locked)
    .map(({ file }) => `${file.label}：设有口令或已加密`)
  const warn = read(seen)
    .filter(({ content }) => content.pdf?.limited === true)
    .map(({ file }) => `${file.label}：限制打印或复制，打开不需要口令`)
  return verdict({ fail, warn })
}

/** 22 路径合法. Inside a package files are named by their codes; these are the names under which they are saved again. */
export function checkNames({ files }: Facts): Verdict {
  if (files.length === 0) return notApplicable('没有文件')
  const warn = files.flatMap(({ label, fileName }) => {
    const problem = nameProblem(fileName)
    return problem === undefined ? [] : [`${label}：文件名「${fileName}」${problem}`]
  })
  return verdict({ warn }, '包内一律用件号命名')
}
