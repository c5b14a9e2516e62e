import { AutoComplete, Flex, Form, type FormInstance, Input, Radio, Typography } from 'antd'
import type { Supervisor } from '../../../src-shared/contract/supervisor.ts'
import { ageLimit, ageOn, lastAllowedDay, type Sex } from '../../../src-shared/domain/age.ts'
import { isDate } from '../../../src-shared/domain/dates.ts'
import { cleanName, isPhone } from '../../../src-shared/domain/text.ts'
import { EDUCATION, SOURCE } from '../../../src-shared/labels.ts'
import { DateItem } from '../../components/typed/items.tsx'
import { useSession } from '../../session.tsx'
import { IdField } from './IdField.tsx'

export interface PersonValues {
  name: string
  sex: Sex | null
  birth: string | null
  /** What is typed now; what is stored already never comes into the form. */
  idNumber: string
  idChange: 'keep' | 'set' | 'remove'
  phone: string
  department: string
  position: string
  education: string
  source: string
  note: string
}

export function personValues(person: Supervisor | null): PersonValues {
  return {
    name: person?.name ?? '',
    sex: person?.sex ?? null,
    birth: person?.birth ?? null,
    idNumber: '',
    idChange: person?.idMasked ? 'keep' : 'set',
    phone: person?.phone ?? '',
    department: person?.department ?? '',
    position: person?.position ?? '',
    education: person?.education ?? '',
    source: person?.source ?? '',
    note: person?.note ?? '',
  }
}

/** Undefined keeps the number that is stored, null removes it. */
export function idNumberInput({ idChange, idNumber }: PersonValues): string | null | undefined {
  if (idChange === 'keep') return undefined
  if (idChange === 'remove') return null
  return idNumber.trim() === '' ? undefined : idNumber.trim()
}

const half = { flex: '1 1 220px' }
const options = (list: readonly string[]) => list.map(value => ({ value }))

/** The fields of one person; 身份证 fills 性别 and 出生日期 where they are still empty. */
export function PersonFields({ form, idMasked }: { form: FormInstance<PersonValues>; idMasked: string | null }) {
  return (
    <>
      <Flex gap={12} wrap>
        <Form.Item
          name="name"
          label="姓名"
          style={half}
          rules={[
            { required: true, message: '请填写姓名' },
            { validator: async (_rule, v: string) => (v && !cleanName(v) ? fail('请填写姓名') : undefined) },
          ]}
        >
          <Input maxLength={40} autoFocus />
        </Form.Item>
        <IdField form={form} idMasked={idMasked} style={half} />
      </Flex>
      <Flex gap={12} wrap>
        <Form.Item name="sex" label="性别" style={half} rules={[{ required: true, message: '请选择性别' }]}>
          <Radio.Group
            optionType="button"
            options={[
              { value: '男', label: '男' },
              { value: '女', label: '女' },
            ]}
          />
        </Form.Item>
        <DateItem
          name="birth"
          label="出生日期"
          style={half}
          extra={<AgeNote form={form} />}
          rules={[{ required: true, message: '请填写出生日期' }]}
          birth
        />
      </Flex>
      <Flex gap={12} wrap>
        <Form.Item
          name="phone"
          label="手机"
          style={half}
          validateTrigger="onBlur"
          rules={[
            {
              validator: async (_rule, value: string) =>
                value.trim() && !isPhone(value) ? fail('请填写 11 位手机号，或带区号的座机') : undefined,
            },
          ]}
        >
          <Input maxLength={20} inputMode="tel" />
        </Form.Item>
        <Form.Item name="department" label="单位/部门" style={half}>
          <Input maxLength={80} />
        </Form.Item>
      </Flex>
      <Flex gap={12} wrap>
        <Form.Item name="position" label="职务职称" style={half}>
          <Input maxLength={80} />
        </Form.Item>
        <Form.Item name="education" label="学历" style={{ flex: '1 1 104px' }}>
          <AutoComplete options={options(EDUCATION)} maxLength={20} />
        </Form.Item>
        <Form.Item name="source" label="选聘来源" style={{ flex: '1 1 104px' }}>
          <AutoComplete options={options(SOURCE)} maxLength={40} />
        </Form.Item>
      </Flex>
      <Form.Item name="note" label="备注">
        <Input.TextArea maxLength={500} autoSize={{ minRows: 2, maxRows: 5 }} />
      </Form.Item>
    </>
  )
}

const fail = (message: string): Promise<never> => Promise.reject(new Error(message))

/** 第十条（五） while the date is typed: nobody has to reckon. */
function AgeNote({ form }: { form: FormInstance<PersonValues> }) {
  const { org, today } = useSession()
  const sex = Form.useWatch('sex', form)
  const birth = Form.useWatch('birth', form)
  if (!sex || !birth || !isDate(birth) || birth > today) return null
  const last = lastAllowedDay(birth, sex, org.ageReading)
  const over = last < today
  return (
    <Typography.Text type={over ? 'danger' : 'secondary'}>
      今天 {ageOn(birth, today)} 周岁；{sex}性不超过 {ageLimit(sex)} 周岁，{over ? '已于' : '可任至'} {last}
      {over && ' 到限'}
    </Typography.Text>
  )
}
