import { Alert, Descriptions, Flex } from 'antd'
import type { Seal } from '../../../../src-shared/contract/seal.ts'
import { sizeText } from '../../../components/bytes.ts'
import { instantText } from '../../../components/DateText.tsx'
import { Anchor, Digest } from './Anchor.tsx'
import { SlipButton } from './SlipButton.tsx'

/** A seal that is closed: what it holds, and the code that goes onto paper. */
export function SealCard({ seal }: { seal: Seal }) {
  return (
    <Flex vertical gap={12}>
      <Alert
        showIcon
        type="success"
        title={`已封存　第 ${seal.version} 版　${instantText(seal.sealedAt)}　${seal.sealedBy}`}
        description={`${seal.files} 个文件，${sizeText(seal.bytes)}`}
      />
      <Descriptions
        size="small"
        bordered
        column={1}
        styles={{ label: { width: 140 } }}
        items={[
          {
            label: '锚定码',
            children: (
              <Flex gap={16} wrap align="center">
                <Anchor code={seal.anchor} />
                <SlipButton of={{ of: 'seal', id: seal.id }} />
              </Flex>
            ),
          },
          { label: '清单摘要', children: <Digest value={seal.digest} /> },
          { label: '日志链头', children: <Digest value={seal.logHead} /> },
        ]}
      />
    </Flex>
  )
}
