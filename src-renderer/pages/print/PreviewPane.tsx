import { Button, Flex, Progress } from 'antd'
import { ErrorBlock } from '../../showError.tsx'
import { Preview } from './Preview.tsx'
import type { Preparing } from './usePrintJob.ts'

/** The prepared sheets; while they are being made (anew), how far that is, with a way to stop. */
export function PreviewPane({ preparing: { job, error, progress, busy, cancel, retry } }: { preparing: Preparing }) {
  const percent = progress?.total ? Math.floor((progress.done / progress.total) * 100) : 0
  return (
    <Flex vertical gap={8} style={{ flex: 1, minHeight: 0 }}>
      {busy && (
        <Flex gap={8} align="center">
          <span style={{ whiteSpace: 'nowrap' }}>
            正在排版{progress ? ` ${progress.done} / ${progress.total}` : ''}
          </span>
          <Progress percent={percent} showInfo={false} status="active" style={{ flex: 1 }} />
          <Button size="small" onClick={cancel}>
            取消
          </Button>
        </Flex>
      )}
      {error && (
        <>
          <ErrorBlock error={error} />
          <Button onClick={retry} style={{ alignSelf: 'flex-start' }}>
            重新排版
          </Button>
        </>
      )}
      {job && !error && <Preview key={job.jobId} job={job} />}
    </Flex>
  )
}
