/** What the facts of the forms are called, and how they are typed; the shapes come from the forms themselves (form.facts). */

/** The part of JSON Schema that the forms' facts use. */
export interface Schema {
  type?: string
  enum?: unknown[]
  anyOf?: { const?: unknown }[]
  items?: Schema
  properties?: Record<string, Schema>
}

export type Facts = Record<string, unknown>

export interface Field {
  key: string
  label: string
  kind: 'line' | 'text' | 'date' | 'number' | 'boolean' | 'choice' | 'choices' | 'rows' | 'answers'
  /** Of a choice. */
  options?: { value: string | number; label: string }[]
  /** Of rows. */
  columns?: Field[]
}

const LABELS: Record<string, string> = {
  address: '场地地址',
  age: '年龄',
  appointments: '聘任',
  arrived: '外督员进场时间',
  assignment: '委派单编号',
  attestations: '任职条件确认',
  badge: '佩戴督导员证卡',
  batch: '批次',
  birth: '出生日期',
  by: '确认人',
  cards: '证卡',
  clause: '条件',
  code: '证卡编号',
  contact: '联系人',
  contest: '竞赛项目名称',
  content: '内容',
  countedOn: '核查日期',
  department: '单位/部门',
  difference: '差异',
  differences: '差异',
  document: '聘任文件',
  duties: '委派',
  duty: '分工',
  education: '学历',
  end: '聘期止',
  entries: '督导安排',
  equipment: '设备',
  exams: '考核',
  explanation: '变更说明',
  feedback: '工作反馈情况',
  filed: '备案数量',
  filedOn: '备案日期',
  form: '认定形式',
  found: '现场数量',
  from: '开始时间',
  hours: '学时',
  inspector: '外督员姓名',
  inspectors: '督导员姓名',
  issuedOn: '核发日期',
  items: '督导内容',
  kind: '督导形式',
  left: '外督员离场时间',
  model: '型号',
  name: '姓名',
  note: '备注',
  number: '编号',
  occupation: '职业（工种）',
  occupations: '职业名称及等级',
  on: '日期',
  opinion: '督导人员意见',
  org: '机构名称',
  organizer: '组织单位',
  parts: '督导内容',
  people: '人数',
  perSheet: '每张 A4 排几张',
  period: '有效期限',
  phone: '电话',
  place: '地点',
  plan: '评价计划名称',
  position: '职务职称',
  problems: '存在问题',
  purpose: '用途',
  quantity: '数量',
  receipt: '备案回执',
  reply: '被督导单位意见',
  result: '结果',
  room: '位置（室）',
  score: '成绩',
  sessions: '场次',
  sex: '性别',
  source: '选聘来源',
  spec: '规格',
  start: '聘期起',
  state: '状态',
  subject: '内容',
  supervisors: '内督员姓名',
  time: '时间',
  to: '结束时间',
  trainings: '培训',
  unit: '单位',
  validUntil: '有效期至',
  venue: '场地名称',
}

/** Where a name means something else. */
const OTHER: Record<string, string> = {
  'annex6.entries.kind': '督导类型',
  'assignment.people': '委派的内督员',
  'venueDiff.differences.name': '设备名称',
  'venueSheet.equipment.name': '设备名称',
}

const DATES = new Set(['birth', 'countedOn', 'end', 'filedOn', 'issuedOn', 'on', 'start', 'validUntil'])
const LONG = new Set(['content', 'feedback', 'opinion', 'problems', 'reply'])
const WORDS: Record<string, string> = { during: '事中', after: '事后', theory: '理论知识', skill: '技能操作' }

const option = (value: unknown) => ({
  value: value as string | number, // the enums of the forms hold nothing else
  label: WORDS[String(value)] ?? String(value),
})

/** The fields of a form, in its own order. What cannot be typed (a photo) has none. */
export function fieldsOf(form: string, schema: Schema, path = form): Field[] {
  return Object.entries(schema.properties ?? {}).flatMap(([key, part]): Field[] => {
    const label = OTHER[`${path}.${key}`] ?? LABELS[key]
    if (label === undefined) return []
    const of = (kind: Field['kind'], more: Partial<Field> = {}): Field[] => [{ key, label, kind, ...more }]
    if (part.enum) return of('choice', { options: part.enum.map(option) })
    if (part.anyOf) return of('choice', { options: part.anyOf.flatMap(one => (one.const ? [option(one.const)] : [])) })
    switch (part.type) {
      case 'string':
        return of(DATES.has(key) ? 'date' : LONG.has(key) && path === form ? 'text' : 'line')
      case 'integer':
      case 'number':
        return of('number')
      case 'boolean':
        return of('boolean')
      case 'array':
        if (key === 'items') return of('answers')
        if (part.items?.enum) return of('choices', { options: part.items.enum.map(option) })
        if (part.items?.properties) return of('rows', { columns: fieldsOf(form, part.items, `${path}.${key}`) })
        return []
      default:
        return []
    }
  })
}
