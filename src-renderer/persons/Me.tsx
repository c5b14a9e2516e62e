import { createContext, type ReactNode, useContext, useEffect } from 'react'
import type { Me } from '../../src-shared/contract/account.ts'
import { call, useCall } from '../api.ts'
import { ErrorBlock } from '../showError.tsx'
import { LoginModal } from './LoginModal.tsx'

const MeContext = createContext<Me | null>(null)

/** Who is logged in; null while the data are being opened. */
export const useMe = (): Me | null => useContext(MeContext)

const MINUTE = 60_000

/** Where accounts are on, nothing is shown before a log-in; after a pause what was typed waits below it for the same person. */
export function Persons({ opened, children }: { opened: boolean; children: (ready: boolean) => ReactNode }) {
  const me = useCall('account.me', opened ? {} : null, ['setting'])
  const who = me.data
  const idle = who?.on && who.name !== null ? who.idleMinutes : null

  useEffect(() => {
    if (idle === null) return
    let timer = 0
    const again = () => {
      clearTimeout(timer)
      timer = window.setTimeout(() => void call('account.logout', {}).catch(() => {}), idle * MINUTE)
    }
    const acts = ['keydown', 'pointerdown', 'wheel'] as const
    for (const act of acts) window.addEventListener(act, again, { capture: true, passive: true })
    again()
    return () => {
      clearTimeout(timer)
      for (const act of acts) window.removeEventListener(act, again, { capture: true })
    }
  }, [idle])

  if (me.error) return <ErrorBlock error={me.error} />
  return (
    <MeContext value={who ?? null}>
      <Kept me={who ?? null}>{children}</Kept>
      {who?.on && who.name === null && <LoginModal me={who} />}
    </MeContext>
  )
}

let last: string | null = null
let turn = 0 // of persons at this window

/** What stood on the screen stays mounted for whoever comes back, and is gone for anybody else. */
function Kept({ me, children }: { me: Me | null; children: (ready: boolean) => ReactNode }) {
  const out = me?.on === true && me.name === null
  if (out && last === null) return null
  if (me && me.name !== null) {
    if (last !== null && me.name !== last) turn += 1
    last = me.name
  }
  return (
    <div key={turn} style={{ height: '100%' }} inert={out}>
      {children(me !== null)}
    </div>
  )
}
