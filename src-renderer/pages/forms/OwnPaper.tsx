import { Checkbox, Flex, Form, Input, Select, Typography } from 'antd'
import { useState } from 'react'
import type { Input as In, Output } from '../../../src-shared/contract/index.ts'
import { call, useCall } from '../../api.ts'
import { done } from '../../feedback.ts'
import { FormModal } from '../venues/FormModal.tsx'

type Own = Omit<In<'paper.setOwn'>, 'seen'>

/** Papers with a list that takes columns of the office's own, by form code. */
const LISTS: Record<string, string> = {
  SGC: '考生签到表',
  SGE: '考评人员签到表',
  SGI: '监考、考务人员签到表',
  DVC: '考前设备核查表',
  SUM: '成绩汇总表',
  CRT: '证书签领表',
}

/** 本机构用表: a head line and a note on all papers of a session, and columns to write in. Official forms have none of it. */
export function OwnPaperDialog({ onClose }: { onClose: () => void }) {
  const { data } = useCall('paper.own', {})
  return data ? <OwnPaper now={data} onClose={onClose} /> : null
}

function OwnPaper({ now, onClose }: { now: Output<'paper.own'>; onClose: () => void }) {
  const [list, setList] = useState('SGC')
  return (
    <FormModal<Own>
      title="本机构用表"
      okText="保存用表设置"
      name="own"
      initial={valuesOf(now)}
      edited={{
        seen: now.seen,
        again: async () => {
          const found = await call('paper.own', {})
          return { seen: found.seen, values: valuesOf(found) }
        },
        names: Object.fromEntries(Object.entries(LISTS).map(([key, title]) => [`columns.${key}`, `${title}增加的列`])),
      }}
      submit={async ({ columns, ...values }, _options, seen) => {
        const named = Object.entries(columns).map(([key, names]) => [key, names.map(n => n.trim()).filter(Boolean)])
        await call('paper.setOwn', { ...values, columns: Object.fromEntries(named), seen })
        done('已保存本机构用表的设置')
      }}
      onClose={onClose}
    >
      <Form.Item name="head" label="抬头（印在标题上方，如体系文件编号）">
        <Input maxLength={120} />
      </Form.Item>
      <Form.Item name="note" label="附加说明（印在表下）">
        <Input.TextArea maxLength={300} autoSize={{ minRows: 2, maxRows: 4 }} />
      </Form.Item>
      <Form.Item label="增加的列（空着手写，每表最多 4 列）" htmlFor={`own_columns_${list}`}>
        <Flex gap={8}>
          <Select
            aria-label="用表"
            style={{ width: 200 }}
            options={Object.entries(LISTS).map(([value, label]) => ({ value, label }))}
            value={list}
            onChange={setList}
          />
          {Object.keys(LISTS).map(key => (
            <Form.Item key={key} name={['columns', key]} noStyle hidden={key !== list}>
              <Names shown={key === list} />
            </Form.Item>
          ))}
        </Flex>
      </Form.Item>
      <Form.Item name="whole" valuePropName="checked">
        <Checkbox>访问名单上印完整的手机号（不选则只印前三位和后四位）</Checkbox>
      </Form.Item>
      <Typography.Text type="secondary">只用于场次用表等本机构的表；附件3–7 一字不动。</Typography.Text>
    </FormModal>
  )
}

interface NamesProps {
  shown: boolean
  /** From <Form.Item>. */
  id?: string
  value?: string[]
  onChange?: (names: string[]) => void
}

/** Names of columns in one line, divided by 、. */
function Names({ shown, id, value = [], onChange }: NamesProps) {
  if (!shown) return null
  return (
    <Input
      id={id}
      placeholder="列名，用顿号隔开，如：手机、准备时间"
      value={value.join('、')}
      onChange={event => onChange?.(event.target.value.split('、').slice(0, 4))}
    />
  )
}

const valuesOf = ({ head, note, columns, whole }: Own): Own => ({
  head,
  note,
  whole,
  columns: Object.fromEntries(Object.keys(LISTS).map(key => [key, columns[key] ?? []])),
})
