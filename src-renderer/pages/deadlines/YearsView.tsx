import { Alert, Button, Flex, Spin, Table, Tag, Typography } from 'antd'
import { useState } from 'react'
import { useCall } from '../../api.ts'
import { useSession } from '../../session.tsx'
import { ErrorBlock } from '../../showError.tsx'
import { LoadYear } from './LoadYear.tsx'
import { offText, shortDates } from './words.ts'

/** 工作日年历: which years are loaded, from which notice; a year that is not loaded is never guessed (T19). */
export function YearsView() {
  const { today } = useSession()
  const { data, error } = useCall('calendar.years', {}, ['batch'])
  const [loading, setLoading] = useState(false)
  if (error && !data) return <ErrorBlock error={error} />
  if (!data) return <Spin />
  const [from, to] = [Number(today.slice(0, 4)), Number(today.slice(0, 4)) + 1]
  const missing = [from, to].filter(year => !data.years.some(one => one.year === year))
  return (
    <Flex vertical gap={12}>
      <Flex justify="space-between" align="start" gap={12} wrap>
        {missing.length > 0 ? (
          <Alert
            type="warning"
            showIcon
            style={{ flex: '1 1 400px' }}
            title={`${missing.join('、')} 年未装载`}
            description="落在这些年份的工作日期限显示为「未装载」，不按周一至周五推算。国务院办公厅发布放假安排后，粘贴通知原文即可装载。"
          />
        ) : (
          <Typography.Text type="secondary">今年和明年的年历都已装载。</Typography.Text>
        )}
        <Button type="primary" onClick={() => setLoading(true)}>
          装载年历
        </Button>
      </Flex>
      <Table
        size="small"
        rowKey="year"
        pagination={false}
        scroll={{ x: 860 }}
        dataSource={[...data.years].reverse()}
        columns={[
          { title: '年度', width: 80, className: 'num', render: (_, row) => `${row.year} 年` },
          {
            title: '来源',
            width: 230,
            render: (_, row) => (
              <>
                <Tag color={row.shipped ? 'default' : 'blue'}>{row.shipped ? '程序自带' : '本机构装载'}</Tag>
                {row.source}
              </>
            ),
          },
          { title: '放假', render: (_, row) => row.holidays.map(offText).join('；') },
          { title: '调休上班', width: 250, className: 'num', render: (_, row) => shortDates(row.workdays) },
        ]}
      />
      {loading && <LoadYear onClose={() => setLoading(false)} />}
    </Flex>
  )
}
