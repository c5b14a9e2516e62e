import { Alert, Button, Flex, Form, Input, Radio } from 'antd'
import { useState } from 'react'
import type { Org, OrgInput } from '../../../src-shared/contract/org.ts'
import { formatCode, orgDigits } from '../../../src-shared/domain/code.ts'
import { AGE_READING, CODE_MODE, ORG_KIND } from '../../../src-shared/labels.ts'
import { call } from '../../api.ts'
import { showFields } from '../../components/showFields.ts'
import { DateItem } from '../../components/typed/items.tsx'
import { useEdit } from '../../components/useEdit.tsx'
import { done } from '../../feedback.ts'
import { useSession } from '../../session.tsx'

type Values = Omit<OrgInput, 'seen' | 'place' | 'logoPlace'>

const valuesOf = ({ name, kind, number, printedBy, rulesFrom, ageReading, codeMode, filingContact }: Org): Values => ({
  ...{ name, kind, number, printedBy, rulesFrom, ageReading, codeMode, filingContact },
})

/** 机构 profile, 编码方式 and 年龄口径. Cards already issued keep what was printed on them. */
export function OrgForm({ onDirty }: { onDirty: (dirty: boolean) => void }) {
  const { org, today } = useSession()
  const [form] = Form.useForm<Values>()
  const [busy, setBusy] = useState(false)
  const [opened] = useState(org)
  const edit = useEdit(form, 'org', valuesOf(opened), {
    seen: opened.seen,
    again: async () => {
      const now = await call('org.get', {})
      return now && { seen: now.seen, values: valuesOf(now) }
    },
  })
  const kind = Form.useWatch('kind', form) ?? org.kind
  const number = Form.useWatch('number', form) ?? org.number
  const digits = orgDigits(number)
  const recoded = digits.ok && (digits.digits !== org.digits || kind !== org.kind)

  const save = async (values: Values) => {
    setBusy(true)
    try {
      const saved = await edit.save(values, (said, seen) =>
        call('org.save', { ...said, place: org.place, logoPlace: org.logoPlace, seen }),
      )
      if (!saved) return
      onDirty(false)
      done('设置已保存')
    } catch (error) {
      showFields(form, error)
    } finally {
      setBusy(false)
    }
  }
  const reset = () => {
    form.resetFields()
    onDirty(false)
  }

  return (
    <Form
      form={form}
      name="org"
      layout="vertical"
      initialValues={valuesOf(org)}
      onFinish={save}
      onValuesChange={() => onDirty(true)}
      style={{ maxWidth: 720 }}
    >
      {edit.other}
      <Form.Item
        name="name"
        label="机构名称（颁证机构）"
        extra="修改后只影响以后发的证卡，已发证卡保留原名称。"
        rules={[{ required: true, whitespace: true, message: '请填写机构名称' }]}
      >
        <Input maxLength={80} />
      </Form.Item>
      <Form.Item name="printedBy" label="印制单位" extra="证卡反面「×××印制」；不填则用机构名称。">
        <Input maxLength={80} placeholder="留空则用机构名称" />
      </Form.Item>
      <Form.Item name="kind" label="机构类别（附件1 第1位）">
        <Radio.Group
          optionType="button"
          options={(['Y', 'S'] as const).map(value => ({ value, label: `${ORG_KIND[value]}（${value}）` }))}
        />
      </Form.Item>
      <Form.Item
        name="number"
        label="评价机构编号（附件1 第4–7位取末四位）"
        extra={
          digits.ok
            ? `末四位 ${digits.digits}，编号形如 ${formatCode({ kind, place: org.place, org: digits.digits, year: today.slice(2, 4), seq: 1 })}`
            : undefined
        }
        rules={[
          {
            validator: async (_rule, value: string) => {
              const answer = orgDigits(value)
              if (!answer.ok) throw new Error(`不能用于编码：${answer.message}。末四位必须都是数字（附件1 第4–7位）`)
            },
          },
        ]}
      >
        <Input maxLength={40} />
      </Form.Item>
      {recoded && (
        <Alert
          type="warning"
          showIcon
          style={{ marginBottom: 16 }}
          title="编号的机构代码将改变"
          description="以后发的证卡用新代码；已发的编号不变，也不会重复使用。请核对备案回执后再保存。"
        />
      )}
      <Form.Item name="codeMode" label="编码方式（附件1 第10–13位）" extra="更换编码方式会记入操作日志。">
        <Radio.Group>
          <Flex vertical gap={4}>
            <Radio value="auto">{CODE_MODE.auto}：按年度从 0001 起自动取值</Radio>
            <Radio value="manual">{CODE_MODE.manual}：逐张填写编号和理由</Radio>
          </Flex>
        </Radio.Group>
      </Form.Item>
      <Form.Item name="ageReading" label="年龄口径（第十条（五）男不超过65周岁、女不超过60周岁）">
        <Radio.Group>
          <Flex vertical gap={4}>
            <Radio value="A">{AGE_READING.A}；超过 65 / 60 周岁生日时提醒</Radio>
            <Radio value="B">{AGE_READING.B}</Radio>
          </Flex>
        </Radio.Group>
      </Form.Item>
      <DateItem
        name="rulesFrom"
        label="规则包生效日（可不填）"
        extra="实施细则自发布之日起试行（第三十三条），文中没有写明日期。"
      />
      <Form.Item name="filingContact" label="备案接收单位（可不填）" extra="印在备案名册上，例如收件部门和电话。">
        <Input maxLength={200} />
      </Form.Item>
      <Flex gap={8}>
        <Button type="primary" htmlType="submit" loading={busy}>
          保存
        </Button>
        <Button onClick={reset}>还原</Button>
      </Flex>
    </Form>
  )
}
