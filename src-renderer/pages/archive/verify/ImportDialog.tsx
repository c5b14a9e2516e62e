import { Alert, Checkbox, Descriptions, Flex, Form, Input, Modal, Radio, Table, Typography } from 'antd'
import { useState } from 'react'
import type { Input as Said } from '../../../../src-shared/contract/index.ts'
import type { PackagePreview } from '../../../../src-shared/contract/package.ts'
import { sizeText } from '../../../components/bytes.ts'
import { InstantText } from '../../../components/DateText.tsx'
import { Anchor } from '../../batches/seal/Anchor.tsx'

interface Props {
  found: PackagePreview
  onOk: (said: Said<'package.import'>) => void
  onClose: () => void
}

const CODE = 'package-code'

/** What a package would bring, and the questions that it leaves: nothing is taken in before 导入 is pressed. */
export function ImportDialog({ found, onOk, onClose }: Props) {
  const [code, setCode] = useState('')
  const [adopt, setAdopt] = useState(false)
  const [numbers, setNumbers] = useState<'continue' | 'used'>('continue')
  const differs = found.lines.flatMap(line => line.different.map(text => `${line.what}${text}`))
  return (
    <Modal
      open
      width={680}
      title={`导入「${found.title}」`}
      okText="导入"
      okButtonProps={{ disabled: found.adopts && !adopt }}
      onOk={() => onOk({ token: found.token, code, adopt, numbers })}
      onCancel={onClose}
    >
      <Flex vertical gap={12}>
        <Descriptions
          size="small"
          bordered
          column={1}
          styles={{ label: { width: 110 } }}
          items={[
            { label: '包', children: found.name },
            { label: '制作机构', children: `${found.org.name}（${found.org.number}）` },
            { label: '制作时间', children: <InstantText value={found.madeAt} /> },
            { label: '计划号', children: found.planNo },
            { label: '文件', children: `${found.files} 个，${sizeText(found.bytes)}，已逐件核验` },
            { label: '锚定码', children: <Anchor code={found.anchor} /> },
          ]}
        />
        <Table
          size="small"
          rowKey="what"
          pagination={false}
          dataSource={found.lines}
          columns={[
            { title: '内容', dataIndex: 'what' },
            { title: '新增', dataIndex: 'fresh', width: 100, align: 'end', className: 'num' },
            { title: '本机已有', dataIndex: 'here', width: 100, align: 'end', className: 'num' },
            {
              title: '与本机不同',
              width: 110,
              align: 'end',
              className: 'num',
              render: (_, line) => line.different.length,
            },
          ]}
        />
        {differs.length > 0 && (
          <Alert
            type="warning"
            showIcon
            title={`${differs.length} 处与本机不同，以本机现有登记为准，不会改动`}
            description={
              <ul
                style={{
                  margin: 0,
                  paddingInlineStart: 18,
                  maxHeight: 140,
                  overflow: 'auto',
                  overflowWrap: 'anywhere',
                }}
              >
                {differs.map(text => (
                  <li key={text}>{text}</li>
                ))}
              </ul>
            }
          />
        )}
        <Form layout="vertical">
          <Form.Item
            label="锚定码（照双方签字的锚定单或交付清单输入；手边没有可不填）"
            htmlFor={CODE}
            style={{ marginBottom: found.numbers || found.adopts ? 12 : 0 }}
          >
            <Input id={CODE} value={code} maxLength={60} onChange={event => setCode(event.target.value)} />
          </Form.Item>
          {found.numbers && (
            <Form.Item
              label={`本机还没有核发过证卡，包内 ${found.numbers.year} 年的证卡编号最大为 ${found.numbers.highest}`}
            >
              <Radio.Group value={numbers} onChange={event => setNumbers(event.target.value)}>
                <Flex vertical>
                  <Radio value="continue">这是本机构自己的编号：以后接着编</Radio>
                  <Radio value="used">只登记为已用：以后不接着编</Radio>
                </Flex>
              </Radio.Group>
            </Form.Item>
          )}
          {found.adopts && (
            <Checkbox checked={adopt} onChange={event => setAdopt(event.target.checked)}>
              本文件夹还没有登记机构：确认这是「{found.org.name}」的数据
            </Checkbox>
          )}
        </Form>
        <Typography.Text type="secondary">导入的人员、证卡、场地和批次会一直注明来源。</Typography.Text>
      </Flex>
    </Modal>
  )
}
