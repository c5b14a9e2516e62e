import { Modal, Typography } from 'antd'
import { useState } from 'react'
import type { BackupList } from '../../../../src-shared/contract/backup.ts'
import { call } from '../../../api.ts'
import { useTask } from '../../../components/useTask.tsx'
import { BackupTable } from './BackupTable.tsx'
import { useRestore } from './useRestore.tsx'

/** Backups in a folder or file that the user chooses. `dialog` has to be shown by the caller. */
export function useElsewhere() {
  const { run } = useTask()
  const [list, setList] = useState<BackupList | null>(null)
  const { ask, dialog } = useRestore()

  const open = async (kind: 'folder' | 'file') => {
    const found = await run('正在查找备份', options => call('restore.open', { kind }, options))
    if (!found) return
    const [only, second] = found.backups
    // One sound backup in a file needs no list to choose from.
    if (kind === 'file' && only && !second && only.problem === '') await ask(found.source, only.name)
    else setList(found)
  }

  const choose = (name: string) => {
    const source = list?.source ?? ''
    setList(null)
    void ask(source, name)
  }

  return {
    open,
    dialog: (
      <>
        {list && (
          <Modal open width={860} title="找到的备份" footer={null} onCancel={() => setList(null)}>
            <Typography.Paragraph type="secondary">{list.folder}</Typography.Paragraph>
            <BackupTable
              backups={list.backups}
              empty="这个文件夹里没有备份。请选择备份文件所在的文件夹（U 盘上名为「内督管家备份…」）。"
              onRestore={choose}
            />
          </Modal>
        )}
        {dialog}
      </>
    ),
  }
}
