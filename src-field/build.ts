/** node src-field/build.ts: bundles the page for the exam room into src-main/field/fieldParts.json. Run it after every change here; a test compares the two. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { bundle } from '../src-viewer/build.ts'

export const bundleField = (): Promise<string> => bundle(import.meta.dirname, 'field.css')

if (process.argv[1] === import.meta.filename)
  writeFileSync(join(import.meta.dirname, '..', 'src-main', 'field', 'fieldParts.json'), await bundleField())
