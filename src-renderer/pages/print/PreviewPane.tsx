import { Button, Flex, Progress } from 'antd'
import { ErrorBlock } from '../../showError.tsx'
import { Preview } from './Preview.tsx'
import type { Preparing } from './usePrintJob.ts'

interface Props {
  preparing: Preparing
  /** Goes on without the people who have no photo; absent where that has been done. */
  onLeaveOut?: () => void
}

/** The prepared sheets; while they are being made (anew), how far that is, with a way to stop. */
export function PreviewPane({ preparing: { job, error, progress, busy, cancel, retry }, onLeaveOut }: Props) {
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
          <Flex gap={8}>
            {error.data.code === 'PHOTO_MISSING' && onLeaveOut && (
              <Button type="primary" onClick={onLeaveOut}>
                先打印其他人的证卡
              </Button>
            )}
            <Button onClick={retry}>重新排版</Button>
          </Flex>
        </>
      )}
      {job && !error && <Preview key={job.jobId} job={job} />}
    </Flex>
  )
}
