/** 打开.html: one file that shows and verifies a package by double click, without any request to a network. */
import { createHash } from 'node:crypto'
import type { ViewerIndex } from './viewerIndex.ts'
// Built from src-viewer by `node src-viewer/build.ts`; a test compares it with its sources.
import parts from './viewerParts.json' with { type: 'json' }

/**
 * The page. Titles are data, never markup: they lie in a block of JSON and are shown as text. The policy allows this one script, this one
 * style sheet, and pictures and films from the disk; nothing else is loaded, and nothing is sent.
 */
export function viewerHtml(index: ViewerIndex): string {
  const policy = [
    "default-src 'none'",
    `script-src '${hash(parts.script)}'`,
    `style-src '${hash(parts.style)}'`,
    'img-src file:',
    'media-src file:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
  return `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width">
<title>${asText(index.title)}</title>
<style>${parts.style}</style>
<body>
<noscript>本页需要浏览器允许脚本运行。也可以直接打开 data 文件夹查看材料，用 sha256sum -c manifest-sha256.txt 校验。</noscript>
<script type="application/json" id="index">${JSON.stringify(index).replaceAll('<', '\\u003c')}</script>
<script>${parts.script}</script>
</body>
</html>
`
}

const hash = (text: string): string => `sha256-${createHash('sha256').update(text).digest('base64')}`

const asText = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
