import { Alert, Button, Flex, type FormInstance } from 'antd'
import { type ReactNode, useRef, useState } from 'react'
import { mergeFields, sameValue } from '../../src-shared/domain/merge.ts'
import * as LABELS from '../../src-shared/labels.ts'
import { asCallError } from '../api.ts'

/** How a form tells of the row that it edits. */
export interface Edited<V> {
  /** The row's `seen` when the form was filled. */
  seen: string
  /** What whoever signs has to have read of the row, though the form does not change it: by its label, in words. */
  facts?: Facts
  /** Looks again: the row as it stands now; null when it is gone. */
  again: () => Promise<{ seen: string; values: V; facts?: Facts } | null>
  /** Names of fields that have no label of their own on the form. */
  names?: Partial<Record<string, string>>
  /** Words of fields that hold codes. */
  words?: Partial<Record<string, (value: unknown) => string>>
}

type Facts = Record<string, string>

/** What the other wrote, field by field: names of the form's fields, nested ones with dots. */
interface OtherHand {
  theirs: Fields
  mine: Fields
  fields: string[]
  /** Facts that are others now. */
  told: [label: string, text: string][]
}
type Fields = Record<string, unknown>

/**
 * Saves what a form edits against the state that its user saw. Where somebody else was faster, nothing typed is lost: the form keeps it, what
 * the other wrote stands beside it, and the user takes or keeps, field by field, before it is saved again. One for all forms.
 * @returns `save` answers whether it is saved; refusals other than STALE are thrown. `other` is shown above the fields.
 */
export function useEdit<V extends object>(form: FormInstance<V>, name: string, initial: V, edited?: Edited<V>) {
  // As it was when the form was opened: what comes in meanwhile must be compared, not taken for what was seen.
  const opened = useRef({ seen: edited?.seen ?? '', values: initial, facts: edited?.facts })
  const [hand, setHand] = useState<OtherHand | null>(null)

  async function save(values: V, submit: (values: V, seen: string) => Promise<unknown>): Promise<boolean> {
    try {
      await submit(values, opened.current.seen)
      return true
    } catch (error) {
      if (!edited || asCallError(error).data.code !== 'STALE') throw error
      const now = await edited.again()
      if (!now) throw error
      const [seen, mine, theirs] = [flat(opened.current.values), flat(values), flat(now.values)]
      const { merged, conflicts, taken } = mergeFields(seen, mine, theirs)
      const told = Object.entries(now.facts ?? {}).filter(([label, text]) => opened.current.facts?.[label] !== text)
      opened.current = { facts: undefined, ...now }
      const fields = [...conflicts, ...taken]
      if (fields.length === 0 && told.length === 0) return save(values, submit) // it moved on in what this form does not show
      form.setFieldsValue(unflat(merged) as never)
      setHand({ theirs, mine, fields, told })
      return false
    }
  }

  const other: ReactNode = hand && (
    <OtherHandAlert>
      {hand.told.map(([label, text]) => (
        <div key={label} style={{ marginTop: 6 }}>
          <strong>{label}</strong>　现在是：{text || '（空）'}
        </div>
      ))}
      {hand.fields.map(field => (
        <Choice
          key={field}
          label={edited?.names?.[field] ?? labelOf(name, field)}
          theirs={hand.theirs[field]}
          mine={hand.mine[field]}
          words={edited?.words?.[field]}
          current={() => valueAt(form, field)}
          onChoose={value => form.setFieldValue(field.split('.') as never, value as never)}
        />
      ))}
    </OtherHandAlert>
  )
  return { save, other }
}

/** Says that somebody else was faster; what is in it, is theirs against mine. */
export const OtherHandAlert = ({ children }: { children: ReactNode }) => (
  <Alert
    type="warning"
    showIcon
    title="他人在您打开之后修改了下列各项，请逐项核对后再保存"
    style={{ marginBottom: 12 }}
    description={children}
  />
)

interface ChoiceProps {
  label: string
  theirs: unknown
  mine: unknown
  words?: (value: unknown) => string
  current: () => unknown
  onChoose: (value: unknown) => void
}

/** One field that two people wrote: whose word counts. */
export function Choice({ label, theirs, mine, words = inWords, current, onChoose }: ChoiceProps) {
  const [chosen, setChosen] = useState(sameValue(current(), theirs) ? 'theirs' : 'mine')
  const button = (which: 'theirs' | 'mine', value: unknown, text: string) => (
    <Button
      size="small"
      type={chosen === which ? 'primary' : 'default'}
      aria-pressed={chosen === which}
      onClick={() => {
        setChosen(which)
        onChoose(value)
      }}
    >
      {text}
    </Button>
  )
  return (
    <Flex gap={8} wrap align="center" style={{ marginTop: 6 }} role="group" aria-label={label}>
      <strong>{label}</strong>
      <span>对方：{words(theirs)}</span>
      {button('theirs', theirs, '取用对方')}
      <span>本机：{words(mine)}</span>
      {button('mine', mine, '保留本机')}
    </Flex>
  )
}

const isPlain = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype

/** Groups of fields become fields: dates.examFrom. Lists are one field each. */
function flat(values: object, at = ''): Fields {
  return Object.fromEntries(
    Object.entries(values).flatMap(([key, value]) =>
      isPlain(value) ? Object.entries(flat(value, `${at}${key}.`)) : [[`${at}${key}`, value]],
    ),
  )
}

function unflat(fields: Fields): object {
  const result: Fields = {}
  for (const [path, value] of Object.entries(fields)) {
    const keys = path.split('.')
    const last = keys.pop() ?? path
    let group = result
    for (const key of keys) {
      const next = isPlain(group[key]) ? (group[key] as Fields) : {}
      group[key] = next
      group = next
    }
    group[last] = value
  }
  return result
}

const valueAt = (form: FormInstance, field: string): unknown => form.getFieldValue(field.split('.'))

/** The field's own label, as it stands on the form. */
const labelOf = (form: string, field: string): string =>
  document.querySelector(`label[for="${form}_${field.replaceAll('.', '_')}"]`)?.textContent || '其他内容'

/** Codes in the words of the screens. */
const WORDS: Record<string, string> = Object.assign(
  {},
  LABELS.ASSESSMENT_FORM,
  LABELS.STAFF_ROLE,
  LABELS.CONTEST_VISIT,
  LABELS.ORG_KIND,
  LABELS.CODE_MODE,
)

function inWords(value: unknown): string {
  if (value === null || value === undefined || value === '') return '（空）'
  if (typeof value === 'boolean') return value ? '是' : '否'
  if (Array.isArray(value)) return value.length === 0 ? '（空）' : value.map(inWords).join('、')
  if (typeof value === 'object') {
    const parts = Object.values(value).filter(part => part !== null && part !== '')
    return parts.map(inWords).join(' ')
  }
  return WORDS[String(value)] ?? String(value)
}
