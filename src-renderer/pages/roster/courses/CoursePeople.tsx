import { Button, Flex, Input, Table } from 'antd'
import type { ClipboardEvent } from 'react'
import type { CoursePerson } from '../../../../src-shared/contract/course.ts'
import { PersonSelect } from '../../batches/PersonSelect.tsx'

export interface Pupil extends CoursePerson {
  name: string
  /** What was typed and is no number: the form does not go before it can be read. */
  unread?: Partial<Record<Column, string>>
}

type Column = 'hours' | 'score'

export const pupilText = ({ name, hours, score }: Pupil): string =>
  `${name} ${hours ?? '—'} 学时 ${score === 'absent' ? '缺考' : (score ?? '—')}`

interface Props {
  /** From <Form.Item>. */
  value?: Pupil[]
  onChange?: (people: Pupil[]) => void
}

/** What is typed into a cell; undefined where it is no number. */
function read(column: Column, typed: string): number | 'absent' | null | undefined {
  const plain = typed.normalize('NFKC').trim()
  if (plain === '') return null
  if (column === 'score' && /^缺考?$/.test(plain)) return 'absent'
  const n = Number(plain)
  return Number.isFinite(n) && n >= 0 ? n : undefined
}

/** People of a class: found by name, with hours and score; a pasted column fills the rows below. */
export function CoursePeople({ value = [], onChange }: Props) {
  const put = (people: Pupil[]) => onChange?.(people)
  const set = (at: number, column: Column, lines: readonly string[]) => {
    const next = [...value]
    for (const [i, typed] of lines.entries()) {
      const person = next[at + i]
      if (!person) break
      const { [column]: _, ...unread } = person.unread ?? {}
      const found = read(column, typed)
      next[at + i] =
        found === undefined
          ? { ...person, unread: { ...unread, [column]: typed } }
          : { ...person, [column]: found, unread }
    }
    put(next)
  }
  const paste = (at: number, column: Column) => (event: ClipboardEvent) => {
    const lines = event.clipboardData.getData('text').replace(/\r\n?/g, '\n').replace(/\n$/, '').split('\n')
    if (lines.length === 1) return
    event.preventDefault()
    set(at, column, lines)
  }
  const cell = (column: Column) => (_: unknown, person: Pupil, at: number) => {
    const now = person[column]
    const fault = person.unread?.[column]
    const shown = fault ?? (now === 'absent' ? '缺考' : now === null ? '' : String(now))
    return (
      <Input
        key={shown}
        size="small"
        aria-label={`${person.name} ${column === 'hours' ? '学时' : '成绩'}`}
        status={fault === undefined ? undefined : 'error'}
        maxLength={10}
        defaultValue={shown}
        onBlur={({ target }) => target.value !== shown && set(at, column, [target.value])}
        onPaste={paste(at, column)}
      />
    )
  }
  return (
    <Flex vertical gap={8}>
      <PersonSelect
        value={null}
        placeholder="加入学员：姓名/拼音/证卡编号"
        onPick={person => {
          if (person && !value.some(one => one.supervisorId === person.id))
            put([...value, { supervisorId: person.id, name: person.name, hours: null, score: null }])
        }}
      />
      <Table<Pupil>
        size="small"
        rowKey="supervisorId"
        dataSource={value}
        pagination={false}
        scroll={{ y: 240 }}
        locale={{ emptyText: '还没有学员' }}
        columns={[
          { title: '姓名', dataIndex: 'name' },
          { title: '完成学时', width: 120, render: cell('hours') },
          { title: '成绩', width: 120, render: cell('score') },
          {
            title: '',
            width: 70,
            render: (_, person) => (
              <Button size="small" type="link" onClick={() => put(value.filter(one => one !== person))}>
                移除
              </Button>
            ),
          },
        ]}
      />
    </Flex>
  )
}
