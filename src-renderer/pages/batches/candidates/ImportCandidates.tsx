import { Alert, Button, Flex, Modal, Table } from 'antd'
import { useState } from 'react'
import type { Batch } from '../../../../src-shared/contract/batch.ts'
import type { Upload } from '../../../../src-shared/contract/common.ts'
import type { Output } from '../../../../src-shared/contract/index.ts'
import { call } from '../../../api.ts'
import { DropZone, readUpload } from '../../../components/files.tsx'
import { useTask } from '../../../components/useTask.tsx'
import { done } from '../../../feedback.ts'

interface Preview {
  file: Upload
  result: NonNullable<Output<'candidate.import'>>
}

/** Reads a sheet, says what would happen, and puts it in the place of the former list once it is confirmed. */
export function ImportCandidates({ batch, seen, onClose }: { batch: Batch; seen: string; onClose: () => void }) {
  const [preview, setPreview] = useState<Preview | null>(null)
  const [opened] = useState(seen) // the list that the user means to replace
  const { run, running } = useTask()

  const read = async (chosen: File) => {
    const next = await run('正在读取考生名册', async options => {
      const file = await readUpload(chosen)
      const result = await call('candidate.import', { batchId: batch.id, seen: opened, file, confirm: false }, options)
      return result && { file, result }
    })
    if (next) setPreview(next)
  }
  const write = async ({ file }: Preview) => {
    const result = await run('正在导入考生名册', options =>
      call('candidate.import', { batchId: batch.id, seen: opened, file, confirm: true }, options),
    )
    if (!result) return
    done(`已导入 ${result.written} 名考生`)
    onClose()
  }
  const template = async () => {
    const saved = await run('正在生成模板', options => call('candidate.template', {}, options))
    if (saved) done(`已保存：${saved.path}`)
  }

  if (!preview) {
    return (
      <Modal open title={`导入考生名册　${batch.name}`} width={640} footer={null} onCancel={onClose}>
        <Flex vertical gap={16}>
          <DropZone
            title="把考生名册（.xlsx）拖到这里，或点击选择"
            hint="读取后先核对，确认之前不写入任何内容"
            accept=".xlsx,.xls,.et,.csv"
            onFile={read}
          />
          <div>
            <Button type="link" onClick={template} style={{ padding: 0 }}>
              没有现成的名册？下载模板填写
            </Button>
          </div>
        </Flex>
      </Modal>
    )
  }
  const { total, errors, notes } = preview.result
  const wrong = new Set(errors.map(error => error.row)).size
  const able = total - wrong
  return (
    <Modal
      open
      title={`核对考生名册　${preview.file.name}`}
      width={760}
      okText={`确认导入 ${able} 人`}
      okButtonProps={{ disabled: able <= 0, autoFocus: true }}
      confirmLoading={running}
      onOk={() => write(preview)}
      cancelText="换一个文件"
      cancelButtonProps={{ onClick: () => setPreview(null) }}
      onCancel={onClose}
      mask={{ closable: false }}
    >
      <Flex vertical gap={12}>
        <Alert
          type={wrong > 0 ? 'warning' : 'success'}
          showIcon
          title={`读到 ${total} 行：可以导入 ${able} 人${wrong > 0 ? `，有错 ${wrong} 行不导入` : '，没有发现错误'}`}
          description={batch.candidates > 0 ? `现有的 ${batch.candidates} 人将整体换成这份名册。` : undefined}
        />
        {notes.map(note => (
          <Alert key={note} type="info" showIcon title={note} />
        ))}
        {errors.length > 0 && (
          <Table
            size="small"
            rowKey={error => `${error.row}|${error.message}`}
            dataSource={errors}
            pagination={{ size: 'small', pageSize: 10, showSizeChanger: false }}
            columns={[
              { title: 'Excel 行号', dataIndex: 'row', width: 100, className: 'num' },
              { title: '错误', dataIndex: 'message' },
            ]}
          />
        )}
      </Flex>
    </Modal>
  )
}
