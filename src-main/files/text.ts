/** Text, by its bytes: UTF-8, UTF-16 with its mark, or a Chinese encoding; no controls but tabs and line ends. */

const BOM16 = (head: Buffer): boolean =>
  (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)

export function looksLikeText(head: Buffer): boolean {
  if (BOM16(head)) return true
  if (head.some(byte => byte < 0x20 && ![0x09, 0x0a, 0x0c, 0x0d, 0x1b].includes(byte))) return false
  return isUtf8(head) || isGb18030(head)
}

const SCRIPTS =
  /^(?:#!|<!doctype html|<html|<head|<body|<script|<svg|<hta:|<job\b|@echo off|windows registry editor|regedit4|\[internetshortcut\])/
const TAGS = /<(?:script|svg|html|iframe)[\s>]/

/** Web pages, SVG and scripts: they run where they are opened. */
export function looksLikeScript(head: Buffer): boolean {
  if (!looksLikeText(head)) return false
  const text = (head[0] === 0xff && head[1] === 0xfe ? head.toString('utf16le') : head.toString('utf8'))
    .replace(/^\ufeff/, '')
    .trimStart()
    .toLowerCase()
  return SCRIPTS.test(text) || (text.startsWith('<') && TAGS.test(text))
}

function isUtf8(head: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true }) // the last character may be cut off
    return true
  } catch {
    return false
  }
}

/** Pairs of GB18030: a lead byte and a trail byte. */
function isGb18030(head: Buffer): boolean {
  for (let i = 0; i < head.length; i++) {
    const byte = head[i] ?? 0
    if (byte < 0x80) continue
    const trail = head[i + 1]
    if (trail === undefined) return true // cut off
    const four = trail >= 0x30 && trail <= 0x39
    if (byte === 0x80 || byte === 0xff || !(four || (trail >= 0x40 && trail !== 0x7f && trail !== 0xff))) return false
    i += four ? 3 : 1
  }
  return true
}
