import { DownOutlined } from '@ant-design/icons'
import { Button, Checkbox, Dropdown, Flex, Tooltip } from 'antd'
import { useState } from 'react'
import type { PrintJob } from '../../../src-shared/contract/print.ts'
import { call } from '../../api.ts'
import { useTask } from '../../components/useTask.tsx'
import { done } from '../../feedback.ts'
import { sentTo } from './sent.ts'
import type { Printer } from './usePrinter.ts'

type File = PrintJob['files'][number]['file']

const NAMES: Record<File, string> = { front: '正面', back: '反面', both: '正反面' }

interface Props {
  /** Absent while it is being prepared. */
  job?: PrintJob
  printer: Printer
  copies: number
  /** Something was printed or saved: only then there is a result. */
  something: boolean
  onSaved: () => void
  onPrinted: () => void
  /** Absent where nothing is to be recorded. */
  onRecord?: () => void
}

/** Save as PDF, print a side, record what came out. */
export function PrintActions({
  job,
  printer: { printer, way, front, back },
  copies,
  something,
  onSaved,
  onPrinted,
  onRecord,
}: Props) {
  const [calibrated, setCalibrated] = useState(false)
  const [out, setOut] = useState<ReadonlySet<File>>(new Set())
  const { run } = useTask()
  const files = job?.files.map(f => f.file) ?? []

  const save = async (file: File) => {
    if (!job) return
    const saved = await run('正在保存', options =>
      call('print.savePdf', { jobId: job.jobId, file, printer: calibrated ? printer : null }, options),
    )
    if (!saved) return
    done(`${NAMES[file]}已保存：${saved.path}`)
    onSaved()
  }
  const print = async (file: File) => {
    if (!job || !printer) return
    const sent = await run(`正在打印${NAMES[file]}`, options =>
      call('print.send', { jobId: job.jobId, file, printer, copies, ...way }, options),
    )
    if (!sent) return
    setOut(new Set(out).add(file))
    onPrinted()
    done(`${NAMES[file]}：${sentTo(printer, sent.outcome)}${sent.calibrated ? '；已按校准值修正' : ''}`)
  }

  return (
    <Flex gap={8} wrap align="center">
      <Dropdown
        trigger={['click']}
        autoFocus // of its menu, for the keyboard
        disabled={!job}
        menu={{
          items: files.map(file => ({ key: file, label: `${NAMES[file]} PDF` })),
          onClick: ({ key }) => {
            const file = files.find(f => f === key)
            if (file) void save(file)
          },
        }}
      >
        <Button>
          另存 PDF <DownOutlined />
        </Button>
      </Dropdown>
      {(front || back) && (
        <Checkbox checked={calibrated} onChange={event => setCalibrated(event.target.checked)}>
          PDF 按「{printer}」的校准值修正
        </Checkbox>
      )}
      <div style={{ flex: 1 }} />
      {files.map(file => (
        <Button key={file} type="primary" ghost={out.has(file)} disabled={!printer} onClick={() => void print(file)}>
          {out.has(file) ? `再打${NAMES[file]}` : `打印${NAMES[file]}`}
        </Button>
      ))}
      {onRecord && (
        <Tooltip title={something ? undefined : '先打印或另存 PDF，再登记'}>
          <Button disabled={!job || !something} onClick={onRecord}>
            登记打印结果
          </Button>
        </Tooltip>
      )}
    </Flex>
  )
}
