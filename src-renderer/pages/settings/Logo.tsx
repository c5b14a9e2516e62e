import { Button, Flex, Form, Popconfirm, Radio, Typography } from 'antd'
import type { OrgInput } from '../../../src-shared/contract/org.ts'
import { call } from '../../api.ts'
import { DropZone, readUpload } from '../../components/files.tsx'
import { useTask } from '../../components/useTask.tsx'
import { done } from '../../feedback.ts'
import { useSession } from '../../session.tsx'

const PLACES: { value: OrgInput['logoPlace']; label: string }[] = [
  { value: 'front', label: '正面' },
  { value: 'back', label: '反面' },
  { value: 'both', label: '两面' },
  { value: 'none', label: '不印' },
]

/** 颁证机构（logo） of 附件2: optional; nothing is printed where there is none. */
export function Logo() {
  const { org } = useSession()
  const { run } = useTask()

  const set = async (file: File | null) => {
    const image = file ? (await readUpload(file)).bytes : null
    const saved = await run('正在保存标志', options => call('org.setLogo', { image, seen: org.seen }, options))
    if (saved) done(image ? '机构标志已保存' : '机构标志已移除')
  }
  const place = async (logoPlace: OrgInput['logoPlace']) => {
    const { digits: _digits, logo: _logo, updatedAt: _at, ...profile } = org
    await call('org.save', { ...profile, logoPlace })
    done('标志位置已保存')
  }

  return (
    <Flex vertical gap={16} style={{ maxWidth: 560 }}>
      <Typography.Text type="secondary">附件2 为机构标志留了位置；没有标志的，该处不印任何内容。</Typography.Text>
      {org.logo && (
        <Flex gap={16} align="center">
          <img
            src={`/photo/${org.logo}`}
            alt="机构标志"
            style={{
              maxWidth: 240,
              maxHeight: 120,
              border: '1px solid var(--line2)',
              padding: 8,
              background: 'var(--sheet)',
            }}
          />
          <Popconfirm
            title="移除机构标志？"
            description="以后打印的证卡不再印标志。"
            okText="移除"
            onConfirm={() => set(null)}
          >
            <Button danger>移除</Button>
          </Popconfirm>
        </Flex>
      )}
      <DropZone
        title={org.logo ? '更换标志：拖入图片，或点击选择' : '拖入图片，或点击选择'}
        hint="JPG 或 PNG，底色透明或白色为宜"
        accept="image/png,image/jpeg"
        onFile={file => void set(file)}
      />
      <Form layout="vertical">
        <Form.Item label="印在" style={{ marginBottom: 0 }}>
          <Radio.Group
            optionType="button"
            value={org.logoPlace}
            onChange={event => void place(event.target.value)}
            options={PLACES}
            disabled={!org.logo}
          />
        </Form.Item>
      </Form>
    </Flex>
  )
}
