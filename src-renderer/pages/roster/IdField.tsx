import { Alert, Button, Flex, Form, type FormInstance, Input } from 'antd'
import type { CSSProperties } from 'react'
import { parseIdNumber } from '../../../src-shared/domain/idNumber.ts'
import type { PersonValues } from './PersonForm.tsx'

interface Props {
  form: FormInstance<PersonValues>
  idMasked: string | null
  style: CSSProperties
}

/** Which typed facts the number contradicts; empty when it agrees, or says nothing. */
function conflicts({ idNumber, sex, birth }: Pick<PersonValues, 'idNumber' | 'sex' | 'birth'>): string[] {
  const id = parseIdNumber(idNumber)
  if (!id.ok) return []
  return [
    ...(sex && sex !== id.sex ? [`性别（填写的是${sex}，身份证是${id.sex}）`] : []),
    ...(birth && birth !== id.birth ? [`出生日期（填写的是 ${birth}，身份证是 ${id.birth}）`] : []),
  ]
}

/** 身份证: optional (ruling T21), checked while typed. A contradiction is a question that must be answered before saving. */
export function IdField({ form, idMasked, style }: Props) {
  const change = Form.useWatch('idChange', form)
  return (
    <>
      <Form.Item name="idChange" hidden>
        <Input />
      </Form.Item>
      {idMasked && change !== 'set' ? (
        <Stored form={form} idMasked={idMasked} removed={change === 'remove'} style={style} />
      ) : (
        <Typed form={form} style={style} />
      )}
    </>
  )
}

function Stored({ form, idMasked, removed, style }: Props & { removed: boolean; idMasked: string }) {
  const set = (idChange: PersonValues['idChange']) => form.setFieldsValue({ idChange, idNumber: '' })
  return (
    <Form.Item label="身份证号（选填）" style={style}>
      <Flex gap={8} align="center" style={{ minHeight: 32 }}>
        {removed ? <span>保存后移除</span> : <span className="num">{idMasked}</span>}
        <Button size="small" onClick={() => set('set')}>
          更换
        </Button>
        {removed ? (
          <Button size="small" onClick={() => set('keep')}>
            不移除
          </Button>
        ) : (
          <Button size="small" onClick={() => set('remove')}>
            移除
          </Button>
        )}
      </Flex>
    </Form.Item>
  )
}

function Typed({ form, style }: { form: FormInstance<PersonValues>; style: CSSProperties }) {
  const idNumber = Form.useWatch('idNumber', form) ?? ''
  const sex = Form.useWatch('sex', form) ?? null
  const birth = Form.useWatch('birth', form) ?? null
  const differing = conflicts({ idNumber, sex, birth })

  const fill = (text: string) => {
    const id = parseIdNumber(text)
    if (!id.ok) return
    if (!form.getFieldValue('sex')) form.setFieldValue('sex', id.sex)
    if (!form.getFieldValue('birth')) form.setFieldValue('birth', id.birth)
  }
  const trustId = () => {
    const id = parseIdNumber(idNumber)
    if (id.ok) form.setFieldsValue({ sex: id.sex, birth: id.birth })
    void form.validateFields(['idNumber'])
  }
  const trustTyped = () => {
    form.setFieldValue('idNumber', '')
    void form.validateFields(['idNumber'])
  }

  return (
    <div style={style}>
      <Form.Item
        name="idNumber"
        label="身份证号（选填）"
        extra={differing.length === 0 && '填写后自动填性别和出生日期；加密保存。'}
        validateTrigger="onBlur"
        rules={[
          {
            validator: async (_rule, text: string) => {
              if (!text?.trim()) return
              const id = parseIdNumber(text)
              if (!id.ok) throw new Error(id.message)
              const { sex, birth } = form.getFieldsValue(['sex', 'birth'])
              if (conflicts({ idNumber: text, sex, birth }).length > 0) throw new Error('请先回答下面的问题')
            },
          },
        ]}
      >
        <Input maxLength={60} autoComplete="off" onChange={event => fill(event.target.value)} />
      </Form.Item>
      {differing.length > 0 && (
        <Alert
          type="warning"
          style={{ marginBottom: 16 }}
          title="身份证与填写的不一致，以哪个为准？"
          description={
            <>
              {differing.map(text => (
                <div key={text}>{text}</div>
              ))}
              <Flex gap={8} wrap style={{ marginTop: 8 }}>
                <Button size="small" type="primary" onClick={trustId}>
                  以身份证为准
                </Button>
                <Button size="small" onClick={trustTyped}>
                  身份证有误，先不填
                </Button>
              </Flex>
            </>
          }
        />
      )}
    </div>
  )
}
