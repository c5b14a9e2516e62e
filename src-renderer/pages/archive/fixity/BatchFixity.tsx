import { Button, Flex } from 'antd'
import { call, useCall } from '../../../api.ts'
import { useTask } from '../../../components/useTask.tsx'
import { ErrorBlock } from '../../../showError.tsx'
import { RunTable } from './RunTable.tsx'

/** 完好性检查 of one batch's files. */
export function BatchFixity({ batchId }: { batchId: number }) {
  const { data, error } = useCall('fixity.list', { batchId }, ['archive'])
  const { run, running } = useTask()
  const start = () => run('正在检查文件', options => call('fixity.run', { batchId }, options), 'bytes')
  if (error && !data) return <ErrorBlock error={error} />
  return (
    <Flex vertical gap={8} align="start">
      <div style={{ width: '100%' }}>
        <RunTable runs={data?.runs ?? []} single />
      </div>
      <Button loading={running} onClick={start}>
        检查本批次文件
      </Button>
    </Flex>
  )
}
