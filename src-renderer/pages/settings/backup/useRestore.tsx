import { Alert, Descriptions } from 'antd'
import { type ReactNode, useState } from 'react'
import type { RestorePreview } from '../../../../src-shared/contract/backup.ts'
import { BACKUP_KIND } from '../../../../src-shared/labels.ts'
import { call } from '../../../api.ts'
import { sizeText } from '../../../components/bytes.ts'
import { instantText } from '../../../components/DateText.tsx'
import { useTask } from '../../../components/useTask.tsx'
import { ConfirmRestore } from './ConfirmRestore.tsx'
import { tellRestored } from './restored.tsx'
import { CONFIRM, countsText } from './words.ts'

interface Chosen {
  source: string
  preview: RestorePreview
}

/** The way of a restore: read the backup through, show what is in it, ask, do it. `dialog` has to be shown by the caller. */
export function useRestore(): { ask: (source: string, name: string) => Promise<void>; dialog: ReactNode } {
  const { run } = useTask()
  const [chosen, setChosen] = useState<Chosen | null>(null)

  const ask = async (source: string, name: string) => {
    const preview = await run('正在核对备份', options => call('restore.preview', { source, name }, options))
    if (preview) setChosen({ source, preview })
  }

  const restore = async ({ source, preview }: Chosen) => {
    setChosen(null)
    const input = { source, name: preview.name, confirm: CONFIRM } as const
    const restored = await run('正在恢复', options => call('restore.run', input, options), 'bytes')
    if (restored) tellRestored(restored)
  }

  const dialog = chosen && (
    <ConfirmRestore
      title={chosen.preview.kind === 'before-restore' ? '撤销恢复' : '从备份恢复'}
      replaces={!chosen.preview.empty}
      onOk={() => void restore(chosen)}
      onClose={() => setChosen(null)}
    >
      <Inside preview={chosen.preview} />
    </ConfirmRestore>
  )
  return { ask, dialog }
}

function Inside({ preview }: { preview: RestorePreview }) {
  const { missing, found, upgrade } = preview
  return (
    <>
      <Descriptions
        size="small"
        column={1}
        bordered
        items={[
          { key: 'org', label: '机构', children: preview.org || '未登记' },
          { key: 'at', label: '时间', children: `${instantText(preview.at)}（${BACKUP_KIND[preview.kind]}）` },
          { key: 'in', label: '内容', children: preview.counts ? countsText(preview.counts) : '—' },
          { key: 'by', label: '程序版本', children: preview.version || '未记录' },
          { key: 'size', label: '数据库', children: `${sizeText(preview.bytes)}，核对无误` },
        ]}
      />
      {upgrade > 0 && (
        <Alert style={{ marginTop: 12 }} type="info" showIcon title="这份备份来自旧版本，恢复时会自动升级" />
      )}
      {missing > 0 && (
        <Alert
          style={{ marginTop: 12 }}
          type={found < missing ? 'warning' : 'info'}
          showIcon
          title={
            found < missing
              ? `有 ${missing - found} 个照片或附件找不到，恢复后会提示缺失`
              : `这台电脑缺少的 ${missing} 个照片和附件会从备份位置复制过来`
          }
          description={found > 0 && found < missing ? `另有 ${found} 个会从备份位置复制过来。` : undefined}
        />
      )}
    </>
  )
}
