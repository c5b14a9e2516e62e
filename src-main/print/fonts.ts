/// <reference path="./fontkit.d.ts" />
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, join } from 'node:path'
import { type Font, openSync } from 'fontkit'
import { AppError } from '../../src-shared/errors.ts'

/** Paths of TrueType files per weight, in fallback order: a character is set from the first file that has it. */
export interface FontFiles {
  regular: string[]
  bold: string[]
}

export type Weight = keyof FontFiles

/**
 * Our 黑体: Noto Sans SC has all of GB2312, GBK and 通用规范汉字表; Noto Sans JP adds 353 of Extension B, among them 𠮷.
 * TrueType, static, one file per weight: variable fonts embed as Thin, CFF ends as Type 3 on some printers.
 */
const PACKAGES: Record<Weight, string[]> = {
  regular: ['noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf', 'noto-sans-jp/400Regular/NotoSansJP_400Regular.ttf'],
  bold: ['noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf', 'noto-sans-jp/700Bold/NotoSansJP_700Bold.ttf'],
}

/** Faces of forms. */
export type FormFace = 'hei' | 'heiBold' | 'song' | 'songBold'
export type FormFonts = Record<FormFace, string[]>

/** Our 宋体. It has what Noto Sans SC has; a character beyond both comes from Noto Sans JP. */
const SERIF: Record<Weight, string> = {
  regular: 'noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf',
  bold: 'noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf',
}

/** The app's fonts: `<resourcesDir>/fonts/*.ttf` where the packaged app keeps them, else the npm packages' files. */
export function defaultFonts(resourcesDir?: string): FontFiles {
  const locate = locator(resourcesDir)
  return { regular: PACKAGES.regular.map(locate), bold: PACKAGES.bold.map(locate) }
}

/** The forms' fonts, found in the same places. */
export function formFonts(resourcesDir?: string): FormFonts {
  const { regular, bold } = defaultFonts(resourcesDir)
  const locate = locator(resourcesDir)
  return {
    hei: regular,
    heiBold: bold,
    song: [locate(SERIF.regular), ...regular],
    songBold: [locate(SERIF.bold), ...bold],
  }
}

function locator(resourcesDir: string | undefined): (file: string) => string {
  const require = createRequire(import.meta.url)
  const shipped = resourcesDir === undefined ? undefined : join(resourcesDir, 'fonts')
  return file =>
    shipped !== undefined && existsSync(shipped)
      ? join(shipped, basename(file))
      : require.resolve(`@expo-google-fonts/${file}`)
}

// Parsing 10 MB of font costs more than a page of cards; a parsed font is read-only, so it is kept for the next job.
const opened = new Map<string, Font>()

/** The parsed font, ready for pdfkit. Throws AppError FILE_UNREADABLE where the file is missing or no font. */
export function openFont(path: string): Font {
  const known = opened.get(path)
  if (known) return known
  try {
    const font = openSync(path)
    opened.set(path, font)
    return font
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : String(cause)
    throw new AppError('FILE_UNREADABLE', { name: basename(path), detail })
  }
}
