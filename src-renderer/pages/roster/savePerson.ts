import type { Supervisor } from '../../../src-shared/contract/supervisor.ts'
import { call } from '../../api.ts'
import { idNumberInput, type PersonValues } from './PersonForm.tsx'

/** Writes a new person, or the changes of one (refused as STALE when somebody else was faster). */
export async function savePerson(
  values: PersonValues,
  old: Pick<Supervisor, 'id' | 'seen'> | null,
): Promise<Supervisor> {
  const { idChange, idNumber: _typed, sex, birth, ...rest } = values
  if (!sex || !birth) throw new Error('the form requires both')
  return call('supervisor.save', {
    ...rest,
    sex,
    birth,
    idNumber: idNumberInput(values),
    ...(old ? { id: old.id, seen: old.seen } : {}),
  })
}
