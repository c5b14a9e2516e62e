import { Checkbox, Flex, Form, Input, Radio, Typography } from 'antd'
import { useEffect } from 'react'
import { formatCode, orgDigits } from '../../../src-shared/domain/code.ts'
import { ORG_KIND } from '../../../src-shared/labels.ts'
import type { WizardValues } from './Wizard.tsx'

/** 名称, 类别, 编号: the parts of the card code that are the organisation's own (附件1 第1–7位). */
export function OrgStep({ today }: { today: string }) {
  const form = Form.useFormInstance<WizardValues>()
  const kind = Form.useWatch('kind', form)
  const number = Form.useWatch('number', form) ?? ''
  const check = orgDigits(number.trim())
  const digits = check.ok ? check.digits : null

  // Another number: what was confirmed was the old one.
  useEffect(() => {
    void digits
    form.setFieldValue('digitsConfirmed', false)
  }, [digits, form])

  return (
    <>
      <Form.Item
        name="name"
        label="机构名称"
        extra="与备案一致的全称，会印在证卡的「颁证机构」一行。"
        rules={[{ required: true, whitespace: true, message: '请填写机构名称' }]}
      >
        <Input maxLength={80} autoFocus placeholder="例如 北京某某科技有限公司" />
      </Form.Item>
      <Form.Item
        name="kind"
        label="机构类别"
        extra="证卡编号第 1 位由它决定（附件1 表2），由机构备案的类别而定。"
        rules={[{ required: true, message: '请选择机构类别，没有类别不能编码' }]}
      >
        <Radio.Group
          optionType="button"
          options={(['Y', 'S'] as const).map(value => ({ value, label: `${ORG_KIND[value]}（${value}）` }))}
        />
      </Form.Item>
      <Form.Item
        name="number"
        label="评价机构编号"
        extra="备案回执上的编号；证卡编号第 4–7 位取它的末四位。"
        validateTrigger="onBlur"
        rules={[
          { required: true, whitespace: true, message: '请填写评价机构编号' },
          {
            validator: async (_rule, value: string) => {
              const answer = orgDigits(value.trim())
              if (!value.trim() || answer.ok) return
              throw new Error(`不能用于编码：${answer.message}。编码取末四位，必须都是数字（附件1 第4–7位）`)
            },
          },
        ]}
      >
        <Input maxLength={40} placeholder="例如 S000011002001" />
      </Form.Item>
      {digits && (
        <Flex
          gap={24}
          align="center"
          wrap
          style={{ background: 'var(--blueTint)', padding: '8px 16px', marginBottom: 16 }}
        >
          <div>
            <Typography.Text type="secondary">编号末四位</Typography.Text>
            <div className="num" style={{ fontSize: 34, letterSpacing: 8, fontWeight: 600, lineHeight: 1.2 }}>
              {digits}
            </div>
          </div>
          <div>
            <Form.Item
              name="digitsConfirmed"
              valuePropName="checked"
              style={{ marginBottom: 0 }}
              rules={[
                {
                  validator: async (_rule, checked: boolean) => {
                    if (!checked) throw new Error('请核对末四位后打勾')
                  },
                },
              ]}
            >
              <Checkbox>已核对，末四位是 {digits}</Checkbox>
            </Form.Item>
            {kind && (
              <Typography.Text type="secondary">
                今年第一张证卡的编号：
                {formatCode({ kind, place: '11', org: digits, year: today.slice(2, 4), seq: 1 })}
                （第 2–3 位：备案地 11 北京）
              </Typography.Text>
            )}
          </div>
        </Flex>
      )}
    </>
  )
}
