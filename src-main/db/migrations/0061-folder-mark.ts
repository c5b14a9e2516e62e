import type { MigrationInterface, QueryRunner } from 'typeorm'

/** A random mark of this data folder, kept by its copies: what leaves as a calendar names its events by it (services/folderMark.ts). */
export class FolderMark0061 implements MigrationInterface {
  name = 'FolderMark1764000000061'
  static readonly name = 'FolderMark1764000000061'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `INSERT INTO setting (key, value) VALUES ('folder.mark', json_quote(lower(hex(randomblob(12)))))`,
    )
  }

  async down(): Promise<void> {
    throw new Error('migrations only go forward; the backup made before is the way back')
  }
}
