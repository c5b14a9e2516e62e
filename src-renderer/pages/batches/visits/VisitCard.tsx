import { Button, Card, Flex, Table, Tag, Typography } from 'antd'
import type { ReactNode } from 'react'
import type { Deadline, Visit } from '../../../../src-shared/contract/supervision.ts'
import { dateText, instantText } from '../../../components/DateText.tsx'
import { Findings } from '../../../components/Findings.tsx'
import { DeadlineList } from '../../deadlines/DeadlineList.tsx'
import { OwnerEvidence } from '../../evidence/OwnerEvidence.tsx'
import { AttachmentLink } from '../../roster/AttachmentLink.tsx'
import { FormsSet } from '../FormsSet.tsx'
import { MoveScan, StrikeEntry, VisitUndo } from './VisitUndo.tsx'

interface Props {
  visit: Visit
  deadlines: Deadline[]
  closed: boolean
  visits: Visit[]
  onAction: (what: 'edit' | 'hand' | 'scan' | 'fix' | 'feedback') => void
}

/** One visit: who came and for how long, what is due, what was signed, and what was handed over. */
export function VisitCard({ visit, deadlines, visits, closed, onAction }: Props) {
  const days = visit.on === visit.endedOn ? dateText(visit.on) : `${visit.on} 至 ${visit.endedOn}`
  return (
    <Card
      size="small"
      title={
        <Flex gap={12} align="center">
          <span className="num">{days}</span>
          <Tag color="blue">{visit.kind}</Tag>
        </Flex>
      }
      extra={
        <Flex gap={8} wrap>
          {!closed && <Button onClick={() => onAction('edit')}>修改</Button>}
          {!closed && <VisitUndo visit={visit} />}
          <OwnerEvidence kind="visit" id={visit.id} name={`${visit.on} ${visit.kind}`} />
          <FormsSet
            text={`附件4 ${visit.inspectors.length} 份`}
            items={visit.inspectors.map((_, inspector) => ({
              form: 'annex4',
              mode: 'filled',
              subject: { kind: 'visit', id: visit.id, inspector },
            }))}
          />
          <FormsSet
            text="访问名单"
            items={[{ form: 'accessList', mode: 'filled', subject: { kind: 'visit', id: visit.id } }]}
          />
          <FormsSet
            text="资料提供登记表"
            items={[{ form: 'handedReceipt', mode: 'filled', subject: { kind: 'visit', id: visit.id } }]}
          />
        </Flex>
      }
    >
      <Flex vertical gap={12}>
        <People visit={visit} />
        <Findings list={visit.findings} compact />
        <section aria-label="期限">
          <Typography.Text strong>期限</Typography.Text>
          <DeadlineList deadlines={deadlines} />
          {visit.endReason && <Typography.Text type="secondary">结束日期说明：{visit.endReason}</Typography.Text>}
        </section>
        <section aria-label="督导意见">
          <Bar text="外督员意见">
            {!closed && (
              <Button size="small" onClick={() => onAction('fix')}>
                登记为问题
              </Button>
            )}
          </Bar>
          <div style={{ whiteSpace: 'pre-wrap' }}>
            {visit.opinion || <Typography.Text type="secondary">没有记录</Typography.Text>}
          </div>
        </section>
        <section aria-label="工作反馈情况">
          <Bar text="附件4 工作反馈情况">
            {!closed && (
              <Button size="small" onClick={() => onAction('feedback')}>
                填写反馈情况
              </Button>
            )}
          </Bar>
          <Typography.Text type="secondary">
            {visit.inspectors
              .map(({ name, number }) => {
                const newest = visit.feedback.find(one => one.inspector === name && one.number === number)
                return `${name}：${newest ? `第 ${newest.version} 版` : '还没有填写'}`
              })
              .join('　')}
          </Typography.Text>
        </section>
        <section aria-label="签字扫描件">
          <Bar text="签字扫描件（附件3、附件4）">
            {!closed && (
              <Button size="small" onClick={() => onAction('scan')}>
                存入扫描件
              </Button>
            )}
          </Bar>
          <Flex gap={16} wrap>
            {visit.scans.map(scan => (
              <span key={scan.id}>
                {scan.form} <AttachmentLink file={scan.file} />
                {!closed && <MoveScan scan={scan} visit={visit} visits={visits} />}
                {!closed && <StrikeEntry of="scan" id={scan.id} text="这份扫描件" />}
              </span>
            ))}
            {visit.scans.length === 0 && <Typography.Text type="secondary">还没有</Typography.Text>}
          </Flex>
        </section>
        <section aria-label="资料提供登记">
          <Bar text="资料提供登记（第二十九条）">
            <Flex gap={8}>
              {visit.handed.length > 0 && (
                <FormsSet
                  text="打印登记表"
                  items={[{ form: 'handedReceipt', mode: 'filled', subject: { kind: 'visit', id: visit.id } }]}
                />
              )}
              {!closed && <Button onClick={() => onAction('hand')}>登记提供资料</Button>}
            </Flex>
          </Bar>
          {visit.handed.length > 0 && (
            <Table
              size="small"
              rowKey="id"
              pagination={false}
              scroll={{ x: 640 }}
              dataSource={visit.handed}
              columns={[
                { title: '时间', width: 150, className: 'num', render: (_, row) => instantText(row.at) },
                { title: '资料', dataIndex: 'what' },
                { title: '方式', dataIndex: 'way', width: 70 },
                { title: '提供人', dataIndex: 'by', width: 100 },
                { title: '接收人', dataIndex: 'to', width: 100 },
                ...(closed
                  ? []
                  : [
                      {
                        title: '',
                        width: 70,
                        render: (_: unknown, row: Visit['handed'][number]) => (
                          <StrikeEntry of="handed" id={row.id} text="这条登记" />
                        ),
                      },
                    ]),
              ]}
            />
          )}
        </section>
      </Flex>
    </Card>
  )
}

function Bar({ text, children }: { text: string; children: ReactNode }) {
  return (
    <Flex justify="space-between" align="center" style={{ marginBottom: 4 }}>
      <Typography.Text strong>{text}</Typography.Text>
      {children}
    </Flex>
  )
}

function People({ visit }: { visit: Visit }) {
  return (
    <Table
      size="small"
      rowKey={row => `${row.name}|${row.number}`}
      pagination={false}
      scroll={{ x: 680 }}
      dataSource={visit.inspectors}
      columns={[
        { title: '外督员', dataIndex: 'name', width: 110 },
        { title: '证卡编号', dataIndex: 'number', width: 130, className: 'num' },
        { title: '单位', dataIndex: 'unit' },
        {
          title: '进场/离场',
          width: 130,
          className: 'num',
          render: (_, row) => `${row.from ?? '—'} / ${row.to ?? '—'}`,
        },
        {
          title: '时长与劳务费参考（由社会事业局支付）',
          width: 300,
          render: (_, row) => visit.hours.find(one => one.name === row.name)?.reference ?? '—',
        },
      ]}
    />
  )
}
