/** What mask-bombs.test.ts starts: looks through one file and says what it found and how much memory it took. */
import { searchFile } from '../../src-main/package/search.ts'
import { peakMb } from '../bench/memory.ts'

const [path = '', work = ''] = process.argv.slice(2)
const { sure, unreadable } = await searchFile(path, { phones: new Set(['13900000001']), work })
console.log(JSON.stringify({ sure, unreadable, peakMb: peakMb() }))
