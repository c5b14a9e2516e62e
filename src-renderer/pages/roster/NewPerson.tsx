import { Button, Form, Modal } from 'antd'
import { useEffect, useState } from 'react'
import { showFields } from '../../components/showFields.ts'
import { useDirtyGuard } from '../../components/useDirtyGuard.tsx'
import { done } from '../../feedback.ts'
import { openPerson } from '../../location.ts'
import { PersonFields, type PersonValues, personValues } from './PersonForm.tsx'
import { savePerson } from './savePerson.ts'

export function NewPerson({ open, onClose }: { open: boolean; onClose: () => void }) {
  return open ? <Dialog onClose={onClose} /> : null
}

function Dialog({ onClose }: { onClose: () => void }) {
  const [form] = Form.useForm<PersonValues>()
  const [busy, setBusy] = useState(false)
  const [dirty, setDirty] = useState(false)
  const [goOn, setGoOn] = useState(false) // 保存并继续
  const leave = useDirtyGuard(dirty)

  // In an effect after the guard's own: by then it knows that nothing is unsaved any more.
  const [created, setCreated] = useState<number | null>(null)
  useEffect(() => {
    if (created === null) return
    onClose()
    void openPerson(created)
  }, [created, onClose])

  const save = async (values: PersonValues) => {
    setBusy(true)
    try {
      const person = await savePerson({ ...form.getFieldsValue(true), ...values }, null)
      done(`已登记${person.name}`)
      form.resetFields()
      setDirty(false)
      if (goOn) {
        form.focusField('name')
        return
      }
      setCreated(person.id)
    } catch (error) {
      showFields(form, error)
    } finally {
      setBusy(false)
    }
  }
  const submit = (next: boolean) => {
    setGoOn(next)
    form.submit()
  }

  return (
    <Modal
      open
      title="新增内督员"
      width={680}
      onCancel={() => leave(onClose)}
      mask={{ closable: false }}
      footer={
        <>
          <Button onClick={() => leave(onClose)}>取消</Button>
          <Button loading={busy && goOn} onClick={() => submit(true)}>
            保存并继续新增
          </Button>
          <Button type="primary" loading={busy && !goOn} onClick={() => submit(false)}>
            保存
          </Button>
        </>
      }
    >
      <Form
        form={form}
        name="person"
        layout="vertical"
        initialValues={personValues(null)}
        onFinish={save}
        onValuesChange={() => setDirty(true)}
      >
        <PersonFields form={form} idMasked={null} />
        <button type="submit" hidden />
      </Form>
    </Modal>
  )
}
