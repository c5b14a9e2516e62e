import { Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import type { Output } from '../../../src-shared/contract/index.ts'
import type { ImportSummary } from '../../../src-shared/contract/roster.ts'
import { call } from '../../api.ts'
import { ImportPreview } from '../../components/import/ImportPreview.tsx'
import { PageFrame } from '../../components/PageFrame.tsx'
import { useTask } from '../../components/useTask.tsx'
import { done } from '../../feedback.ts'
import { navigate } from '../../location.ts'
import { ChooseFile } from './ChooseFile.tsx'
import { ImportDone } from './ImportDone.tsx'
import { ROSTER } from './subject.ts'

/** 名册导入: choose a file, look at what would happen, write it; then the photos. Nothing is written before 确认导入. */
export default function ImportPage() {
  const [summary, setSummary] = useState<ImportSummary | null>(null)
  const [result, setResult] = useState<Output<'roster.commit'> | null>(null)
  const { run } = useTask()
  useDiscarded(summary?.importId ?? null)

  const template = async () => {
    const file = await run('正在生成模板', options => call('roster.template', {}, options))
    if (file) done(`已保存：${file.path}`)
  }
  const restart = () => {
    setSummary(null)
    setResult(null)
  }

  return (
    <PageFrame
      title="导入名册"
      extra={
        <>
          {(summary || result) && <Button onClick={restart}>换一个文件</Button>}
          <Button onClick={template}>下载模板</Button>
          <Button onClick={() => navigate('roster')}>返回名册</Button>
        </>
      }
    >
      {result ? (
        <ImportDone result={result} />
      ) : summary ? (
        <ImportPreview
          subject={ROSTER}
          summary={summary}
          onSummary={setSummary}
          onDone={written => setResult({ taken: null, ...written })}
        />
      ) : (
        <ChooseFile onSummary={setSummary} onTemplate={template} />
      )}
    </PageFrame>
  )
}

/** A preview that was left behind must not keep the file's rows in memory. After a commit the backend has let go of it already. */
function useDiscarded(importId: string | null): void {
  const last = useRef<string | null>(null)
  useEffect(() => {
    const old = last.current
    last.current = importId
    if (old && old !== importId) discard(old)
  }, [importId])
  useEffect(
    () => () => {
      if (last.current) discard(last.current)
    },
    [],
  )
}

// An import that is gone already is as good as discarded.
const discard = (importId: string) => void call('roster.discard', { importId }).catch(() => {})
