import { readClock, readSecond } from '../../../src-shared/domain/typedClock.ts'
import { TypedField, type TypedProps } from './TypedField.tsx'

const asIs = (clock: string) => clock

/** A time of the day, typed: 9, 900, 9:00 and 9点 are all 09:00; 24:00 is the end of the day. In a form: <ClockItem>. */
export function ClockField({ placeholder = '09:00', ...props }: TypedProps) {
  return <TypedField {...props} placeholder={placeholder} read={readClock} say={asIs} />
}

/** The same to the second, as cameras tell it. */
export function SecondField(props: TypedProps) {
  return <TypedField {...props} read={readSecond} say={asIs} />
}
