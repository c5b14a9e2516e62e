import { Alert, Button, Descriptions, Flex, Modal } from 'antd'
import type { Exported } from '../../../../src-shared/contract/package.ts'
import { sizeText } from '../../../components/bytes.ts'
import { Anchor, Digest } from './Anchor.tsx'
import { exportText } from './exportWords.ts'
import { ReceiptButton, SlipButton } from './SlipButton.tsx'

/** What was written, and the papers to print before it is handed over. */
export function ExportDone({ made, onClose }: { made: Exported; onClose: () => void }) {
  return (
    <Modal
      open
      title="事后督导包已导出"
      width={760}
      onCancel={onClose}
      footer={
        <Button type="primary" onClick={onClose}>
          完成
        </Button>
      }
    >
      <Flex vertical gap={12}>
        <Alert
          showIcon
          type="success"
          title={`已写成：${made.name}`}
          description="交付前请打印交付清单由双方签字；锚定码抄在纸上留存，日后可凭它核对。"
        />
        {made.leftOut.length > 0 && <LeftOut names={made.leftOut} />}
        {made.notes.map(note => (
          <Alert key={note} showIcon type="info" title={note} />
        ))}
        <Descriptions
          size="small"
          bordered
          column={1}
          styles={{ label: { width: 110 } }}
          items={[
            { label: '内容', children: exportText(made) },
            { label: '文件', children: `${made.files} 个，${sizeText(made.bytes)}` },
            { label: '封存版本', children: made.sealVersion === null ? '未封存' : `第 ${made.sealVersion} 版` },
            { label: '接收方', children: made.receiver || '未填' },
            { label: '清单摘要', children: <Digest value={made.digest} /> },
            { label: '锚定码', children: <Anchor code={made.anchor} /> },
          ]}
        />
        <Flex gap={8}>
          <ReceiptButton id={made.id} />
          <SlipButton of={{ of: 'export', id: made.id }} />
        </Flex>
      </Flex>
    </Modal>
  )
}

/** What a 脱敏 package does not show, by name and reason: the one who hands it over has to know. */
function LeftOut({ names }: { names: string[] }) {
  return (
    <Alert
      showIcon
      type="warning"
      title={`${names.length} 件原件没有随包列入`}
      description={
        <ul style={{ margin: 0, paddingInlineStart: 18, maxHeight: 120, overflow: 'auto', overflowWrap: 'anywhere' }}>
          {[...new Set(names)].map(name => (
            <li key={name}>{name}</li>
          ))}
        </ul>
      }
    />
  )
}
