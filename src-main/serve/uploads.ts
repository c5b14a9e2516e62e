import { createWriteStream } from 'node:fs'
import { mkdir, rm, utimes } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { FastifyRequest } from 'fastify'
import { safeName } from '../files/copyName.ts'

/** What stands before each file: where it lay below what was chosen, and when it was last changed (ms; a film's time may depend on it). */
interface Facts {
  path: string
  changed: number
}

const DEEPEST = 40

/**
 * Writes an upload's files below `folder` as they lay: names are a stranger's, so each is made one that every system can write. What was not received
 * whole is gone again.
 * @returns the chosen things: files, or folders with all that lay in them
 * @throws Error where the upload breaks off or its facts are missing
 */
export async function receive(request: FastifyRequest, folder: string): Promise<string[]> {
  const roots = new Set<string>()
  try {
    await mkdir(folder, { recursive: true })
    let facts: Facts | null = null
    let number = 0
    for await (const part of request.parts()) {
      if (part.type === 'field') {
        facts = part.fieldname === 'facts' ? factsOf(part.value) : null
        continue
      }
      if (facts === null) throw new Error('a file without its facts')
      const segments = placeOf(facts.path)
      // Chosen files may bear the same name; what was chosen as a folder lies in one.
      if (segments.length === 1) {
        number += 1
        segments.unshift(String(number))
      }
      const path = join(folder, ...segments)
      await mkdir(dirname(path), { recursive: true })
      await pipeline(part.file, createWriteStream(path, { flags: 'wx' }))
      const time = new Date(facts.changed)
      await utimes(path, time, time)
      roots.add(/^\d+$/.test(segments[0] ?? '') && segments.length === 2 ? path : join(folder, segments[0] ?? ''))
      facts = null
    }
    return [...roots]
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    throw error
  }
}

function factsOf(value: unknown): Facts | null {
  try {
    const { path, changed } = JSON.parse(String(value)) as Record<string, unknown>
    if (typeof path !== 'string' || path.length > 4_000) return null
    const time = typeof changed === 'number' && Number.isFinite(changed) ? changed : 0
    return { path, changed: Math.min(Math.max(time, 0), 8.64e15) }
  } catch {
    return null
  }
}

/** The steps of a path below the folder; none of them leads out of it. */
function placeOf(path: string): string[] {
  const steps = path.split(/[\\/]/).filter(step => step !== '' && step !== '.' && step !== '..')
  if (steps.length === 0 || steps.length > DEEPEST) throw new Error('no place for a file')
  return steps.map((step, i) => {
    const ending = i === steps.length - 1 ? (/\.[^.\s\\/:*?"<>|%]{1,10}$/.exec(step)?.[0] ?? '') : ''
    const clean = [...step].map(character => (character < ' ' ? '_' : character)).join('')
    return i === steps.length - 1 ? safeName(clean, ending, '文件', 100) : safeName(`${clean}.x`, '', '文件夹', 100)
  })
}
