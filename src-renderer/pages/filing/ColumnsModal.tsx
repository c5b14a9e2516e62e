import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined } from '@ant-design/icons'
import { Alert, Button, Flex, Form, Input, InputNumber, Select, Table } from 'antd'
import type { FilingColumn } from '../../../src-shared/contract/card.ts'
import { call } from '../../api.ts'
import { done } from '../../feedback.ts'
import { FormModal } from '../venues/FormModal.tsx'

type Key = FilingColumn['key']

/** What each column holds, and the header it starts with. */
const MEANING: Record<Key, string> = {
  index: '序号',
  name: '姓名',
  sex: '性别',
  birth: '出生日期',
  idNumber: '身份证号码',
  phone: '手机',
  department: '单位/部门',
  position: '职务职称',
  education: '学历',
  source: '选聘来源',
  code: '证卡编号',
  period: '有效期限',
  termStart: '聘期起',
  termEnd: '聘期止',
  issuedOn: '核发日期',
  orgName: '颁证机构',
  trainedOn: '培训日期',
  examOn: '考核日期',
  note: '备注',
}

interface Props {
  columns: FilingColumn[]
  seen: string
  onClose: () => void
}

/** The municipal template is not public: which columns, in which order, under which headers, is for the organisation to say. */
export function ColumnsModal({ columns, seen, onClose }: Props) {
  return (
    <FormModal<{ columns: FilingColumn[] }>
      title="备案名册的栏目"
      width={720}
      okText="保存"
      name="columns"
      initial={{ columns }}
      edited={{
        seen,
        again: async () => {
          const now = await call('filing.columns', {})
          return { seen: now.seen, values: { columns: now.columns } }
        },
        names: { columns: '栏目、顺序和表头' },
        words: { columns: value => (value as FilingColumn[]).map(({ header }) => header).join('、') },
      }}
      submit={async (values, _options, seen) => {
        await call('filing.setColumns', { ...values, seen })
        done('名册栏目已保存')
      }}
      onClose={onClose}
    >
      <Alert type="info" title="市鉴定管理中心的名册样式没有公开：请按收到的样表调整栏目、顺序和表头。" />
      <Form.Item
        name="columns"
        style={{ margin: '12px 0 0' }}
        rules={[
          {
            validator: async (_rule, list: FilingColumn[]) => {
              if (list.length === 0) throw new Error('至少保留一个栏目')
              if (list.some(({ header }) => header.trim() === '')) throw new Error('表头不能为空')
            },
          },
        ]}
      >
        <Columns />
      </Form.Item>
    </FormModal>
  )
}

interface ColumnsProps {
  /** From <Form.Item>. */
  value?: FilingColumn[]
  onChange?: (columns: FilingColumn[]) => void
}

function Columns({ value = [], onChange }: ColumnsProps) {
  const change = (key: Key, part: Partial<FilingColumn>) =>
    onChange?.(value.map(column => (column.key === key ? { ...column, ...part } : column)))
  const move = (index: number, by: 1 | -1) => {
    const next = [...value]
    const [moved] = next.splice(index, 1)
    if (moved) next.splice(index + by, 0, moved)
    onChange?.(next)
  }
  const unused = (Object.keys(MEANING) as Key[]).filter(key => !value.some(column => column.key === key))
  return (
    <>
      <Table<FilingColumn>
        size="small"
        rowKey="key"
        dataSource={value}
        pagination={false}
        scroll={{ y: 'min(360px, 45vh)' }}
        style={{ marginBottom: 12 }}
        columns={[
          { title: '内容', width: 110, render: (_, column) => MEANING[column.key] },
          {
            title: '表头',
            render: (_, column) => (
              <Input
                size="small"
                value={column.header}
                maxLength={40}
                status={column.header.trim() ? undefined : 'error'}
                aria-label={`${MEANING[column.key]}的表头`}
                onChange={event => change(column.key, { header: event.target.value })}
              />
            ),
          },
          {
            title: '列宽（字符）',
            width: 110,
            render: (_, column) => (
              <InputNumber
                size="small"
                min={4}
                max={60}
                precision={0}
                value={column.width}
                aria-label={`${MEANING[column.key]}的列宽`}
                onChange={width => change(column.key, { width: width ?? column.width })}
              />
            ),
          },
          {
            title: '顺序',
            width: 120,
            render: (_, column, index) => (
              <Flex gap={4}>
                <Button
                  size="small"
                  icon={<ArrowUpOutlined />}
                  aria-label={`上移${MEANING[column.key]}`}
                  disabled={index === 0}
                  onClick={() => move(index, -1)}
                />
                <Button
                  size="small"
                  icon={<ArrowDownOutlined />}
                  aria-label={`下移${MEANING[column.key]}`}
                  disabled={index === value.length - 1}
                  onClick={() => move(index, 1)}
                />
                <Button
                  size="small"
                  danger
                  icon={<DeleteOutlined />}
                  aria-label={`去掉${MEANING[column.key]}`}
                  onClick={() => onChange?.(value.filter(c => c.key !== column.key))}
                />
              </Flex>
            ),
          },
        ]}
      />
      <Select<Key>
        value={null}
        placeholder="添加栏目"
        aria-label="添加栏目"
        disabled={unused.length === 0}
        options={unused.map(key => ({ value: key, label: MEANING[key] }))}
        onChange={key => onChange?.([...value, { key, header: MEANING[key], width: 14 }])}
        style={{ width: 180 }}
      />
    </>
  )
}
