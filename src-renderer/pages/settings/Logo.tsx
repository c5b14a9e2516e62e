import { Button, Flex, Form, Popconfirm, Radio, Typography } from 'antd'
import type { Org, OrgInput } from '../../../src-shared/contract/org.ts'
import { asCallError, call } from '../../api.ts'
import { DropZone, readUpload } from '../../components/files.tsx'
import { useTask } from '../../components/useTask.tsx'
import { done } from '../../feedback.ts'
import { useSession } from '../../session.tsx'
import { showError } from '../../showError.tsx'

/**
 * Saves upon the organisation as it was seen; where it moved on in something else, upon what it is now. Where it did in this, the refusal says so, and what
 * stands on the screen is then the other's.
 */
async function unlessChanged<T>(seen: Org, changed: (now: Org) => boolean, save: (org: Org) => Promise<T>): Promise<T> {
  try {
    return await save(seen)
  } catch (error) {
    if (asCallError(error).data.code !== 'STALE') throw error
    const now = await call('org.get', {})
    if (!now || changed(now)) throw error
    return save(now)
  }
}

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

  /** Another's change of the name, say, is no reason to ask; another mark or place is. */
  const changed = (now: Org) => now.logo !== org.logo || now.logoPlace !== org.logoPlace
  const set = async (file: File | null) => {
    const image = file ? (await readUpload(file)).bytes : null
    const saved = await run('正在保存标志', options =>
      unlessChanged(org, changed, ({ seen }) => call('org.setLogo', { image, seen }, options)),
    )
    if (saved) done(image ? '机构标志已保存' : '机构标志已移除')
  }
  const place = async (logoPlace: OrgInput['logoPlace']) => {
    try {
      await unlessChanged(org, changed, ({ digits: _digits, logo: _logo, updatedAt: _at, ...profile }) =>
        call('org.save', { ...profile, logoPlace }),
      )
      done('标志位置已保存')
    } catch (error) {
      showError(error)
    }
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
