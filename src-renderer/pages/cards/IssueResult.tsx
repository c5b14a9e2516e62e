import { Button, Flex, Table, Tabs, Typography } from 'antd'
import { Findings } from '../../components/Findings.tsx'
import type { Issued } from './IssueDialog.tsx'

interface Props {
  result: Issued
  onPrint: () => void
  onClose: () => void
}

/** Who got which code, and who got none and why. */
export function IssueResult({ result: { issued, refused }, onPrint, onClose }: Props) {
  return (
    <>
      <Tabs
        defaultActiveKey={issued.length > 0 ? 'issued' : 'refused'}
        items={[
          {
            key: 'issued',
            label: `已发 ${issued.length} 张`,
            children: (
              <Table
                size="small"
                rowKey="id"
                dataSource={issued}
                pagination={false}
                virtual
                scroll={{ y: 280, x: 400 }}
                columns={[
                  { title: '姓名', dataIndex: 'name', width: 200 },
                  { title: '证卡编号', dataIndex: 'code', className: 'num' },
                ]}
              />
            ),
          },
          {
            key: 'refused',
            label: `未发 ${refused.length} 人`,
            disabled: refused.length === 0,
            children: (
              <div style={{ maxHeight: 320, overflow: 'auto' }}>
                {refused.map(person => (
                  <div key={person.id} style={{ marginBottom: 12 }}>
                    <Typography.Text strong>{person.name}</Typography.Text>
                    <Findings list={person.findings} compact={refused.length > 3} />
                  </div>
                ))}
              </div>
            ),
          },
        ]}
      />
      <Flex justify="end" gap={8} style={{ marginTop: 12 }}>
        <Button onClick={onClose}>关闭</Button>
        <Button type="primary" disabled={issued.length === 0} onClick={onPrint} autoFocus>
          打印这些证卡
        </Button>
      </Flex>
    </>
  )
}
