import { Roster0001 } from './0001-roster.ts'

/** In order, forward only. A new one is added at the end and never changed after a release. */
export const migrations = [Roster0001]
