import type { MigrationInterface, QueryRunner } from 'typeorm'

/** 培训班: who was taught, how long, and what came of it, until it goes into everybody's file at once. */
export class TrainingClass0062 implements MigrationInterface {
  name = 'TrainingClass1764000000062'
  static readonly name = 'TrainingClass1764000000062'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE training_class (
    id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, subject TEXT NOT NULL, organizer TEXT NOT NULL, teacher TEXT NOT NULL, place TEXT NOT NULL,
    from_on TEXT NOT NULL, to_on TEXT NOT NULL, hours REAL NOT NULL, paper TEXT NOT NULL, pass_mark REAL NOT NULL,
    people TEXT NOT NULL CHECK (json_valid(people)), done_on TEXT, recorded_by TEXT NOT NULL, recorded_at TEXT NOT NULL,
    struck_at TEXT, struck_by TEXT NOT NULL DEFAULT '', strike_reason TEXT NOT NULL DEFAULT '', CHECK (from_on <= to_on)
  ) STRICT`)
    await runner.query(
      `CREATE TRIGGER keep_training_class BEFORE DELETE ON training_class BEGIN SELECT RAISE(ABORT, 'training_class rows are never deleted'); END`,
    )
    await runner.query(
      `CREATE TRIGGER done_training_class BEFORE UPDATE ON training_class WHEN OLD.done_on IS NOT NULL
       BEGIN SELECT RAISE(ABORT, 'a class that is in the files of its people does not change'); END`,
    )
  }

  async down(): Promise<void> {
    throw new Error('migrations only go forward; the backup made before is the way back')
  }
}
