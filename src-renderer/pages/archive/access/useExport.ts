import { call } from '../../../api.ts'
import { useTask } from '../../../components/useTask.tsx'
import { done } from '../../../feedback.ts'

/** Writes the 查阅登记 of one batch, or of all, as a workbook. */
export function useExport(batchId?: number): () => Promise<void> {
  const { run } = useTask()
  return async () => {
    const file = await run('正在导出查阅登记', options =>
      call('access.export', batchId === undefined ? {} : { batchId }, options),
    )
    if (file) done(`已保存：${file.path}`)
  }
}
