/** The columns of the preview, in the order of the template; keys are those of the roster sheet. */
export const COLUMNS: readonly { key: string; title: string; width: number }[] = [
  { key: 'name', title: '姓名', width: 100 },
  { key: 'sex', title: '性别', width: 60 },
  { key: 'birth', title: '出生日期', width: 110 },
  { key: 'idNumber', title: '身份证号', width: 170 },
  { key: 'phone', title: '手机', width: 120 },
  { key: 'department', title: '单位/部门', width: 150 },
  { key: 'position', title: '职务职称', width: 120 },
  { key: 'education', title: '学历', width: 70 },
  { key: 'source', title: '选聘来源', width: 110 },
  { key: 'photoName', title: '照片文件名', width: 130 },
  { key: 'trainedOn', title: '培训日期', width: 110 },
  { key: 'examOn', title: '考核日期', width: 110 },
  { key: 'score', title: '考核成绩', width: 80 },
  { key: 'examResult', title: '考核结果', width: 80 },
  { key: 'attestedBy', title: '条件确认人', width: 100 },
  { key: 'attestedOn', title: '条件确认日期', width: 110 },
  { key: 'note', title: '备注', width: 160 },
]

export type Verdict = 'new' | 'update' | 'skip' | 'error'

/** Colour and word of what would happen to a row. */
export const VERDICTS: Record<Verdict, { text: string; color: string }> = {
  new: { text: '新增', color: 'success' },
  update: { text: '覆盖', color: 'processing' },
  skip: { text: '跳过', color: 'default' },
  error: { text: '有错', color: 'error' },
}
