import { Flex, Form, Input, InputNumber, Radio } from 'antd'
import { FileField } from '../../components/files.tsx'
import { DateItem } from '../../components/typed/items.tsx'
import type { WizardValues } from './Wizard.tsx'

export const LOGO_PLACES = [
  { value: 'front', label: '正面' },
  { value: 'back', label: '反面' },
  { value: 'both', label: '两面' },
]

/** What the card shows besides the person (附件2), which numbers are used already, and from when the rules hold. */
export function CardStep({ year }: { year: string }) {
  const form = Form.useFormInstance<WizardValues>()
  const logo = Form.useWatch('logo', form)
  return (
    <>
      <Form.Item name="printedBy" label="印制单位" extra="证卡反面「×××印制」；不填则用机构名称。">
        <Input maxLength={80} placeholder="留空则用机构名称" />
      </Form.Item>
      <Flex gap={24} wrap>
        <Form.Item name="logo" label="机构标志（可不填）" extra="JPG 或 PNG 图片；不填则不印。">
          <FileField accept="image/png,image/jpeg" text="选择图片" />
        </Form.Item>
        {logo && (
          <Form.Item name="logoPlace" label="标志位置">
            <Radio.Group optionType="button" options={LOGO_PLACES} />
          </Form.Item>
        )}
      </Flex>
      <Form.Item
        name="usedUpTo"
        label={`${year} 年已用到的序号（可不填）`}
        extra="用本软件之前，本年已发过证卡的，填最后一个编号的末四位，从下一号接着发；没有发过填 0。不填的，导入带编号的台账或首次发卡时再定。"
      >
        <InputNumber min={0} max={9999} precision={0} style={{ width: 160 }} />
      </Form.Item>
      <DateItem
        name="rulesFrom"
        label="规则包生效日（可不填）"
        extra="实施细则自发布之日起试行（第三十三条），文中没有写明日期；知道发布日期时再填。"
      />
    </>
  )
}
