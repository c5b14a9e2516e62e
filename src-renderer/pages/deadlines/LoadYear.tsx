import { Alert, Descriptions, Flex, Input, Modal, Typography } from 'antd'
import { useState } from 'react'
import type { Output } from '../../../src-shared/contract/index.ts'
import { asCallError, call } from '../../api.ts'
import { useTask } from '../../components/useTask.tsx'
import { done } from '../../feedback.ts'
import { offText, shortDates } from './words.ts'

/** The 国办 notice as pasted: weekdays and day counts are checked, a sentence that does not hold is shown and refused. */
export function LoadYear({ onClose }: { onClose: () => void }) {
  const [text, setText] = useState('')
  const [read, setRead] = useState<Output<'calendar.load'> | null>(null)
  const [fault, setFault] = useState('')
  const { run, running } = useTask()

  const preview = () =>
    run('正在核对通知', async options => {
      try {
        setRead(await call('calendar.load', { text, confirm: false }, options))
        setFault('')
      } catch (error) {
        const { data } = asCallError(error)
        const named = data.fields?.text
        if (!named) throw error
        setRead(null)
        setFault(named)
      }
    })
  const confirm = () =>
    run('正在装载', async options => {
      const { year } = await call('calendar.load', { text, confirm: true }, options)
      done(`已装载 ${year} 年，未提交的期限已重新计算`)
      onClose()
    })

  return (
    <Modal
      open
      title="装载年历"
      width={760}
      okText={read ? `确认装载 ${read.year} 年` : '核对'}
      okButtonProps={{ disabled: text.trim() === '' }}
      confirmLoading={running}
      onOk={read ? confirm : preview}
      onCancel={onClose}
      mask={{ closable: false }}
    >
      <Flex vertical gap={12}>
        <Typography.Text>
          粘贴《国务院办公厅关于某年部分节假日安排的通知》全文，核对无误后装载；延长、调整假期或专门放假的补充通知也粘贴在这里。
        </Typography.Text>
        <Input.TextArea
          aria-label="通知全文"
          autoFocus
          maxLength={20_000}
          autoSize={{ minRows: 5, maxRows: 10 }}
          status={fault ? 'error' : undefined}
          value={text}
          onChange={event => {
            setText(event.target.value)
            setRead(null)
            setFault('')
          }}
        />
        {fault && (
          <Alert
            type="error"
            showIcon
            title="通知有对不上的地方，没有装载"
            description={<div style={{ whiteSpace: 'pre-wrap' }}>{fault}</div>}
          />
        )}
        {read && (
          <>
            {read.doubts.length > 0 && (
              <Alert
                type="warning"
                showIcon
                title="请核对以下各处"
                description={read.doubts.map(doubt => <div key={doubt}>{doubt}</div>)}
              />
            )}
            {read.replaces !== null && (
              <Alert
                type="warning"
                showIcon
                title={`将替换已装载的 ${read.year} 年安排（${read.replaces}）`}
                description={
                  read.changes.length > 0
                    ? read.changes.map(change => <div key={change}>{change}</div>)
                    : '内容没有不同'
                }
              />
            )}
            <Descriptions
              size="small"
              bordered
              column={1}
              items={[
                { label: '年度', children: `${read.year} 年` },
                { label: '放假', children: read.holidays.map(offText).join('；') },
                { label: '调休上班', children: shortDates(read.workdays) },
              ]}
            />
          </>
        )}
      </Flex>
    </Modal>
  )
}
