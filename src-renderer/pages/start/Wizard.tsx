import { Button, Card, Flex, Form, Steps, Typography } from 'antd'
import { useState } from 'react'
import type { AppInfo } from '../../../src-shared/contract/app.ts'
import type { Upload } from '../../../src-shared/contract/common.ts'
import type { Org, OrgInput } from '../../../src-shared/contract/org.ts'
import { call } from '../../api.ts'
import { showFields } from '../../components/showFields.ts'
import { showError } from '../../showError.tsx'
import { StartRestore } from '../settings/backup/StartRestore.tsx'
import { CardStep } from './CardStep.tsx'
import { DataStep } from './DataStep.tsx'
import { OrgStep } from './OrgStep.tsx'

export interface WizardValues {
  name: string
  kind?: OrgInput['kind']
  number: string
  digitsConfirmed: boolean
  printedBy: string
  logo: Upload | null
  logoPlace: 'front' | 'back' | 'both'
  rulesFrom: string | null
  usedUpTo: number | null
  operator: string
}

const FIRST: Partial<WizardValues> = {
  name: '',
  number: '',
  digitsConfirmed: false,
  printedBy: '',
  logo: null,
  logoPlace: 'front',
  rulesFrom: null,
  usedUpTo: null,
  operator: '',
}

const STEPS = ['机构信息', '证卡与规则', '经办人与数据']

const LAST = STEPS.length - 1

/** 首次使用向导: nothing can be done before the organisation is known, since codes and cards are made from it. */
export function Wizard({ info }: { info: AppInfo }) {
  const [form] = Form.useForm<WizardValues>()
  const [step, setStep] = useState(0)
  const [busy, setBusy] = useState(false)

  // Steps once passed stay mounted (hidden), so each 下一步 checks all that was filled in so far.
  const next = () => {
    if (step < LAST) setStep(step + 1)
    else void finish(form.getFieldsValue(true))
  }

  const finish = async (values: WizardValues) => {
    if (!values.kind) return setStep(0)
    setBusy(true)
    let org: Org
    try {
      await call('app.setOperator', { name: values.operator })
      org = await call('org.save', {
        name: values.name,
        kind: values.kind,
        number: values.number,
        place: '11',
        printedBy: values.printedBy,
        logoPlace: values.logo ? values.logoPlace : 'none',
        rulesFrom: values.rulesFrom,
        ageReading: 'A',
        codeMode: 'auto',
        filingContact: '',
      })
    } catch (error) {
      setStep(0)
      showFields(form, error)
      return
    } finally {
      setBusy(false)
    }
    if (values.usedUpTo !== null) {
      await call('card.usedUpTo', { year: Number(info.today.slice(0, 4)), seq: values.usedUpTo }).catch(showError)
    }
    // The shell is already there now; a bad picture must not undo the rest.
    if (values.logo) await call('org.setLogo', { image: values.logo.bytes, seen: org.seen }).catch(showError)
  }

  return (
    <Flex justify="center" style={{ height: '100%', overflow: 'auto', background: 'var(--alt)', padding: 16 }}>
      <Card style={{ width: 720, margin: 'auto' }} styles={{ body: { paddingBottom: 16 } }}>
        <Flex justify="space-between" align="start">
          <Typography.Title level={3} style={{ marginTop: 0 }}>
            欢迎使用内督管家
          </Typography.Title>
          <StartRestore packages />
        </Flex>
        <Steps size="small" current={step} items={STEPS.map(title => ({ title }))} />
        <Form
          form={form}
          name="wizard"
          layout="vertical"
          initialValues={FIRST}
          onFinish={next}
          style={{ marginTop: 20 }}
        >
          <div hidden={step !== 0}>
            <OrgStep today={info.today} />
          </div>
          <div hidden={step !== 1}>
            <CardStep year={info.today.slice(0, 4)} />
          </div>
          {step === LAST && <DataStep info={info} />}
          <Flex justify="space-between">
            <Button disabled={step === 0} onClick={() => setStep(step - 1)}>
              上一步
            </Button>
            <Button type="primary" htmlType="submit" loading={busy}>
              {step < LAST ? '下一步' : '完成'}
            </Button>
          </Flex>
        </Form>
      </Card>
    </Flex>
  )
}
