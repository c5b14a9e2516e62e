import { EditOutlined } from '@ant-design/icons'
import { Button, Input, Typography } from 'antd'
import { useState } from 'react'
import type { Difference } from '../../../../src-shared/contract/venue.ts'
import { call } from '../../../api.ts'
import { showError } from '../../../showError.tsx'

interface Props {
  venueId: number
  baselineId: number
  difference: Difference
}

/** 变更说明 of one difference, written in place. */
export function Explanation({ venueId, baselineId, difference }: Props) {
  const { key, explanation, explainedBy } = difference
  const [text, setText] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)

  const save = async () => {
    if (text === null || busy) return
    if (text.trim() === '' || text.trim() === explanation) return setText(null)
    setBusy(true)
    try {
      await call('venue.explain', { id: venueId, baselineId, keys: [key], text })
      setText(null)
    } catch (error) {
      showError(error)
    } finally {
      setBusy(false)
    }
  }

  if (text !== null) {
    return (
      <Input
        size="small"
        autoFocus
        aria-label="变更说明"
        maxLength={300}
        placeholder="例如 设备更新，已报备案变更；Enter 保存"
        value={text}
        readOnly={busy}
        onChange={event => setText(event.target.value)}
        onBlur={save}
        onKeyDown={event => {
          if (event.nativeEvent.isComposing) return
          if (event.key === 'Enter') void save()
          if (event.key === 'Escape') setText(null)
        }}
      />
    )
  }
  return (
    <>
      {explanation ? (
        <span title={`${explainedBy} 说明`}>{explanation}</span>
      ) : (
        <Typography.Text type="warning">没有说明</Typography.Text>
      )}
      <Button
        type="link"
        size="small"
        icon={<EditOutlined />}
        aria-label={explanation ? '修改变更说明' : '填写变更说明'}
        onClick={() => setText(explanation)}
      />
    </>
  )
}
