import type { ImportSubject } from '../../components/import/subject.ts'

export const ROSTER: ImportSubject = {
  area: 'roster',
  unit: '人',
  existing: '名册里已有的人：',
  findings: true,
  columns: [
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
  ],
}
