import { createHash } from 'node:crypto'

interface OnePage {
  title: string
  parts: { script: string; style: string }
  policy: string[] // beside this one script and style sheet
  noscript: string
  data: unknown
}

/**
 * A page that is one file and needs nothing else. What it shows is data, never markup: it lies in a block of JSON (#index) and is shown as
 * text. The policy allows this one script and this one style sheet; nothing is sent anywhere.
 */
export function onePage({ title, parts, policy, noscript, data }: OnePage): string {
  const allowed = [
    "default-src 'none'",
    `script-src '${hash(parts.script)}'`,
    `style-src '${hash(parts.style)}'`,
    ...policy,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
  return `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${allowed}">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width">
<title>${asText(title)}</title>
<style>${parts.style}</style>
<body>
<noscript>${noscript}</noscript>
<script type="application/json" id="index">${JSON.stringify(data).replaceAll('<', '\\u003c')}</script>
<script>${parts.script}</script>
</body>
</html>
`
}

const hash = (text: string): string => `sha256-${createHash('sha256').update(text).digest('base64')}`

const asText = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
