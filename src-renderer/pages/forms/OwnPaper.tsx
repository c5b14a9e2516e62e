import { Flex, Form, Input, Modal, Select, Typography } from 'antd'
import { useState } from 'react'
import type { Input as In } from '../../../src-shared/contract/index.ts'
import { call, useCall } from '../../api.ts'
import { done } from '../../feedback.ts'
import { showError } from '../../showError.tsx'

type Own = Omit<In<'paper.setOwn'>, 'seen'>

/** Papers with a list that takes columns of the office's own, by form code. */
const LISTS = [
  { value: 'SGC', label: '考生签到表' },
  { value: 'SGE', label: '考评人员签到表' },
  { value: 'SGI', label: '监考、考务人员签到表' },
  { value: 'DVC', label: '考前设备核查表' },
]

/** 本机构用表: a head line and a note on all papers of a session, and columns to write in. Official forms have none of it. */
export function OwnPaperDialog({ onClose }: { onClose: () => void }) {
  const { data } = useCall('paper.own', {}, ['setting'])
  const [typed, setTyped] = useState<Partial<Own>>({})
  const [list, setList] = useState('SGC')
  const own: Own = { head: '', note: '', columns: {}, ...data, ...typed }
  const save = async () => {
    try {
      await call('paper.setOwn', { head: own.head, note: own.note, columns: own.columns, seen: data?.seen ?? '' })
      done('已保存本机构用表的设置')
      onClose()
    } catch (error) {
      showError(error)
    }
  }
  return (
    <Modal open title="本机构用表" okText="保存用表设置" onOk={save} onCancel={onClose} cancelText="取消">
      <Form layout="vertical" component="div">
        <Form.Item label="抬头（印在标题上方，如体系文件编号）" htmlFor="own-head">
          <Input
            id="own-head"
            maxLength={120}
            value={own.head}
            onChange={event => setTyped({ ...typed, head: event.target.value })}
          />
        </Form.Item>
        <Form.Item label="附加说明（印在表下）" htmlFor="own-note">
          <Input.TextArea
            id="own-note"
            maxLength={300}
            autoSize={{ minRows: 2, maxRows: 4 }}
            value={own.note}
            onChange={event => setTyped({ ...typed, note: event.target.value })}
          />
        </Form.Item>
        <Form.Item label="增加的列（空着手写，每表最多 4 列）" htmlFor="own-columns">
          <Flex gap={8}>
            <Select aria-label="用表" style={{ width: 200 }} options={LISTS} value={list} onChange={setList} />
            <Input
              id="own-columns"
              placeholder="列名，用顿号隔开，如：手机、准备时间"
              value={(own.columns[list] ?? []).join('、')}
              onChange={event =>
                setTyped({
                  ...typed,
                  columns: { ...own.columns, [list]: event.target.value.split('、').slice(0, 4) },
                })
              }
              onBlur={() =>
                setTyped({
                  ...typed,
                  columns: { ...own.columns, [list]: (own.columns[list] ?? []).map(c => c.trim()).filter(Boolean) },
                })
              }
            />
          </Flex>
        </Form.Item>
        <Typography.Text type="secondary">只用于场次用表等本机构的表；附件3–7 一字不动。</Typography.Text>
      </Form>
    </Modal>
  )
}
