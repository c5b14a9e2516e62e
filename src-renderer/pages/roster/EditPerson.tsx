import { Button, Flex, Form } from 'antd'
import { useState } from 'react'
import type { Supervisor } from '../../../src-shared/contract/supervisor.ts'
import { call } from '../../api.ts'
import { showFields } from '../../components/showFields.ts'
import { useDirtyGuard } from '../../components/useDirtyGuard.tsx'
import { useEdit } from '../../components/useEdit.tsx'
import { done } from '../../feedback.ts'
import { PersonFields, type PersonValues, personValues } from './PersonForm.tsx'
import { savePerson } from './savePerson.ts'

interface Props {
  person: Supervisor
  onClose: () => void
}

export function EditPerson({ person, onClose }: Props) {
  const [form] = Form.useForm<PersonValues>()
  const [dirty, setDirty] = useState(false)
  const [busy, setBusy] = useState(false)
  // The row as it was when the form was opened: a change that comes in meanwhile must be refused, not overwritten.
  const [opened] = useState(person)
  const leave = useDirtyGuard(dirty)
  const edit = useEdit(form, 'person', personValues(opened), {
    seen: opened.seen,
    again: async () => {
      const now = await call('supervisor.get', { id: opened.id })
      return { seen: now.seen, values: personValues(now) }
    },
  })

  const save = async () => {
    setBusy(true)
    try {
      const saved = await edit.save(form.getFieldsValue(true), (said, seen) =>
        savePerson(said, { id: opened.id, seen }),
      )
      if (!saved) return
      done('已保存')
      onClose()
    } catch (error) {
      showFields(form, error)
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
      {edit.other}
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
