import { Alert, Descriptions, Flex, Steps, Table, Typography } from 'antd'
import type { Batch, BatchDates } from '../../../../src-shared/contract/batch.ts'
import { ASSESSMENT_FORM, PHASE } from '../../../../src-shared/labels.ts'
import { useCall } from '../../../api.ts'
import { dateText } from '../../../components/DateText.tsx'
import { Findings } from '../../../components/Findings.tsx'
import type { TabProps } from '../BatchPage.tsx'
import { DATE_GROUPS, DATE_LABEL } from '../DatesField.tsx'
import { CoverageMarks, PHASES } from '../tags.tsx'
import { plannedOf } from '../words.ts'

/** 概况: where the batch stands, what is wrong with it today, and its dates. */
export function OverviewTab({ batch }: TabProps) {
  const matrix = useCall('coverage.matrix', {}, ['batch'])
  const covered = matrix.data?.rows.find(row => row.batchId === batch.id)
  return (
    <Flex vertical gap={16} style={{ maxWidth: 1280 }}>
      <Steps
        size="small"
        titlePlacement="vertical"
        responsive={false}
        current={PHASES.indexOf(batch.phase)}
        items={PHASES.map(phase => ({ title: PHASE[phase], content: phaseDate(batch.dates, phase) }))}
        style={{ paddingTop: 4 }}
      />
      {batch.findings.length === 0 ? (
        <Alert type="success" showIcon title="按现有登记，没有需要处理的提醒。" />
      ) : (
        <section aria-label="提醒">
          <Typography.Title level={5} style={{ margin: '0 0 8px' }}>
            提醒 {batch.findings.length} 项
          </Typography.Title>
          <Findings list={batch.findings} compact />
        </section>
      )}
      <Descriptions
        size="small"
        bordered
        column={{ xs: 1, md: 2, xl: 3 }}
        items={[
          { label: '计划号', children: batch.planNo },
          { label: '认定形式', children: batch.forms.map(form => ASSESSMENT_FORM[form]).join('、') },
          { label: '场地', children: batch.venue || batch.place || '未填' },
          { label: '人数（计划/实际）', children: <People batch={batch} /> },
          { label: '联系人', children: [batch.contact, batch.phone].filter(Boolean).join('　') || '未填' },
          {
            label: '内部督导覆盖',
            children: covered ? <CoverageMarks covered={covered} phase={batch.phase} /> : '—',
          },
          { label: '所依规则', span: 'filled' as const, children: packText(batch.pack) },
          ...(batch.origin ? [{ label: '来源', span: 'filled' as const, children: batch.origin }] : []),
          ...(batch.note ? [{ label: '备注', span: 'filled' as const, children: batch.note }] : []),
        ]}
      />
      <Flex gap={24} wrap align="start">
        <div style={{ flex: '1 1 420px' }}>
          <Typography.Text strong>职业（工种）、等级和人数</Typography.Text>
          <Table
            size="small"
            style={{ marginTop: 8 }}
            rowKey={row => `${row.occupation}|${row.trade}|${row.level}`}
            pagination={false}
            dataSource={batch.items}
            locale={{ emptyText: '还没有填写，请点「修改」补充。' }}
            columns={[
              { title: '职业', dataIndex: 'occupation' },
              { title: '工种', dataIndex: 'trade' },
              { title: '等级', dataIndex: 'level', width: 120 },
              { title: '计划', dataIndex: 'planned', width: 64, align: 'end', className: 'num' },
              { title: '实际', width: 64, align: 'end', className: 'num', render: (_, row) => row.actual ?? '—' },
            ]}
          />
        </div>
        <Dates dates={batch.dates} />
      </Flex>
    </Flex>
  )
}

const BEGINS: Record<(typeof PHASES)[number], keyof BatchDates> = {
  filing: 'filedOn',
  plan: 'plannedOn',
  signup: 'signupFrom',
  before: 'reviewedOn',
  during: 'examFrom',
  scoring: 'scoredOn',
  public: 'publicFrom',
  certified: 'certifiedOn',
  archived: 'archivedOn',
}

const phaseDate = (dates: BatchDates, phase: (typeof PHASES)[number]): string =>
  dates[BEGINS[phase]]?.slice(5) ?? '未定'

function People({ batch }: { batch: Batch }) {
  const known = batch.items.filter(item => item.actual !== null)
  const actual = known.reduce((sum, item) => sum + (item.actual ?? 0), 0)
  return (
    <span className="num">
      {plannedOf(batch)} / {known.length > 0 ? actual : '—'}，考生名册 {batch.candidates} 人
    </span>
  )
}

function Dates({ dates }: { dates: BatchDates }) {
  return (
    <div style={{ flex: '1 1 420px' }}>
      <Typography.Text strong>日期</Typography.Text>
      <Descriptions
        size="small"
        column={2}
        style={{ marginTop: 8 }}
        items={DATE_GROUPS.flatMap(group => group.keys).map(key => ({
          label: DATE_LABEL.get(key),
          children: <span className="num">{dates[key] ? dateText(dates[key]) : '未定'}</span>,
        }))}
      />
    </div>
  )
}

/** A batch is judged by the pack of its time (requirements T18: the 细则 has no date, the organisation fills in 生效日). */
function packText({ title, from, before }: Batch['pack']): string {
  if (from === null) return `《${title}》，生效日未填（可在设置中填写）`
  return before ? `《${title}》，生效日 ${from}；本批次早于生效日，按同一规则提示` : `《${title}》，${from} 起`
}
