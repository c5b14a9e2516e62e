/** The licences of the JavaScript that is bundled: of what our sources import, and of what that needs, as their packages carry them. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Bundled although npm does not install them with the program: the window's. */
const WINDOW = ['@ant-design/icons', 'antd', 'dayjs', 'pdfjs-dist', 'react', 'react-dom']

interface Package {
  name: string
  version: string
  license?: string
  dependencies?: Record<string, string>
  /** Binaries of one system; the others are not there. */
  optionalDependencies?: Record<string, string>
}

/** One text, sorted by name. A package without a licence of its own is named by what its package.json says. */
export function bundledLicenses(project: string): string {
  const seen = new Map<string, string>()
  const todo = [...Object.keys(read(project).dependencies ?? {}), ...WINDOW].map(name => ({ name, from: project }))
  for (let next = todo.pop(); next; next = todo.pop()) {
    const folder = find(next.name, next.from, project)
    if (!folder || seen.has(folder)) continue
    const facts = read(folder)
    const file = readdirSync(folder).find(name => /^(?:licen[cs]e|copying)(?:\.(?:md|txt)|)$/i.test(name))
    const text = file ? readFileSync(join(folder, file), 'utf8').trim() : `License: ${facts.license ?? '?'}`
    seen.set(folder, `${facts.name} ${facts.version}\n\n${text}\n`)
    const needed = { ...facts.dependencies, ...facts.optionalDependencies }
    todo.push(...Object.keys(needed).map(name => ({ name, from: folder })))
  }
  return [...seen.values()].sort().join(`\n${'—'.repeat(40)}\n\n`)
}

const read = (folder: string): Package => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))

/** As Node looks: in the package's own folder first, then at the top. */
const find = (name: string, from: string, project: string): string | undefined =>
  [join(from, 'node_modules', name), join(project, 'node_modules', name)].find(folder =>
    existsSync(join(folder, 'package.json')),
  )
