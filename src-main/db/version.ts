import type { MigrationInterface } from 'typeorm'
import { migrations } from './migrations/index.ts'

const FIRST = 1_764_000_000_000

/** `Archive1764000000005` → 5, the number of its file. */
export const numberOf = (name: string): number => Number(name.slice(-13)) - FIRST

/** The version of the data: the number of the newest migration. */
export const versionOf = (names: readonly string[]): number => Math.max(0, ...names.map(numberOf))

/** What this program writes and knows. */
export const dataVersion = (steps: readonly (new () => MigrationInterface)[] = migrations): number =>
  versionOf(steps.map(step => step.name))
