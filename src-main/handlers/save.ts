import type { Context } from '../context.ts'
import { fileName } from '../sheet/write.ts'

/** Asks where an exported workbook goes: `机构_表名_日期.xlsx`. Null when the user thinks better of it. */
export function askXlsx(ctx: Context, orgName: string, table: string): Promise<string | null> {
  return ctx.seams.dialogs.saveFile({
    title: `保存${table}`,
    defaultName: fileName(orgName, table, ctx.stamp().today),
    filters: [{ name: 'Excel 工作簿', extensions: ['xlsx'] }],
  })
}
