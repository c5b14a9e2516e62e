import { AutoComplete, Form, Input, InputNumber, Select } from 'antd'
import type { EvidenceFacts, Secrecy } from '../../../src-shared/contract/evidence.ts'
import { DateItem } from '../../components/typed/items.tsx'
import { useSession } from '../../session.tsx'
import './evidence.css'

const CATEGORIES = ['照片', '录像', '录音', '签字件扫描', '电子文件', '表格', '截图']
export const SECRECY: readonly Secrecy[] = ['公开', '内部', '含个人信息']

interface Props {
  /** One file has its own title; for several at once a title would be the same for all. */
  many: boolean
  /** 摄录者, 地点, 事由: for photos, videos and sound. */
  media: boolean
  /** Blank means "as it is": nothing is required then. */
  partial?: boolean
  disabled?: boolean
}

/** What describes a file (题名、责任者、日期、类别、密级 …), for <Form>. */
export function FactsFields({ many, media, partial = false, disabled }: Props) {
  const { today, info } = useSession()
  const people = info.operators.map(value => ({ value }))
  return (
    <div className="facts">
      <Form.Item
        className="facts-wide"
        name="title"
        label="题名"
        rules={many ? [] : [{ required: true, whitespace: true, message: '请填写题名' }]}
      >
        <Input
          maxLength={120}
          disabled={disabled}
          placeholder={partial ? '不改' : many ? '留空则用各自的文件名' : undefined}
        />
      </Form.Item>
      <Form.Item name="author" label="责任者">
        <AutoComplete
          options={people}
          maxLength={60}
          disabled={disabled}
          placeholder={partial ? '不改' : '单位或个人'}
        />
      </Form.Item>
      <DateItem name="on" label="日期" max={today} disabled={disabled} placeholder={partial ? '不改' : undefined} />
      <Form.Item name="category" label="类别">
        <AutoComplete
          options={CATEGORIES.map(value => ({ value }))}
          maxLength={40}
          disabled={disabled}
          placeholder={partial ? '不改' : '例如 签字件扫描'}
        />
      </Form.Item>
      <Form.Item name="secrecy" label="密级">
        <Select
          allowClear={partial}
          disabled={disabled}
          placeholder="不改"
          options={SECRECY.map(value => ({ value, label: value }))}
        />
      </Form.Item>
      {media && (
        <>
          <Form.Item name="recorder" label="摄录者">
            <AutoComplete
              options={people}
              maxLength={40}
              disabled={disabled}
              placeholder={partial ? '不改' : undefined}
            />
          </Form.Item>
          <Form.Item name="place" label="地点">
            <Input maxLength={80} disabled={disabled} placeholder={partial ? '不改' : '例如 电工实训室'} />
          </Form.Item>
          <Form.Item className="facts-wide" name="subject" label="事由">
            <Input maxLength={120} disabled={disabled} placeholder={partial ? '不改' : '例如 第 1 场实操考核全程'} />
          </Form.Item>
        </>
      )}
      {!many && (
        <>
          <Form.Item name="pageNo" label="第几页">
            <InputNumber min={1} max={9999} precision={0} disabled={disabled} style={{ width: '100%' }} />
          </Form.Item>
          <Form.Item name="pageCount" label="共几页">
            <InputNumber min={1} max={9999} precision={0} disabled={disabled} style={{ width: '100%' }} />
          </Form.Item>
        </>
      )}
    </div>
  )
}

/** Nothing filled in; who has no other wish keeps papers for internal use. */
export const BLANK: EvidenceFacts = {
  title: '',
  author: '',
  on: null,
  category: '',
  secrecy: '内部',
  recorder: '',
  place: '',
  subject: '',
  pageNo: null,
  pageCount: null,
}

/** Only what differs, as the contract's partial takes it. */
export function changes(from: EvidenceFacts, to: EvidenceFacts): Partial<EvidenceFacts> {
  const keys = (Object.keys(from) as (keyof EvidenceFacts)[]).filter(key => (to[key] ?? null) !== (from[key] ?? null))
  return Object.fromEntries(keys.map(key => [key, to[key]]))
}

/** Only what was filled in. */
export function filled(facts: Partial<EvidenceFacts>): Partial<EvidenceFacts> {
  return Object.fromEntries(
    Object.entries(facts).filter(([, value]) => value !== '' && value !== null && value !== undefined),
  )
}
