import { Button, Form, Modal, Typography } from 'antd'
import { useState } from 'react'
import type { Evidence, EvidenceFacts, EvidenceOwner, Taken } from '../../../src-shared/contract/evidence.ts'
import { call, useCall } from '../../api.ts'
import { readUpload } from '../../components/files.tsx'
import { isPastedPicture } from '../../components/paste.ts'
import { useTask } from '../../components/useTask.tsx'
import { BLANK, FactsFields, filled } from './FactsFields.tsx'
import { IntakeResult } from './IntakeResult.tsx'
import { filterOf } from './words.ts'

export interface Intake {
  owner: EvidenceOwner
  /** Where it goes, in words: G2 实操评分表. */
  title: string
  from: 'files' | 'folder' | 'drop'
  /** What was dropped on the window. */
  files?: File[]
}

const SOURCE: Record<Intake['from'], string> = { files: '选择文件', folder: '选择文件夹', drop: '收入' }
/** Slots whose papers are photos and videos: 布置与张贴、影像、工件、公示截图, and the 影像 of a contest. */
const MEDIA_SLOTS = ['R7', 'X6', 'G4', 'G7', 'K13']

/** Describe first, then choose (or take what was dropped), watch, and read what became of each file. */
export function IntakeDialog({ intake, onClose }: { intake: Intake; onClose: () => void }) {
  const { run, running } = useTask()
  const [taken, setTaken] = useState<Taken | null>(null)
  const [form] = Form.useForm<EvidenceFacts>()
  const last = useLastFacts(intake.owner)

  const start = async (values: EvidenceFacts) => {
    const { owner, from, files = [] } = intake
    const answer = await run(
      '正在收入资料',
      async options => {
        const facts = filled(values)
        // What the clipboard holds without a file is sent itself.
        if (from === 'drop' && files.every(isPastedPicture))
          return call(
            'evidence.intake',
            { owner, from: 'paste', facts, pasted: await Promise.all(files.map(readUpload)) },
            options,
          )
        if (from === 'drop') await window.neidu.drop(files)
        return call('evidence.intake', { owner, from, facts }, options)
      },
      'bytes',
    )
    if (answer) setTaken(answer) // null: nothing was chosen; the dialog stays
  }

  const ready = last !== undefined
  return (
    <Modal
      open
      width={640}
      title={`收入资料　${intake.title}`}
      mask={{ closable: false }}
      onCancel={onClose}
      footer={
        taken ? (
          <Button type="primary" autoFocus onClick={onClose}>
            完成
          </Button>
        ) : (
          <>
            <Button onClick={onClose}>取消</Button>
            <Button type="primary" disabled={!ready} loading={running} onClick={form.submit}>
              {SOURCE[intake.from]}
            </Button>
          </>
        )
      }
    >
      {taken && <IntakeResult taken={taken} />}
      {!taken && ready && (
        <>
          <Hint intake={intake} />
          <Form form={form} name="intake" layout="vertical" initialValues={{ ...BLANK, ...last }} onFinish={start}>
            <FactsFields many media={isMedia(intake)} />
            {/* Enter in any field submits. */}
            <button type="submit" hidden />
          </Form>
        </>
      )}
    </Modal>
  )
}

const HINT: Record<'files' | 'folder', string> = {
  files: '可一次选择多个文件。',
  folder: '连同子文件夹一并收入；相机存储卡直接选盘符即可。',
}

function Hint({ intake: { from, files = [] } }: { intake: Intake }) {
  return (
    <Typography.Paragraph type="secondary" ellipsis={{ rows: 3 }} style={{ marginBottom: 12 }}>
      {from === 'drop' ? `拖入 ${files.length} 项：${files.map(file => file.name).join('、')}。` : HINT[from]}
      只复制，不改动原文件；照片的日期留空则取拍摄日期。以下各项用于本次收入的所有文件，之后可以逐件修改。
    </Typography.Paragraph>
  )
}

const isMedia = ({ owner, from, files = [] }: Intake): boolean =>
  from === 'folder' ||
  ('slot' in owner && MEDIA_SLOTS.includes(owner.slot)) ||
  files.some(file => /^(image|video|audio)\//.test(file.type))

type Carried = Partial<Pick<Evidence, 'author' | 'category' | 'secrecy' | 'recorder' | 'place' | 'subject'>>

/**
 * What was filled in last for the same owner: the next folder of the same day needs no typing. 类别 and 事由 only within the same slot; the date
 * never, for photos bring their own. Undefined until it is known.
 */
function useLastFacts(owner: EvidenceOwner): Carried | null | undefined {
  const wide = { ...filterOf(owner), slot: undefined }
  const { data, error } = useCall('evidence.list', {
    filter: wide,
    sort: { by: 'addedAt', desc: true },
    page: { offset: 0, limit: 1 },
  })
  if (error) return null // only a convenience
  if (!data) return undefined
  const [row] = data.rows
  if (!row) return null
  const { author, category, secrecy, recorder, place, subject } = row
  const same = filterOf(row.owner).slot === filterOf(owner).slot
  return { author, secrecy, recorder, place, ...(same ? { category, subject } : {}) }
}
