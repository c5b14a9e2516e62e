import { Button, Flex, Modal, Result, Typography } from 'antd'
import { useEffect, useState } from 'react'
import type { Output } from '../../../../src-shared/contract/index.ts'
import type { ImportSummary } from '../../../../src-shared/contract/roster.ts'
import type { Venue } from '../../../../src-shared/contract/venue.ts'
import { call } from '../../../api.ts'
import { DropZone, readUpload } from '../../../components/files.tsx'
import { ImportPreview } from '../../../components/import/ImportPreview.tsx'
import type { ImportSubject } from '../../../components/import/subject.ts'
import { useTask } from '../../../components/useTask.tsx'
import { done } from '../../../feedback.ts'
import { wholeWindow } from '../../print/wholeWindow.ts'
import { FIELDS } from './columns.tsx'

const EQUIPMENT: ImportSubject = { area: 'equipment', unit: '项', existing: '清单里已有的设备：', columns: FIELDS }

/** 设备导入: choose a sheet, look at what would happen, write it. Nothing is written before 确认导入. */
export function ImportDialog({ venue, onClose }: { venue: Venue; onClose: () => void }) {
  const [summary, setSummary] = useState<ImportSummary | null>(null)
  const [result, setResult] = useState<Output<'equipment.commit'> | null>(null)
  const { run } = useTask()
  useDiscarded(summary?.importId)

  const preview = async (file?: File) => {
    const next = await run('正在读取设备清单', async options =>
      call(
        'equipment.preview',
        { venueId: venue.id, file: file && (await readUpload(file)), duplicates: 'skip' },
        options,
      ),
    )
    if (next) setSummary(next)
  }
  const template = async () => {
    const saved = await run('正在生成模板', options => call('equipment.template', {}, options))
    if (saved) done(`已保存：${saved.path}`)
  }

  if (result || !summary) {
    return (
      <Modal open title={`导入设备　${venue.name}`} width={640} footer={null} onCancel={onClose}>
        {result ? (
          <Imported result={result} onClose={onClose} />
        ) : (
          <Flex vertical gap={16}>
            <DropZone
              title="把设备清单（.xlsx）拖到这里，或点击选择"
              hint="读取后先预览，核对无误再确认导入；确认之前不写入任何内容"
              accept=".xlsx,.xls,.et,.csv"
              onFile={preview}
            />
            <Flex gap={8} wrap>
              <Button onClick={() => preview()}>从文件夹选择…</Button>
              <Button type="link" onClick={template}>
                没有现成的清单？下载模板填写
              </Button>
            </Flex>
            <Typography.Text type="secondary">
              「名称」和「数量」必填。同一位置的名称、型号、规格都相同，视为同一项设备。
            </Typography.Text>
          </Flex>
        )}
      </Modal>
    )
  }
  return (
    <Modal
      open
      title={`导入设备　${venue.name}`}
      width="min(1320px, calc(100vw - 24px))"
      styles={{ body: wholeWindow(104) }}
      footer={null}
      onCancel={onClose}
      mask={{ closable: false }}
    >
      <ImportPreview
        subject={EQUIPMENT}
        summary={summary}
        onSummary={setSummary}
        onDone={setResult}
        onOther={() => setSummary(null)}
      />
    </Modal>
  )
}

function Imported({ result, onClose }: { result: Output<'equipment.commit'>; onClose: () => void }) {
  const { added, updated, skipped, errors } = result
  return (
    <Result
      status="success"
      title={`已导入 ${added + updated} 项设备`}
      subTitle={`新增 ${added} 项，覆盖 ${updated} 项，跳过 ${skipped} 行，有错未导入 ${errors} 行`}
      extra={
        <Button type="primary" onClick={onClose} autoFocus>
          查看设备清单
        </Button>
      }
    />
  )
}

/** A preview that was left behind must not keep the file's rows in memory. An import that is gone already is as good as discarded. */
function useDiscarded(importId: string | undefined): void {
  useEffect(
    () => () => {
      if (importId) void call('equipment.discard', { importId }).catch(() => {})
    },
    [importId],
  )
}
