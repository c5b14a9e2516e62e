import type { MigrationInterface, QueryRunner } from 'typeorm'

/** 成绩 of candidates with the batch's weights and pass lines (G5), and their phones (访问名单). */
export class Scores0060 implements MigrationInterface {
  name = 'Scores1764000000060'
  static readonly name = 'Scores1764000000060'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE batch ADD COLUMN score_rule TEXT NOT NULL DEFAULT '{}'`)
    await runner.query(`ALTER TABLE batch_candidate ADD COLUMN phone TEXT NOT NULL DEFAULT ''`)
    await runner.query(`ALTER TABLE batch_candidate ADD COLUMN scores TEXT NOT NULL DEFAULT '{}'`)
  }

  async down(): Promise<void> {
    throw new Error('migrations only go forward; the backup made before is the way back')
  }
}
