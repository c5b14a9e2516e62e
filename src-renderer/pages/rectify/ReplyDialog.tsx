import { Button, Flex, Form, Input, Typography, Upload } from 'antd'
import type { Upload as UploadData } from '../../../src-shared/contract/common.ts'
import type { Rectification } from '../../../src-shared/contract/supervision.ts'
import { call } from '../../api.ts'
import { readUpload } from '../../components/files.tsx'
import { usePaste } from '../../components/paste.ts'
import { DateItem } from '../../components/typed/items.tsx'
import { done, feedback } from '../../feedback.ts'
import { useSession } from '../../session.tsx'
import { FormModal } from '../venues/FormModal.tsx'
import { arrangedOf, lookAgain } from './again.ts'

interface Values {
  reply: string
  on: string
  evidence: UploadData[]
}

const MAX_MB = 50

/** What was done, with papers and pictures that show it. */
export function ReplyDialog({ item, onClose }: { item: Rectification; onClose: () => void }) {
  const { today } = useSession()
  const valuesOf = ({ reply, repliedOn }: Rectification): Values => ({ reply, on: repliedOn ?? today, evidence: [] })
  return (
    <FormModal<Values>
      title="整改回复"
      okText="保存回复"
      name="reply"
      width={600}
      initial={valuesOf(item)}
      edited={{ seen: item.seen, facts: arrangedOf(item), again: () => lookAgain(item, valuesOf, arrangedOf) }}
      submit={async (values, _options, seen) => {
        await call('rectification.reply', { id: item.id, seen, ...values })
        done('已回复，请由另一人复核关闭')
      }}
      onClose={onClose}
    >
      <Form.Item
        name="reply"
        label="整改情况"
        rules={[{ required: true, whitespace: true, message: '请写明整改情况' }]}
      >
        <Input.TextArea maxLength={2000} autoSize={{ minRows: 3, maxRows: 8 }} autoFocus />
      </Form.Item>
      <DateItem name="on" label="回复日期" rules={[{ required: true, message: '请填写日期' }]} max={today} />
      <Form.Item name="evidence" label="佐证（可多个）" style={{ marginBottom: 0 }}>
        <Files />
      </Form.Item>
    </FormModal>
  )
}

interface FilesProps {
  /** From <Form.Item>. */
  value?: UploadData[]
  onChange?: (files: UploadData[]) => void
}

function Files({ value = [], onChange }: FilesProps) {
  const take = async (list: File[]) => {
    const large = list.find(file => file.size > MAX_MB * 1024 * 1024)
    if (large) return void feedback().message.error(`文件「${large.name}」超过 ${MAX_MB} MB，请压缩后再选`)
    const read = await Promise.all(list.map(readUpload))
    const again = new Set(read.map(file => file.name)) // chosen once more: the newer one stays
    onChange?.([...value.filter(file => !again.has(file.name)), ...read])
  }
  usePaste(files => void take(files))
  return (
    <Flex vertical gap={4} align="start">
      <Upload
        multiple
        showUploadList={false}
        beforeUpload={(file, list) => {
          if (file === list[0]) void take(list) // once for all that were chosen together
          return false
        }}
      >
        <Button>选择文件</Button>
      </Upload>
      {value.map(file => (
        <Flex key={file.name} gap={8} align="center">
          <Typography.Text>{file.name}</Typography.Text>
          <Button type="link" size="small" onClick={() => onChange?.(value.filter(one => one !== file))}>
            移除
          </Button>
        </Flex>
      ))}
    </Flex>
  )
}
