import { Alert, Button, Flex, Select, Typography } from 'antd'
import { useState } from 'react'
import { RECORD_PHASE } from '../../../../src-shared/labels.ts'
import { call } from '../../../api.ts'
import { dateText, instantText } from '../../../components/DateText.tsx'
import { PageFrame } from '../../../components/PageFrame.tsx'
import { ReasonModal } from '../../../components/ReasonModal.tsx'
import { navigate } from '../../../location.ts'
import { FormsButton } from '../../forms/FormsButton.tsx'
import { AttachmentLink } from '../../roster/AttachmentLink.tsx'
import { AnswerTag, RecordTag } from '../tags.tsx'
import { groupsOf, numberText, wording } from './items.ts'
import { About, type RecordProps, recordTitle } from './RecordPage.tsx'
import { Sections } from './Sections.tsx'

const openRecord = (id: number) => void navigate('record', { id: String(id) })

/** A sealed version, to be read: what was written stays as it is, a correction makes the next version (第四条, A04). */
export function SealedRecord({ record, batch, back }: RecordProps) {
  const [correcting, setCorrecting] = useState(false)
  const draft = record.versions.find(one => one.sealedAt === null)
  return (
    <PageFrame
      title={recordTitle(record)}
      mark={<RecordTag state={record.state} />}
      extra={
        <>
          <Button onClick={back}>返回批次</Button>
          {record.versions.length > 1 && (
            <Select
              aria-label="版本"
              value={record.id}
              onChange={openRecord}
              style={{ width: 280 }}
              options={record.versions.map(one => ({
                value: one.id,
                label: `第 ${one.version} 版　${one.sealedAt ? `${instantText(one.sealedAt)} 封存` : '草稿'}`,
              }))}
            />
          )}
          {record.state === 'sealed' && !draft && <Button onClick={() => setCorrecting(true)}>更正…</Button>}
          {draft && <Button onClick={() => openRecord(draft.id)}>继续更正（第 {draft.version} 版草稿）</Button>}
          <FormsButton subject={{ kind: 'record', id: record.id }} primary />
        </>
      }
      filters={<About record={record} batch={batch} />}
    >
      <Flex vertical gap={8}>
        {record.state === 'superseded' && <Alert type="warning" showIcon title="这是已被更正的旧版，仅供查阅。" />}
        <Flex gap={20} wrap>
          <span>督导日期：{dateText(record.on)}</span>
          <span>覆盖阶段：{record.phases.map(phase => RECORD_PHASE[phase]).join('、')}</span>
          <span>
            佩戴证卡：
            <AnswerTag answer={record.badge} />
          </span>
          {record.sealedAt && <span className="num">封存：{instantText(record.sealedAt)}</span>}
        </Flex>
      </Flex>
      <Sections
        groups={groupsOf(record.kind)}
        row={item => {
          const number = numberText(item)
          const given = record.items.find(one => one.number === number)
          const files = record.evidence.filter(one => one.number === number)
          return (
            <div key={number} className="record-row">
              <span className="record-number num">{number}</span>
              <span className="record-text">{wording(item)}</span>
              <AnswerTag answer={given?.answer ?? null} />
              <Flex gap={4}>
                {files.map(({ file }) => (
                  <AttachmentLink key={file.sha256} file={file} />
                ))}
              </Flex>
              {given?.remark && <Typography.Text className="record-read">{given.remark}</Typography.Text>}
            </div>
          )
        }}
      />
      <section style={{ padding: '8px 10px 16px' }}>
        <Typography.Text strong>意见：存在问题</Typography.Text>
        <div style={{ whiteSpace: 'pre-wrap', marginTop: 6 }}>{record.opinion || '（没有填写）'}</div>
      </section>
      <ReasonModal
        open={correcting}
        title="更正已封存的记录"
        okText="新建一版"
        danger={false}
        onOk={async reason => {
          const next = await call('supervision.correct', { id: record.id, reason })
          openRecord(next.id)
        }}
        onClose={() => setCorrecting(false)}
      >
        <p>以本版为底稿新建第 {record.version + 1} 版，封存后替代本版；本版仍可查阅，原因随新版保存。</p>
      </ReasonModal>
    </PageFrame>
  )
}
