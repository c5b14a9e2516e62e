import { type ReactNode, useState } from 'react'
import type { Input, Output } from '../../../../src-shared/contract/index.ts'
import type { PackagePreview } from '../../../../src-shared/contract/package.ts'
import { call } from '../../../api.ts'
import { useTask } from '../../../components/useTask.tsx'
import { ImportDialog } from './ImportDialog.tsx'

export type From = 'folder' | 'zip'

/** 包即备份 in two steps: a package is looked at, then taken in. `onDone` hears of what came; `dialog` has to be shown. */
export function useImport(onDone: (imported: Output<'package.import'>) => void): {
  bring: (from: From) => Promise<void>
  dialog: ReactNode
} {
  const [found, setFound] = useState<PackagePreview | null>(null)
  const { run } = useTask()
  const bring = async (from: From) => {
    const opened = await run('正在核验事后督导包', options => call('package.open', { from }, options), 'bytes')
    if (opened) setFound(opened)
  }
  // A refusal (a wrong 锚定码) leaves the dialog open with what was typed.
  const take = async (said: Input<'package.import'>) => {
    const imported = await run('正在导入事后督导包', options => call('package.import', said, options), 'bytes')
    if (!imported) return
    setFound(null)
    onDone(imported)
  }
  return { bring, dialog: found && <ImportDialog found={found} onOk={take} onClose={() => setFound(null)} /> }
}
