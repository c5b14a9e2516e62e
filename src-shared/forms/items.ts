/**
 * The items of 附件3 and 附件7, letter by letter as the regulation prints them: 考场须等, 佩带, 「4、」, the gap in 「记录 单」 and the
 * missing item 15 are its own (T10, F15). A test compares each line with the regulation's text. An item's number is part of what is
 * printed, never an index.
 */

/** Items under one heading of the second column. `gap` stands where 附件3 现场 has no item 15 but the words （现场督导）. */
export interface Part {
  label?: string
  items: string[]
  gap?: string
}

/** Parts under one heading of the first column. */
export interface Group {
  label: string
  parts: Part[]
}

/** The number that an item is printed with. */
export const numberOf = (item: string): number => Number(/^\d+/.exec(item)?.[0])

export const itemsOf = (groups: readonly Group[]): string[] => groups.flatMap(g => g.parts.flatMap(p => p.items))

const POLICY: Group = {
  label: '政策制度执行情况',
  parts: [
    {
      items: [
        '1.贯彻执行有关法律法规、规章和有关政策及其质量管理体系建设等情况',
        '2.执行考务、题库/卷库、人员管理、证书等管理办法情况',
      ],
    },
  ],
}

/** 附件3, 现场: 1–14, 16, 17. */
export const SITE_ITEMS: Group[] = [
  POLICY,
  {
    label: '考前督导检查',
    parts: [
      {
        label: '评价计划',
        items: [
          '3.理论知识考试、技能操作考核、综合评审等评价方式与备案方案内容一致',
          '4.评价时间、评价人数及评价内容与评价计划一致',
        ],
      },
      { label: '资格审核', items: ['5.对认定对象进行资格条件复核抽查合格'] },
      {
        label: '人员安排',
        items: [
          '6.考评人员、考务人员、内督员的安排合理与评价计划一致',
          '7.考评人员、考务人员、内督员和工作人员配备数量及分工合理',
        ],
      },
      {
        label: '现场布置',
        items: [
          '8.评价现场环境符合各项要求（安静、整洁、通风、灯光、防火、考场防疫与安全出口标识等）',
          '9.考核现场仪器设备、材料和工具符合本次评价需求考场布置规范且科学、有备用考场及设施',
          '10.考核现场张贴考场须等相关要求，醒目，便于考生知晓',
        ],
      },
    ],
  },
  {
    label: '考中督导检查',
    parts: [
      {
        label: '人员履职',
        items: ['11.考评人员、考务人员、内督员认真履行职责，有工作记录表', '12.现场工作人员全程佩带相应工作证卡'],
      },
      {
        label: '认定过程',
        items: ['13.考试开始/结束时间与评价计划报备一致', '14.按要求核对考生的证件信息、做好考生签到与考场记录'],
      },
      { gap: '（现场督导）', items: [] },
      { label: '评分过程', items: ['16.评价现场秩序有序', '17.评价过程进行录像、拍照有影像资料'] },
    ],
  },
]

/** 附件3, 事后认定材料督导: 1–16. */
export const AFTER_ITEMS: Group[] = [
  POLICY,
  {
    label: '认定前资料督导检查',
    parts: [
      {
        label: '评价计划',
        items: [
          '3.理论知识考试、技能操作考核、综合评审等评价方式与实施方案一致',
          '4、评价时间、评价人数及评价内容与评价计划一致',
        ],
      },
      {
        label: '人员履职',
        items: [
          '5.认定机构负责人有履职情况记录',
          '6.考评人员、考务人员、内督员的安排合理与评价计划一致',
          '7.考评人员、考务人员、内督员认真履行职责，有工作记录表',
        ],
      },
    ],
  },
  {
    label: '认定过程资料督导检查',
    parts: [
      { label: '考生信息', items: ['8.复核抽查考生资格信息合格'] },
      {
        label: '认定过程',
        items: [
          '9.考试开始、结束时间与评价计划报备一致',
          '10.按要求核对考生的证件信息、做好考生签到与考场记录',
          '11.评价过程有影像资料',
          '12.被督导单位配合外督员人员工作',
        ],
      },
      {
        label: '评分过程',
        items: ['13.评分过程符合规范要求，有评分记录表', '14.有考评人员对实操评分签名确认'],
      },
    ],
  },
  {
    label: '认定结果资料督导检查',
    parts: [
      {
        label: '结果评定',
        items: [
          '15.评价机构对评价结果进行公示',
          '16.按规定保存考核结果及相关资料(评分表、考场情况记录 单、考件等)；档案资料完整，管理规范有序',
        ],
      },
    ],
  },
]

/** The items of an internal record. */
export const groupsOf = (kind: 'onsite' | 'afterwards'): Group[] => (kind === 'onsite' ? SITE_ITEMS : AFTER_ITEMS)

/** The printed numbers of a record's items: 附件3 现场 has no 15 (T10). */
export const itemNumbers = (kind: 'onsite' | 'afterwards'): string[] =>
  itemsOf(groupsOf(kind)).map(item => String(numberOf(item)))

/** 附件7, 事中现场督导. */
export const DURING_CONTEST_ITEMS = [
  '1.执行职业技能竞赛有关政策规定',
  '2.执行赛务、试题、成绩管理规定',
  '3.竞赛实施过程与备案方案一致',
  '4.竞赛开始结束时间、地点、职业、人数与竞赛计划一致',
  '5.赛务人员、裁判人员安排与竞赛计划一致',
  '6.赛务人员、裁判人员佩戴证卡上岗，认真履行职责',
  '7.竞赛选手入场，登记、核查选手资质无误',
  '8.试卷密封完好',
  '9.竞赛选手遵守竞赛规则',
  '10.竞赛选手成绩核算符合竞赛程序和工作要求',
  '11.竞赛现场条件符合竞赛方案要求',
]

/** 附件7, 事后竞赛结果督导. */
export const AFTER_CONTEST_ITEMS = [
  '1.执行职业技能竞赛有关政策规定',
  '2.竞赛通知、实施方案、竞赛应急预案符合要求',
  '3.竞赛组委会、裁判人员、仲裁人员名单符合要求',
  '4.竞赛开始结束时间、地点、职业、人数与竞赛计划一致',
  '5.赛务人员、裁判人员安排与竞赛计划一致',
  '6.赛务人员、裁判人员、相关工作人员履行职责',
  '7.竞赛试题与竞赛职业、等级、场次信息一致',
  '8.评分记录齐全，有裁判人员签字，成绩计算无误',
  '9.仲裁委员会工作记录齐全',
  '10.竞赛选手信息、选手入场签到表齐全',
  '11.竞赛结果公示，竞赛表彰通知齐全',
  '12.申请核发技能等级证书职业、等级、人数符合晋升比例要求',
  '13.竞赛过程有影像资料',
]
