import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Which 负责人 judged that a relation of 第九条 does not affect 客观公正 (R-AVOID-WORK of domain/rules.ts); '' where nobody was asked. */
export class Approver0034 implements MigrationInterface {
  name = 'Approver1764000000034'
  static readonly name = 'Approver1764000000034'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE assignment_person ADD COLUMN approver TEXT NOT NULL DEFAULT ''`)
  }

  async down(): Promise<void> {
    throw new Error('migrations only go forward; the backup made before is the way back')
  }
}
