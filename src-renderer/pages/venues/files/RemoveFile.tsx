import { Button } from 'antd'
import { useState } from 'react'
import type { VenueFile } from '../../../../src-shared/contract/venue.ts'
import { call } from '../../../api.ts'
import { ReasonModal } from '../../../components/ReasonModal.tsx'
import { done } from '../../../feedback.ts'

/** A file that does not belong here is struck out with a reason; it stays in the log. */
export function RemoveFile({ file }: { file: VenueFile }) {
  const [asking, setAsking] = useState(false)
  return (
    <>
      <Button type="link" size="small" danger style={{ padding: 0 }} onClick={() => setAsking(true)}>
        移除
      </Button>
      <ReasonModal
        open={asking}
        title={`移除「${file.name}」`}
        okText="移除"
        onOk={async reason => {
          await call('venue.removeFile', { fileId: file.id, seen: file.seen, reason })
          done('已移除')
        }}
        onClose={() => setAsking(false)}
      >
        <p>移除后不再显示，操作日志保留文件名和原因。</p>
      </ReasonModal>
    </>
  )
}
