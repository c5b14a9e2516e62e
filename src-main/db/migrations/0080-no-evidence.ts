import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Why a 问题 was closed although no evidence of its 整改 can exist, in the reviewer's words; '' where there is evidence (or nobody asked yet). */
export class NoEvidence0080 implements MigrationInterface {
  name = 'NoEvidence1764000000080'
  static readonly name = 'NoEvidence1764000000080'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE rectification ADD COLUMN no_evidence TEXT NOT NULL DEFAULT ''`)
  }

  async down(): Promise<void> {
    throw new Error('migrations only go forward; the backup made before is the way back')
  }
}
