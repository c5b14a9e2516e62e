import { Alert, Button, Descriptions, Flex } from 'antd'
import type { Verification } from '../../../../src-shared/contract/package.ts'
import { sizeText } from '../../../components/bytes.ts'
import { navigate } from '../../../location.ts'
import { Anchor, Digest } from '../../batches/seal/Anchor.tsx'
import { faultsOf, faultText } from './faults.ts'

/** What the verification of a package found: whole, or each file at fault by name. */
export function Verified({ found }: { found: Verification }) {
  const faults = faultsOf(found)
  return (
    <section aria-label="核验结果">
      <Flex vertical gap={12}>
        <Alert
          showIcon
          type={found.ok ? 'success' : 'error'}
          title={
            found.ok
              ? `「${found.name}」核验通过：${found.files} 个文件与清单一致，没有改动、缺失或多出的文件`
              : `「${found.name}」核验不通过：${faultText(found)}`
          }
          description={
            found.ok
              ? '清单是否为交付时的那一份，请将下面的锚定码与双方签字的锚定单对照。'
              : '请保留原包，向交付方核对，并与交付清单上的摘要对照。'
          }
        />
        {faults.length > 0 && (
          <ul style={{ margin: 0, paddingInlineStart: 18, overflowWrap: 'anywhere', maxHeight: 320, overflow: 'auto' }}>
            {faults.map(({ kind, name }) => (
              <li key={`${kind}${name}`}>
                {kind}：{name}
              </li>
            ))}
          </ul>
        )}
        {found.junk.length > 0 && (
          <Alert
            type="info"
            title={`另有 ${found.junk.length} 个系统文件，不属于包，也不影响核验：${found.junk.slice(0, 5).join('、')}${found.junk.length > 5 ? ' 等' : ''}`}
          />
        )}
        <Descriptions
          size="small"
          bordered
          column={1}
          styles={{ label: { width: 110 } }}
          items={[
            { label: '批次', children: found.title || '包内没有写明' },
            { label: '文件', children: `${found.files} 个，${sizeText(found.bytes)}` },
            ...(found.digest ? [{ label: '清单摘要', children: <Digest value={found.digest} /> }] : []),
            ...(found.anchor ? [{ label: '锚定码', children: <Anchor code={found.anchor} /> }] : []),
          ]}
        />
      </Flex>
    </section>
  )
}

/** A batch that was rebuilt. */
export function Imported({ batchId, files, bytes }: { batchId: number; files: number; bytes: number }) {
  return (
    <Alert
      showIcon
      type="success"
      title={`已导入：${files} 个文件，${sizeText(bytes)}`}
      description="批次、督导记录、资料和封存均已重建。"
      action={
        <Button type="primary" onClick={() => navigate('batch', { id: String(batchId) })}>
          打开批次
        </Button>
      }
    />
  )
}
