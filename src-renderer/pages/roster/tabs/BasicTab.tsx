import { Alert, Button, Descriptions, Flex } from 'antd'
import { useState } from 'react'
import { Findings } from '../../../components/Findings.tsx'
import type { TabProps } from '../Dossier.tsx'
import { EditPerson } from '../EditPerson.tsx'
import { PhotoBox } from '../photo/PhotoBox.tsx'
import { RevealId } from '../RevealId.tsx'

/** Who this is, and what stands in the way today. */
export function BasicTab({ person }: TabProps) {
  const [editing, setEditing] = useState(false)
  return (
    <Flex vertical gap={12}>
      {person.deletedAt && <Alert type="warning" showIcon title="此人在回收站中" />}
      {person.findings.length > 0 && !editing && (
        <div
          style={{ background: 'var(--alt)', border: '1px solid var(--line2)', borderRadius: 4, padding: '8px 12px' }}
        >
          <Findings list={person.findings} compact />
        </div>
      )}
      <Flex gap={20} align="start">
        <PhotoBox person={person} />
        <div style={{ flex: 1, minWidth: 0 }}>
          {editing ? (
            <EditPerson person={person} onClose={() => setEditing(false)} />
          ) : (
            <Facts person={person} onEdit={() => setEditing(true)} />
          )}
        </div>
      </Flex>
    </Flex>
  )
}

function Facts({ person, onEdit }: { person: TabProps['person']; onEdit: () => void }) {
  return (
    <>
      <Descriptions
        size="small"
        bordered
        column={2}
        items={[
          { key: 'name', label: '姓名', children: person.name },
          { key: 'sex', label: '性别', children: person.sex },
          { key: 'birth', label: '出生日期', children: `${person.birth}（${person.age} 周岁）` },
          { key: 'limit', label: '年龄可任至', children: person.ageLimitDay },
          { key: 'id', label: '身份证号', children: <RevealId person={person} /> },
          { key: 'phone', label: '手机', children: person.phone || '—' },
          { key: 'department', label: '单位/部门', children: person.department || '—' },
          { key: 'position', label: '职务职称', children: person.position || '—' },
          { key: 'education', label: '学历', children: person.education || '—' },
          { key: 'source', label: '选聘来源', children: person.source || '—' },
          { key: 'note', label: '备注', span: 2, children: person.note || '—' },
          ...(person.origin ? [{ key: 'origin', label: '来源', span: 2, children: person.origin }] : []),
        ]}
      />
      {!person.deletedAt && (
        <Button onClick={onEdit} style={{ marginTop: 12 }}>
          修改资料
        </Button>
      )}
    </>
  )
}
