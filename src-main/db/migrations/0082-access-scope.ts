import type { MigrationInterface, QueryRunner } from 'typeorm'

/** What a 查阅登记 opens, and until when: `slots` (an empty list: the whole batch), its last day (null: the day of its entry, as before), its end. */
export class AccessScope0082 implements MigrationInterface {
  name = 'AccessScope1764000000082'
  static readonly name = 'AccessScope1764000000082'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE access_entry ADD COLUMN slots TEXT NOT NULL DEFAULT '[]'`)
    await runner.query('ALTER TABLE access_entry ADD COLUMN until_on TEXT')
    await runner.query('ALTER TABLE access_entry ADD COLUMN ended_at TEXT')
    await runner.query(`ALTER TABLE access_entry ADD COLUMN ended_by TEXT NOT NULL DEFAULT ''`)
    await runner.query(`ALTER TABLE access_entry ADD COLUMN end_reason TEXT NOT NULL DEFAULT ''`)
  }

  async down(): Promise<void> {
    throw new Error('migrations only go forward; the backup made before is the way back')
  }
}
