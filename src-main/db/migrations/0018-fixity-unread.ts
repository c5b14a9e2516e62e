import type { MigrationInterface, QueryRunner } from 'typeorm'

/** 完好性检查 tells what it could not read from what is changed. */
export class FixityUnread0018 implements MigrationInterface {
  name = 'FixityUnread1764000000018'
  static readonly name = 'FixityUnread1764000000018'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE fixity_run ADD COLUMN unread TEXT NOT NULL DEFAULT '[]'`)
  }

  async down(): Promise<void> {
    throw new Error('migrations only go forward; the backup made before is the way back')
  }
}
