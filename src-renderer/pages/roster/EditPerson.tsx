import { Button, Flex, Form } from 'antd'
import { useState } from 'react'
import type { Supervisor } from '../../../src-shared/contract/supervisor.ts'
import { asCallError } from '../../api.ts'
import { showFields } from '../../components/showFields.ts'
import { useDirtyGuard } from '../../components/useDirtyGuard.tsx'
import { done } from '../../feedback.ts'
import { PersonFields, type PersonValues, personValues } from './PersonForm.tsx'
import { savePerson } from './savePerson.ts'

interface Props {
  person: Supervisor
  onClose: () => void
  /** Somebody else changed the person meanwhile. */
  onStale: () => void
}

export function EditPerson({ person, onClose, onStale }: Props) {
  const [form] = Form.useForm<PersonValues>()
  const [dirty, setDirty] = useState(false)
  const [busy, setBusy] = useState(false)
  // The row as it was when the form was opened: a change that comes in meanwhile must be refused, not overwritten.
  const [opened] = useState(person)
  const leave = useDirtyGuard(dirty)

  const save = async () => {
    setBusy(true)
    try {
      await savePerson(form.getFieldsValue(true), opened)
      done('已保存')
      onClose()
    } catch (error) {
      showFields(form, error)
      if (asCallError(error).data.code === 'STALE') onStale()
    } finally {
      setBusy(false)
    }
  }

  return (
    <Form
      form={form}
      name="person"
      layout="vertical"
      initialValues={personValues(opened)}
      onFinish={save}
      onValuesChange={() => setDirty(true)}
    >
      <PersonFields form={form} idMasked={opened.idMasked} />
      <Flex gap={8}>
        <Button type="primary" htmlType="submit" loading={busy}>
          保存
        </Button>
        <Button onClick={() => leave(onClose)}>取消</Button>
      </Flex>
    </Form>
  )
}
