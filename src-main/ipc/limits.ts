/** What one call from the window may carry. Generous for a person's scans and for 100,000 selected ids; a wall for anything run wild. */
const LIMITS = { name: 64, depth: 20, values: 1_000_000, text: 16 * 1024 * 1024, bytes: 128 * 1024 * 1024 }

/** Whether the three arguments of a call are of their types and within bounds. Says in Chinese what is not. */
export function checkCall(id: unknown, route: unknown, input: unknown): string | null {
  if (typeof id !== 'string' || id.length === 0 || id.length > LIMITS.name) return '调用编号有误'
  if (typeof route !== 'string' || route.length > LIMITS.name) return '功能名称有误'
  const used = { values: 0, text: 0, bytes: 0 }
  return measure(input, used, 0) ? null : '内容过大，请减少数量或压缩文件'
}

function measure(value: unknown, used: { values: number; text: number; bytes: number }, depth: number): boolean {
  used.values += 1
  if (used.values > LIMITS.values || depth > LIMITS.depth) return false
  if (typeof value === 'string') used.text += value.length
  else if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) used.bytes += value.byteLength
  else if (Array.isArray(value)) return value.every(v => measure(v, used, depth + 1)) && within(used)
  else if (typeof value === 'object' && value !== null) {
    for (const [key, v] of Object.entries(value)) {
      used.text += key.length
      if (!measure(v, used, depth + 1)) return false
    }
  }
  return within(used)
}

const within = (used: { text: number; bytes: number }) => used.text <= LIMITS.text && used.bytes <= LIMITS.bytes
