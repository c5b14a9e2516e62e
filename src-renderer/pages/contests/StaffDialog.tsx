import { Flex, Form, Input } from 'antd'
import type { Upload } from '../../../src-shared/contract/common.ts'
import type { Contest, ContestStaff } from '../../../src-shared/contract/contest.ts'
import type { Input as Sent } from '../../../src-shared/contract/index.ts'
import { call } from '../../api.ts'
import { FileField } from '../../components/files.tsx'
import { DateItem } from '../../components/typed/items.tsx'
import { done } from '../../feedback.ts'
import { FormModal } from '../venues/FormModal.tsx'

type Values = Omit<Sent<'contestStaff.save'>, 'id' | 'seen' | 'contestId' | 'file'> & { file: Upload | null }

interface Props {
  contest: Contest
  member: ContestStaff | null
  onClose: () => void
}

const half = { flex: '1 1 200px' }

const valuesOf = (member: ContestStaff | null): Values => ({
  name: member?.name ?? '',
  duty: member?.duty ?? '赛务管理',
  phone: member?.phone ?? '',
  certificate: member?.certificate ?? '',
  validTo: member?.validTo ?? null,
  file: null,
})

/** 赛务 with 资质证明 (第八条). */
export function StaffDialog({ contest, member, onClose }: Props) {
  return (
    <FormModal<Values>
      title={member ? '修改赛务人员' : '添加赛务人员'}
      okText="保存"
      name="contestStaff"
      width={640}
      initial={valuesOf(member)}
      edited={
        member
          ? {
              seen: member.seen,
              again: async () => {
                const now = (await call('contest.get', { id: contest.id })).staff.find(({ id }) => id === member.id)
                return now ? { seen: now.seen, values: valuesOf(now) } : null
              },
            }
          : undefined
      }
      submit={async ({ file, validTo, ...values }, _options, seen) => {
        await call('contestStaff.save', {
          ...values,
          validTo: validTo ?? null,
          ...(file ? { file } : {}),
          ...(member ? { id: member.id, seen } : {}),
          contestId: contest.id,
        })
        done(`已保存「${values.name}」`)
      }}
      onClose={onClose}
    >
      <Flex gap={12} wrap>
        <Form.Item
          name="name"
          label="姓名"
          style={half}
          rules={[{ required: true, whitespace: true, message: '请填写姓名' }]}
        >
          <Input maxLength={40} autoFocus />
        </Form.Item>
        <Form.Item name="duty" label="职责" style={half}>
          <Input maxLength={40} />
        </Form.Item>
        <Form.Item name="phone" label="电话" style={half}>
          <Input maxLength={20} inputMode="tel" />
        </Form.Item>
      </Flex>
      <Flex gap={12} wrap>
        <Form.Item name="certificate" label="资质证明（名称、编号）" style={{ flex: '2 1 300px' }}>
          <Input maxLength={80} placeholder="没有资质的可不填" />
        </Form.Item>
        <DateItem name="validTo" label="有效期至（长期有效的不填）" style={half} />
      </Flex>
      <Form.Item
        name="file"
        label={member?.file ? `资质证明扫描件（已有「${member.file.name}」，可换新）` : '资质证明扫描件'}
        style={{ marginBottom: 0 }}
      >
        <FileField accept=".pdf,.jpg,.jpeg,.png" />
      </Form.Item>
    </FormModal>
  )
}
