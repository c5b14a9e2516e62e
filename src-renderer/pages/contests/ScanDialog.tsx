import { Form, Radio } from 'antd'
import type { Upload } from '../../../src-shared/contract/common.ts'
import type { ContestVisit } from '../../../src-shared/contract/contest.ts'
import { call } from '../../api.ts'
import { FileField } from '../../components/files.tsx'
import { done } from '../../feedback.ts'
import { FormModal } from '../venues/FormModal.tsx'

interface Values {
  form: string
  file: Upload | null
}

const SIGNED = ['附件7', '附件6', '其他']

/** A signed 附件7 or 附件6, scanned. */
export function ScanDialog({ visit, onClose }: { visit: ContestVisit; onClose: () => void }) {
  return (
    <FormModal<Values>
      title="存入签字扫描件"
      okText="存入"
      name="contestScan"
      initial={{ form: '附件7', file: null }}
      submit={async ({ form, file }) => {
        if (!file) return
        await call('contestVisit.scan', { id: visit.id, form, file })
        done(`已存入${form}`)
      }}
      onClose={onClose}
    >
      <Form.Item name="form" label="表单">
        <Radio.Group optionType="button" options={SIGNED.map(value => ({ value, label: value }))} />
      </Form.Item>
      <Form.Item
        name="file"
        label="扫描件或照片"
        style={{ marginBottom: 0 }}
        rules={[{ required: true, message: '请选择文件' }]}
      >
        <FileField accept=".pdf,.jpg,.jpeg,.png" />
      </Form.Item>
    </FormModal>
  )
}
