import { InboxOutlined, PaperClipOutlined } from '@ant-design/icons'
import { Button, Flex, Typography, Upload } from 'antd'
import { useState } from 'react'
import type { Upload as UploadData } from '../../src-shared/contract/common.ts'
import { feedback } from '../feedback.ts'
import { usePaste } from './paste.ts'

/** A file as the contract takes it: name and bytes, never a path. */
export const readUpload = async (file: File): Promise<UploadData> => ({
  name: file.name,
  bytes: new Uint8Array(await file.arrayBuffer()),
})

interface DropProps {
  title: string
  hint: string
  accept: string
  onFile: (file: File) => void
  disabled?: boolean
}

/** A zone to drop one file on, to paste it, or to click and choose it. */
export function DropZone({ title, hint, accept, onFile, disabled }: DropProps) {
  usePaste(disabled ? null : ([file]) => file && onFile(file))
  return (
    <Upload.Dragger
      accept={accept}
      showUploadList={false}
      disabled={disabled}
      beforeUpload={file => {
        onFile(file)
        return false // nothing is ever sent anywhere
      }}
    >
      <p style={{ margin: 8, fontSize: 28, color: 'var(--blue)' }}>
        <InboxOutlined />
      </p>
      <p style={{ margin: 4 }}>{title}</p>
      <Typography.Text type="secondary">{hint}</Typography.Text>
    </Upload.Dragger>
  )
}

const MAX_ATTACHMENT_MB = 50

interface FieldProps {
  value?: UploadData | null
  onChange?: (value: UploadData | null) => void
  accept?: string
  text?: string
}

/** One optional scan or paper, chosen or pasted; for <Form.Item>. */
export function FileField({ value, onChange, accept, text = '选择文件' }: FieldProps) {
  const [reading, setReading] = useState(false)
  const take = async (file: File) => {
    if (file.size > MAX_ATTACHMENT_MB * 1024 * 1024) {
      feedback().message.error(`文件「${file.name}」超过 ${MAX_ATTACHMENT_MB} MB，请压缩后再选`)
      return
    }
    setReading(true)
    onChange?.(await readUpload(file).finally(() => setReading(false)))
  }
  usePaste(([file]) => file && void take(file))
  return (
    <Flex gap={8} align="center">
      <Upload
        accept={accept}
        showUploadList={false}
        beforeUpload={file => {
          void take(file)
          return false
        }}
      >
        <Button icon={<PaperClipOutlined />} loading={reading}>
          {text}
        </Button>
      </Upload>
      {value && (
        <>
          <Typography.Text ellipsis={{ tooltip: true }} style={{ maxWidth: 240 }}>
            {value.name}
          </Typography.Text>
          <Button type="link" size="small" onClick={() => onChange?.(null)}>
            移除
          </Button>
        </>
      )}
    </Flex>
  )
}
