/** Programs of other people that some tests compare ours with, and what systems let tests do. A test without them is skipped, and counted as that. */
import { spawnSync } from 'node:child_process'

/** Whether all of these can be started here. */
export const has = (...programs: string[]): boolean =>
  programs.every(program => spawnSync(program, ['--version']).error === undefined)

/** Links take a right on Windows that users do not have. */
export const MAY_LINK = process.platform !== 'win32'
