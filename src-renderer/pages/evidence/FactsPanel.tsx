import { Button, Descriptions, Flex, Form, Typography } from 'antd'
import { useState } from 'react'
import type { Evidence, EvidenceFacts } from '../../../src-shared/contract/evidence.ts'
import { call } from '../../api.ts'
import { sizeText } from '../../components/bytes.ts'
import { InstantText } from '../../components/DateText.tsx'
import { showFields } from '../../components/showFields.ts'
import { useEdit } from '../../components/useEdit.tsx'
import { done } from '../../feedback.ts'
import { navigate, openPerson } from '../../location.ts'
import { BLANK, changes, FactsFields } from './FactsFields.tsx'
import { kindText, lengthText, localText, lockText, ownerText, viewOf } from './words.ts'

interface Props {
  file: Evidence
  /** Something is typed and not yet saved. */
  onDirty: (dirty: boolean) => void
}

const factsOf = (file: Evidence): EvidenceFacts =>
  Object.fromEntries((Object.keys(BLANK) as (keyof EvidenceFacts)[]).map(key => [key, file[key]])) as EvidenceFacts // BLANK has every key

/** What describes the file, to be corrected; below it what the file itself says. */
export function FactsPanel({ file, onDirty }: Props) {
  const [form] = Form.useForm<EvidenceFacts>()
  const [touched, setTouched] = useState(false)
  const [busy, setBusy] = useState(false)
  const lock = lockText(file)
  const edit = useEdit(form, 'facts', factsOf(file), {
    seen: file.seen,
    again: async () => {
      const now = await call('evidence.get', { id: file.id })
      return { seen: now.seen, values: factsOf(now) }
    },
  })
  const mark = (dirty: boolean) => {
    setTouched(dirty)
    onDirty(dirty)
  }
  const save = async (values: EvidenceFacts) => {
    setBusy(true)
    try {
      const saved = await edit.save({ ...factsOf(file), ...values }, async (said, seen) => {
        const facts = changes(factsOf(file), said)
        if (Object.keys(facts).length > 0) await call('evidence.save', { ids: [file.id], seen: [seen], facts })
      })
      if (!saved) return
      mark(false)
      done('已保存')
    } catch (error) {
      showFields(form, error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <section className="look-facts" aria-label="著录">
      <Form
        form={form}
        name="facts"
        layout="vertical"
        size="small"
        initialValues={factsOf(file)}
        disabled={lock !== null}
        onValuesChange={() => mark(true)}
        onFinish={save}
      >
        {edit.other}
        <FactsFields many={false} media={viewOf(file.type) !== 'pdf' && viewOf(file.type) !== 'text'} />
        <Flex justify="end" style={{ marginBottom: 8 }}>
          <Button type="primary" size="small" htmlType="submit" loading={busy} disabled={!touched || lock !== null}>
            保存
          </Button>
        </Flex>
      </Form>
      <About file={file} />
    </section>
  )
}

function About({ file }: { file: Evidence }) {
  const pixels = file.width && file.height ? `${file.width} × ${file.height}` : null
  const items: [label: string, text: string | null][] = [
    ['原文件名', file.fileName],
    ['类型', `${kindText(file.type)}（${file.type}）`],
    ['大小', sizeText(file.bytes)],
    ['尺寸', pixels],
    ['时长', file.seconds === null ? null : lengthText(file.seconds)],
    ['拍摄时间', file.takenAt && localText(file.takenAt)],
    ['相机', file.camera || null],
    ['收入人', file.addedBy],
  ]
  return (
    <Descriptions
      size="small"
      column={1}
      items={[
        { key: 'owner', label: '归属', children: <Owner file={file} /> },
        ...items.flatMap(([label, text]) =>
          text === null ? [] : [{ key: label, label, children: <span className="look-word">{text}</span> }],
        ),
        { key: 'at', label: '收入时间', children: <InstantText value={file.addedAt} /> },
        {
          key: 'sha',
          label: 'SHA-256',
          children: (
            <Typography.Text copyable={{ text: file.file }} className="num">
              {file.file.slice(0, 16)}…
            </Typography.Text>
          ),
        },
      ]}
    />
  )
}

/** Leads to where the file belongs. */
function Owner({ file }: { file: Evidence }) {
  const { owner } = file
  const go = () => {
    if (owner.kind === 'batch') return navigate('batch', { id: String(owner.id), tab: 'archive', slot: owner.slot })
    if (owner.kind === 'contest') return navigate('contest', { id: String(owner.id), tab: 'papers', slot: owner.slot })
    if (owner.kind === 'venue') return navigate('venue', { id: String(owner.id), tab: 'files' })
    if (owner.kind === 'supervisor') return openPerson(owner.id)
  }
  if (owner.kind === 'visit') return ownerText(file)
  return (
    <Button type="link" size="small" className="look-owner" title={ownerText(file)} onClick={go}>
      {ownerText(file)}
    </Button>
  )
}
