import { PaperClipOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { call } from '../../api.ts'
import { showError } from '../../showError.tsx'

/** Opens a stored paper with the system's own program. */
export function AttachmentLink({ file }: { file: { sha256: string; name: string } | null }) {
  if (!file) return <span>—</span>
  return (
    <Button
      type="link"
      size="small"
      icon={<PaperClipOutlined />}
      title={file.name}
      style={{ padding: 0, maxWidth: '100%', overflow: 'hidden' }}
      onClick={() => call('attachment.open', { sha256: file.sha256, name: file.name }).catch(showError)}
    >
      {file.name.length > 8 ? `${file.name.slice(0, 7)}…` : file.name}
    </Button>
  )
}
