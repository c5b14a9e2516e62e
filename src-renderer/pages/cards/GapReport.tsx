import { Alert, Descriptions, Modal, Select, Spin, Table } from 'antd'
import { useState } from 'react'
import { useCall } from '../../api.ts'
import { Findings } from '../../components/Findings.tsx'
import { useSession } from '../../session.tsx'
import { ErrorBlock } from '../../showError.tsx'

const four = (n: number) => String(n).padStart(4, '0')

/** R-CODE-SEQ: the numbers of a 核发 year that were skipped, and the void ones, which are not skipped but spent. */
export function GapReport({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { today } = useSession()
  const thisYear = Number(today.slice(0, 4))
  const [year, setYear] = useState(thisYear)
  const { data, error } = useCall('card.gaps', open ? { year } : null, ['card'])

  return (
    <Modal
      open={open}
      onCancel={onClose}
      title="序列码跳号报告"
      width={560}
      okText="关闭"
      onOk={onClose}
      cancelButtonProps={{ style: { display: 'none' } }}
    >
      <Select
        value={year}
        onChange={setYear}
        aria-label="核发年份"
        options={[0, 1, 2, 3, 4].map(back => ({ value: thisYear - back, label: `${thisYear - back} 年` }))}
        style={{ width: 120, marginBottom: 12 }}
      />
      {error && <ErrorBlock error={error} />}
      {!data && !error && <Spin />}
      {data && (
        <>
          <Descriptions
            size="small"
            column={2}
            items={[
              { key: 'used', label: '已用', children: `${data.used} 个` },
              { key: 'max', label: '最大序列码', children: data.max ? four(data.max) : '—' },
            ]}
          />
          <Findings list={data.findings} compact />
          {data.gaps.length === 0 ? (
            <Alert type="success" showIcon title="没有跳号，按 0001–9999 依次取值（附件1 第10–13位）。" />
          ) : (
            <Table
              size="small"
              rowKey="from"
              dataSource={data.gaps}
              pagination={data.gaps.length > 20 ? { pageSize: 20, size: 'small' } : false}
              columns={[
                {
                  title: '跳过的序列码',
                  className: 'num',
                  render: (_, gap) => (gap.from === gap.to ? four(gap.from) : `${four(gap.from)}–${four(gap.to)}`),
                },
                { title: '个数', dataIndex: 'count', width: 100 },
              ]}
            />
          )}
          {data.voided.length > 0 && (
            <Alert
              type="info"
              style={{ marginTop: 12 }}
              title={`另有 ${data.voided.length} 个作废编号，不算跳号，也不再使用`}
              description={<span className="num">{data.voided.join('、')}</span>}
            />
          )}
        </>
      )}
    </Modal>
  )
}
