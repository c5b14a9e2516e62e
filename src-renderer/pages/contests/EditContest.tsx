import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { AutoComplete, Button, Flex, Form, Input } from 'antd'
import { useRef } from 'react'
import type { Contest, ContestInput } from '../../../src-shared/contract/contest.ts'
import { LEVELS } from '../../../src-shared/labels.ts'
import { call } from '../../api.ts'
import { DateItem } from '../../components/typed/items.tsx'
import { done } from '../../feedback.ts'
import { navigate } from '../../location.ts'
import { Occupation } from '../batches/ItemsField.tsx'
import { FormModal } from '../venues/FormModal.tsx'

type Values = Omit<ContestInput, 'id' | 'version'>

const BLANK_ITEM = { occupation: '', level: '' }
const LEVEL_OPTIONS = LEVELS.map(value => ({ value }))
const must = [{ required: true, whitespace: true, message: '必填' }]

const valuesOf = (contest?: Contest): Values => ({
  name: contest?.name ?? '',
  host: contest?.host ?? '',
  coHost: contest?.coHost ?? '',
  items: contest?.items ?? [BLANK_ITEM],
  noticeNo: contest?.noticeNo ?? '',
  from: contest?.from ?? null,
  to: contest?.to ?? null,
  contact: contest?.contact ?? '',
  phone: contest?.phone ?? '',
  note: contest?.note ?? '',
})

/** A new contest opens afterwards at its places; an old one stays where it is. */
export function EditContest({ contest, onClose }: { contest?: Contest; onClose: () => void }) {
  const created = useRef<number>(undefined)
  return (
    <FormModal<Values>
      title={contest ? `修改竞赛　${contest.name}` : '新建竞赛'}
      okText="保存"
      name="contest"
      width={860}
      initial={valuesOf(contest)}
      edited={
        contest && {
          seen: contest.seen,
          again: async () => {
            const now = await call('contest.get', { id: contest.id })
            return { seen: now.seen, values: valuesOf(now) }
          },
          names: { items: '职业（工种）和等级' },
        }
      }
      submit={async ({ items, from, to, ...values }, _options, seen) => {
        const saved = await call('contest.save', {
          ...values,
          from: from ?? null,
          to: to ?? null,
          items: items.filter(item => `${item.occupation}${item.level}`.trim() !== ''), // a blank line says nothing
          ...(contest ? { id: contest.id, seen } : {}),
        })
        if (!contest) created.current = saved.id
        done(`已保存竞赛「${saved.name}」`)
      }}
      onClose={() => {
        onClose()
        if (created.current !== undefined) void navigate('contest', { id: String(created.current), tab: 'places' })
      }}
    >
      <Form.Item name="name" label="竞赛项目名称" rules={must}>
        <Input maxLength={120} autoFocus />
      </Form.Item>
      <Flex gap={12} wrap>
        <Form.Item name="host" label="主办单位" style={{ flex: '1 1 280px' }} rules={must}>
          <Input maxLength={120} />
        </Form.Item>
        <Form.Item name="coHost" label="协办单位" style={{ flex: '1 1 280px' }}>
          <Input maxLength={200} />
        </Form.Item>
      </Flex>
      <Form.Item label="职业（工种）和等级">
        <Items />
      </Form.Item>
      <Flex gap={12} wrap>
        <Form.Item name="noticeNo" label="竞赛通知文号" style={{ flex: '1 1 220px' }}>
          <Input maxLength={60} placeholder="例如 京开人社〔2026〕12号" />
        </Form.Item>
        <DateItem name="from" label="开始日期" style={{ flex: '1 1 160px' }} />
        <DateItem name="to" label="结束日期" style={{ flex: '1 1 160px' }} />
      </Flex>
      <Flex gap={12} wrap>
        <Form.Item name="contact" label="联系人" style={{ flex: '1 1 120px', marginBottom: 0 }}>
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="phone" label="电话" style={{ flex: '1 1 140px', marginBottom: 0 }}>
          <Input maxLength={20} inputMode="tel" />
        </Form.Item>
        <Form.Item name="note" label="备注" style={{ flex: '2 1 280px', marginBottom: 0 }}>
          <Input.TextArea maxLength={500} autoSize={{ minRows: 1, maxRows: 4 }} />
        </Form.Item>
      </Flex>
    </FormModal>
  )
}

function Items() {
  return (
    <Form.List name="items">
      {(fields, { add, remove }) => (
        <Flex vertical gap={6}>
          {fields.map(({ key, name }, index) => (
            <Flex key={key} gap={6} align="start">
              <Form.Item
                name={[name, 'occupation']}
                style={{ flex: 2, margin: 0 }}
                rules={[{ required: fields.length > 1, whitespace: true, message: '请填写职业' }]}
              >
                <Occupation label={`第 ${index + 1} 项职业`} />
              </Form.Item>
              <Form.Item name={[name, 'level']} style={{ flex: 1, margin: 0 }}>
                <AutoComplete
                  aria-label={`第 ${index + 1} 项等级`}
                  placeholder="等级"
                  maxLength={20}
                  options={LEVEL_OPTIONS}
                />
              </Form.Item>
              <Button
                type="text"
                icon={<DeleteOutlined />}
                aria-label={`移除第 ${index + 1} 项`}
                onClick={() => remove(name)}
              />
            </Flex>
          ))}
          <div>
            <Button size="small" icon={<PlusOutlined />} onClick={() => add(BLANK_ITEM)}>
              添加职业等级
            </Button>
          </div>
        </Flex>
      )}
    </Form.List>
  )
}
