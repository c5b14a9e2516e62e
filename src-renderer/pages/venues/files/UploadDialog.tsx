import { InboxOutlined } from '@ant-design/icons'
import { Form, Input, Radio, Typography, Upload } from 'antd'
import type { Venue } from '../../../../src-shared/contract/venue.ts'
import { type CallOptions, call } from '../../../api.ts'
import { readUpload } from '../../../components/files.tsx'
import { usePaste } from '../../../components/paste.ts'
import { DateItem } from '../../../components/typed/items.tsx'
import { done } from '../../../feedback.ts'
import { useSession } from '../../../session.tsx'
import { FormModal } from '../FormModal.tsx'

interface Values {
  kind: 'photo' | 'paper' | 'receipt'
  files: File[]
  takenOn: string | null
  note: string
}

/** Adds photos or papers to a venue. What one file is refused for stops there; those before it are kept. */
export function UploadDialog({ venue, kind, onClose }: { venue: Venue; kind: 'photo' | 'paper'; onClose: () => void }) {
  const { today } = useSession()
  const [form] = Form.useForm<Values>()
  return (
    <FormModal<Values>
      form={form}
      title={kind === 'photo' ? '上传照片' : '上传附件'}
      okText="上传"
      name="upload"
      initial={{ kind, files: [], takenOn: null, note: '' }}
      submit={(values, options) => send(venue.id, values, options, left => form.setFieldValue('files', left))}
      onClose={onClose}
    >
      {kind === 'paper' && (
        <Form.Item name="kind" label="类别">
          <Radio.Group
            optionType="button"
            options={[
              { value: 'paper', label: '备案材料' },
              { value: 'receipt', label: '备案回执' },
            ]}
          />
        </Form.Item>
      )}
      <Form.Item name="files" label="文件" rules={[{ required: true, type: 'array', min: 1, message: '请选择文件' }]}>
        <FilesField accept={kind === 'photo' ? '.jpg,.jpeg,.png,.bmp' : undefined} />
      </Form.Item>
      {kind === 'photo' && (
        <DateItem name="takenOn" label="拍摄日期" extra="留空则取照片自身记录的拍摄日期。" max={today} />
      )}
      <Form.Item name="note" label="说明">
        <Input maxLength={200} placeholder={kind === 'photo' ? '例如 电工实训室 全景' : '例如 场地备案申请表'} />
      </Form.Item>
    </FormModal>
  )
}

/** One after another; `onLeft` learns what is still to be sent, so that a second try does not send the rest twice. */
async function send(
  id: number,
  { kind, files, takenOn, note }: Values,
  { onProgress, signal }: CallOptions,
  onLeft: (files: File[]) => void,
): Promise<void> {
  for (const [i, file] of files.entries()) {
    if (signal?.aborted) return done(`已上传 ${i} 个文件，其余 ${files.length - i} 个没有上传`)
    onProgress?.({ done: i, total: files.length, label: file.name })
    await call('venue.addFile', { id, kind, file: await readUpload(file), takenOn, note })
    onLeft(files.slice(i + 1))
  }
  done(`已上传 ${files.length} 个文件`)
}

interface FieldProps {
  accept?: string
  /** From <Form.Item>. */
  value?: File[]
  onChange?: (value: File[]) => void
}

function FilesField({ accept, value = [], onChange }: FieldProps) {
  usePaste(files => onChange?.([...value, ...files]))
  return (
    <>
      <Upload.Dragger
        accept={accept}
        multiple
        showUploadList={false}
        beforeUpload={(_file, list) => {
          // Called once for each file of a choice, with all of them.
          const fresh = list.filter(one => !value.includes(one))
          onChange?.([...value, ...fresh])
          return false // nothing is ever sent anywhere
        }}
      >
        <p style={{ margin: 4, fontSize: 24, color: 'var(--blue)' }}>
          <InboxOutlined />
        </p>
        <p style={{ margin: 4 }}>拖到这里，或点击选择，可以多选</p>
      </Upload.Dragger>
      {value.length > 0 && (
        <Typography.Text type="secondary">
          已选 {value.length} 个：{value.map(file => file.name).join('、')}
        </Typography.Text>
      )}
    </>
  )
}
