/** node cards-photos.ts FOLDER COUNT: draws that many distinct photos. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { portrait } from '../print/pictures.ts'

const [folder = '', count = ''] = process.argv.slice(2)
for (let i = 0; i < Number(count); i++) writeFileSync(join(folder, `${i}.jpg`), portrait(i))
