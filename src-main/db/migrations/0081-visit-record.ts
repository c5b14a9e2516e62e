import type { MigrationInterface, QueryRunner } from 'typeorm'

/**
 * 工作反馈情况 of 附件4 (第二十二条), every version with the sheet as it was printed; and the way back of a visit, its scans and its 资料提供登记:
 * struck out with a reason, never deleted.
 */
export class VisitRecord0081 implements MigrationInterface {
  name = 'VisitRecord1764000000081'
  static readonly name = 'VisitRecord1764000000081'

  async up(runner: QueryRunner): Promise<void> {
    for (const table of ['visit', 'visit_scan', 'visit_handed']) {
      await runner.query(`ALTER TABLE ${table} ADD COLUMN struck_at TEXT`)
      await runner.query(`ALTER TABLE ${table} ADD COLUMN struck_by TEXT NOT NULL DEFAULT ''`)
      await runner.query(`ALTER TABLE ${table} ADD COLUMN strike_reason TEXT NOT NULL DEFAULT ''`)
    }
    await runner.query(`CREATE TABLE visit_feedback (
      id INTEGER PRIMARY KEY AUTOINCREMENT, visit_id INTEGER NOT NULL REFERENCES visit(id), inspector TEXT NOT NULL, number TEXT NOT NULL,
      version INTEGER NOT NULL, body TEXT NOT NULL, sheet TEXT NOT NULL, recorded_by TEXT NOT NULL, recorded_at TEXT NOT NULL,
      struck_at TEXT, struck_by TEXT NOT NULL DEFAULT '', strike_reason TEXT NOT NULL DEFAULT ''
    ) STRICT`)
    await runner.query('CREATE INDEX visit_feedback_visit ON visit_feedback(visit_id)')
    await runner.query(
      `CREATE TRIGGER keep_visit_feedback BEFORE DELETE ON visit_feedback BEGIN SELECT RAISE(ABORT, 'visit_feedback rows are never deleted'); END`,
    )
  }

  async down(): Promise<void> {
    throw new Error('migrations only go forward; the backup made before is the way back')
  }
}
