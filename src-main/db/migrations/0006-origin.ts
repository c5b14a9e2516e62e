import type { MigrationInterface, QueryRunner } from 'typeorm'

/** 来源: the package that a row came with, for ever; '' for what was entered here. */
export class Origin0006 implements MigrationInterface {
  name = 'Origin1764000000006'
  static readonly name = 'Origin1764000000006'

  async up(runner: QueryRunner): Promise<void> {
    for (const table of ['batch', 'supervisor', 'venue', 'card'])
      await runner.query(`ALTER TABLE ${table} ADD COLUMN origin TEXT NOT NULL DEFAULT ''`)
  }

  async down(): Promise<void> {
    throw new Error('migrations only go forward; the backup made before is the way back')
  }
}
