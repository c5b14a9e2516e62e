import { type Kind, kindOf } from './kinds.ts'
import type { Content } from './magic.ts'

/** Names that the system runs, whatever is in them. */
const RUNS = new Set(
  'exe com scr pif bat cmd ps1 psm1 vbs vbe js jse mjs wsf wsh hta msi msp msc reg lnk url jar class apk app dll sys cpl drv ocx sh bash py pyw php asp aspx jsp html htm xhtml mht mhtml svg svgz xml xsl chm hlp inf docm dotm xlsm xltm xlam xlsb pptm potm ppsm ppam swf iso img vhd'.split(
    ' ',
  ),
)

export const extensionOf = (name: string): string => (/\.([^.\s]{1,10})$/.exec(name)?.[1] ?? '').toLowerCase()

/**
 * Whether a file of this name and content is kept, as what, and what to say about it. The content counts; a name that the system would
 * run is refused whatever it holds.
 */
export function judge(name: string, content: Content): { kind: Kind; warnings: string[] } | { refused: string } {
  const extension = extensionOf(name)
  if (content.refused !== undefined) return { refused: `「${name}」其实是${content.refused}，没有存入` }
  if (RUNS.has(extension)) return { refused: `「${name}」是程序、脚本或网页一类的文件（.${extension}），没有存入` }
  const csv = content.kind.type === 'text/plain' && extension === 'csv'
  const kind = csv ? kindOf('text/csv') : content.kind
  const warnings: string[] = []
  if (kind.type === 'application/x-empty') warnings.push('文件是空的（0 字节）')
  else if (extension === '') warnings.push(`没有扩展名，按内容登记为${kind.name}`)
  else if (!kind.extensions.includes(extension))
    warnings.push(`扩展名是 .${extension}，内容其实是${kind.name}，按内容登记`)
  if (kind.opens !== undefined) warnings.push(`${kind.name}：${kind.opens}`)
  if (kind.type === 'application/zip') warnings.push('压缩包内容不能逐项检查')
  if (kind.type === 'application/x-encrypted-office') warnings.push('文件带有打开密码，请另存为不带密码的文件')
  return { kind, warnings }
}
