import { Flex, Form, Input } from 'antd'
import type { Rectification } from '../../../src-shared/contract/supervision.ts'
import { defaultDue, FIX_DAYS } from '../../../src-shared/domain/rectify.ts'
import { call } from '../../api.ts'
import { DateItem } from '../../components/typed/items.tsx'
import { done } from '../../feedback.ts'
import { useSession } from '../../session.tsx'
import { FormModal } from '../venues/FormModal.tsx'

interface Values {
  problem: string
  measure: string
  responsible: string
  due: string | null
}

interface Props {
  batchId: number
  item?: Rectification
  visitId?: number
  /** To begin with, for a new one. */
  problem?: string
  onClose: () => void
}

/** What is wrong, what is done about it, by whom and until when. */
export function FixDialog({ batchId, item, visitId, problem = '', onClose }: Props) {
  const { today } = useSession()
  const openedOn = item?.openedOn ?? today
  const valuesOf = (known?: Rectification): Values => ({
    problem: known?.problem ?? problem,
    measure: known?.measure ?? '',
    responsible: known?.responsible ?? '',
    due: known?.due ?? defaultDue(openedOn),
  })
  return (
    <FormModal<Values>
      title={item ? '修改整改安排' : '登记问题'}
      okText="保存"
      name="fix"
      width={640}
      initial={valuesOf(item)}
      edited={
        item && {
          seen: item.seen,
          again: async () => {
            const { rows } = await call('rectification.list', { batchId, page: { offset: 0, limit: 500 } })
            const now = rows.find(({ id }) => id === item.id)
            return now ? { seen: now.seen, values: valuesOf(now) } : null
          },
        }
      }
      submit={async (values, _options, seen) => {
        await call('rectification.save', {
          ...values,
          ...(item ? { id: item.id, seen } : {}),
          due: values.due ?? null,
          batchId,
          recordId: item?.recordId ?? null,
          visitId: item?.visitId ?? visitId ?? null,
          number: item?.number ?? '',
        })
        done('已保存')
      }}
      onClose={onClose}
    >
      <Form.Item name="problem" label="问题" rules={[{ required: true, whitespace: true, message: '请写明问题' }]}>
        <Input.TextArea maxLength={1000} autoSize={{ minRows: 2, maxRows: 6 }} autoFocus={!item} />
      </Form.Item>
      <Form.Item name="measure" label="整改措施">
        <Input.TextArea maxLength={1000} autoSize={{ minRows: 2, maxRows: 6 }} autoFocus={!!item} />
      </Form.Item>
      <Flex gap={12}>
        <Form.Item name="responsible" label="责任人" style={{ flex: 1, marginBottom: 0 }}>
          <Input maxLength={40} />
        </Form.Item>
        <DateItem
          name="due"
          label="整改期限"
          style={{ flex: 1, marginBottom: 0 }}
          rules={[{ required: true, message: '请填写整改期限' }]}
          extra={`预填发现后 ${FIX_DAYS} 天（本机构口径）`}
        />
      </Flex>
    </FormModal>
  )
}
