import { Alert, Checkbox, Flex, Modal, Radio, Typography } from 'antd'
import { useState } from 'react'
import type { Batch } from '../../../../src-shared/contract/batch.ts'
import type { Output } from '../../../../src-shared/contract/index.ts'
import { RECORD_KIND } from '../../../../src-shared/labels.ts'
import { call } from '../../../api.ts'
import { sizeText } from '../../../components/bytes.ts'
import { dateText } from '../../../components/DateText.tsx'
import { done } from '../../../feedback.ts'
import { navigate } from '../../../location.ts'
import { showError } from '../../../showError.tsx'
import { sessionNumbers } from '../words.ts'

export type FieldResult = NonNullable<Output<'supervision.openField'>>
type Target = FieldResult['targets'][number]

interface Props {
  batch: Batch
  found: FieldResult
  onClose: () => void
}

/** What came back from the exam room beside what is there, item by item. Blank items are ticked; where both were filled, nothing is before somebody looks. */
export function TakeDialog({ batch, found, onClose }: Props) {
  const [at, setAt] = useState(0)
  const target = found.targets[at]
  const other = found.batchId !== batch.id
  const [chosen, setChosen] = useState(() => proposed(target))
  const [busy, setBusy] = useState(false)
  if (!target) return null
  const differing = target.fields.filter(field => field.state !== 'same')
  const fresh = target.photos.filter(photo => !photo.have)
  const nothing = target.state !== 'new' && differing.length === 0 && fresh.length === 0
  const choose = (index: number) => {
    setAt(index)
    setChosen(proposed(found.targets[index]))
  }
  const take = async () => {
    setBusy(true)
    try {
      const record = await call('supervision.take', { token: found.token, into: target.recordId, ...chosen })
      done('已收取考场结果；核对后封存')
      onClose()
      navigate('record', { id: String(record.id) })
    } catch (error) {
      showError(error)
    } finally {
      setBusy(false)
    }
  }
  const empty = target.state !== 'new' && chosen.fields.length + chosen.photos.length === 0
  return (
    <Modal
      open
      title={`收取考场结果　${found.number}　${found.person}`}
      width={860}
      okText="收取所选"
      confirmLoading={busy}
      okButtonProps={{ disabled: target.state === 'sealed' || empty }}
      onOk={take}
      onCancel={onClose}
    >
      <Flex vertical gap={8}>
        <Typography.Text type="secondary">
          {RECORD_KIND[found.kind]}，在考场保存于 {new Date(found.savedAt).toLocaleString('zh-CN')}
        </Typography.Text>
        {other && <Alert type="info" showIcon title="这份结果属于另一个批次，收取后打开那里的记录。" />}
        {found.targets.length > 1 && (
          <Radio.Group value={at} onChange={event => choose(event.target.value)}>
            {found.targets.map((one, index) => (
              <Radio key={String(one.recordId)} value={index}>
                {title(one, other ? null : batch)}
              </Radio>
            ))}
          </Radio.Group>
        )}
        {target.state === 'new' && <Alert type="info" showIcon title="还没有这些场次的记录：收取时新建草稿。" />}
        {target.state === 'sealed' && (
          <Alert
            type="warning"
            showIcon
            title={
              nothing
                ? '记录已经封存，与这份结果一致。'
                : '记录已经封存，不能再收取；需要更正请先新建一版，再重新打开结果文件。'
            }
          />
        )}
        {target.state === 'draft' && nothing && (
          <Alert type="success" showIcon title="与草稿一致，没有可以收取的内容。" />
        )}
        {differing.map(({ field, label, now, brought, state }) => (
          <Flex key={field} gap={8} align="baseline">
            <Checkbox
              aria-label={label}
              disabled={target.state === 'sealed'}
              checked={chosen.fields.includes(field)}
              onChange={() => setChosen({ ...chosen, fields: toggled(chosen.fields, field) })}
            >
              <strong>{label}</strong>
            </Checkbox>
            <span style={{ flex: 1 }}>
              {state === 'differs' && <Typography.Text type="warning">现有：{now}　</Typography.Text>}
              带回：{brought}
            </span>
          </Flex>
        ))}
        {fresh.map(({ index, number, bytes, takenAt }) => (
          <Checkbox
            key={index}
            disabled={target.state === 'sealed'}
            checked={chosen.photos.includes(index)}
            onChange={() => setChosen({ ...chosen, photos: toggled(chosen.photos, index) })}
          >
            照片 {index + 1}　{number ? `第 ${number} 项` : '整份记录'}　{sizeText(bytes)}
            {takenAt && `　拍摄于 ${takenAt.replace('T', ' ')}`}
          </Checkbox>
        ))}
        {target.photos.length > fresh.length && (
          <Typography.Text type="secondary">另有 {target.photos.length - fresh.length} 张照片已经存入</Typography.Text>
        )}
      </Flex>
    </Modal>
  )
}

const toggled = <T,>(list: T[], one: T): T[] =>
  list.includes(one) ? list.filter(each => each !== one) : [...list, one]

/** What nobody filled here yet. */
const proposed = (target: Target | undefined): { fields: string[]; photos: number[] } => ({
  fields: target?.fields.filter(field => field.state === 'new').map(({ field }) => field) ?? [],
  photos: target?.photos.filter(photo => !photo.have).map(({ index }) => index) ?? [],
})

function title(target: Target, batch: Batch | null): string {
  if (target.state === 'new') return '新建一份记录'
  const sessions = batch && target.sessionIds.length > 0 ? `　${sessionNumbers(batch, target.sessionIds)}` : ''
  return `${dateText(target.on)} 的${target.state === 'draft' ? '草稿' : '已封存记录'}（第 ${target.version} 版）${sessions}`
}
