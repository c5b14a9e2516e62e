import { Alert, Button, Flex, Spin, Typography } from 'antd'
import { type ReactNode, useState } from 'react'
import type { FixityRun } from '../../../../src-shared/contract/seal.ts'
import { call, useCall } from '../../../api.ts'
import { dateText, instantText } from '../../../components/DateText.tsx'
import { useTask } from '../../../components/useTask.tsx'
import { ErrorBlock } from '../../../showError.tsx'
import { RepairButton } from './RepairButton.tsx'
import { RunTable, Trouble } from './RunTable.tsx'
import { ScheduleDialog } from './ScheduleDialog.tsx'
import { lastWhole, troubleOf, unreadOf } from './words.ts'

/** 完好性检查: every stored file is read and compared with the digest under which it came in. */
export function FixityTab() {
  const { data, error } = useCall('fixity.list', {}, ['archive', 'setting'])
  const [arranging, setArranging] = useState(false)
  const { run, running } = useTask()
  if (error && !data) return <ErrorBlock error={error} />
  if (!data) return <Spin />
  const { runs, everyDays, nextOn, due } = data
  const start = () => run('正在检查文件', options => call('fixity.run', {}, options), 'bytes')
  return (
    <Flex vertical gap={12} style={{ maxWidth: 1280 }}>
      <Flex gap={8} wrap justify="space-between" align="center">
        <span>
          {everyDays === 0 ? '没有定期检查' : `每 ${everyDays} 天自动检查一次`}
          {nextOn !== null && (
            <Typography.Text type={due ? 'warning' : 'secondary'}>
              {`　下次 ${dateText(nextOn)}${due ? '（已到期，程序空闲时自动开始）' : ''}`}
            </Typography.Text>
          )}
          <Button type="link" size="small" onClick={() => setArranging(true)}>
            修改
          </Button>
        </span>
        <Button type="primary" loading={running} onClick={start}>
          立即检查全部
        </Button>
      </Flex>
      <Verdict runs={runs} repair={<RepairButton />} />
      <RunTable runs={runs} />
      {arranging && <ScheduleDialog everyDays={everyDays} onClose={() => setArranging(false)} />}
    </Flex>
  )
}

function Verdict({ runs, repair }: { runs: FixityRun[]; repair: ReactNode }) {
  const last = lastWhole(runs)
  const trouble = troubleOf(runs)
  if (trouble.length > 0) {
    return (
      <Alert
        showIcon
        type="error"
        title={`${trouble.length} 个文件被改动或缺失`}
        action={repair}
        description={
          <>
            请点「修复」，选择第二备份位置、事后督导包或放有原件的文件夹：内容与入库时一致的才会放回原处，其他一概不用。
            <Trouble names={trouble} />
          </>
        }
      />
    )
  }
  const unread = unreadOf(runs)
  if (unread.length > 0) {
    return (
      <Alert
        showIcon
        type="warning"
        title={`${unread.length} 个文件未能读取，完好与否还不知道`}
        description={
          <>
            请关闭正在使用这些文件的程序（杀毒、备份、同步），再检查一次：
            <Trouble names={unread} />
          </>
        }
      />
    )
  }
  if (last) {
    return (
      <Alert
        showIcon
        type="success"
        title={`${instantText(last.at)} 检查：${last.files === 0 ? '库中还没有文件' : `${last.files} 个文件全部完好`}`}
      />
    )
  }
  return (
    <Alert
      showIcon
      type="info"
      title="还没有检查过全部文件"
      description="检查会逐件读取库中的文件，与入库时的摘要核对；文件多时需要几分钟，可以随时取消。"
    />
  )
}
