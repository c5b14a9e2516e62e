import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Why a 委派单 was made out after its session (补办, R-DT-LATE of domain/acts.ts); '' where it was not. */
export class LateAssignment0021 implements MigrationInterface {
  name = 'LateAssignment1764000000021'
  static readonly name = 'LateAssignment1764000000021'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE assignment ADD COLUMN late_reason TEXT NOT NULL DEFAULT ''`)
  }

  async down(): Promise<void> {
    throw new Error('migrations only go forward; the backup made before is the way back')
  }
}
