import { createContext, type ReactNode, useContext } from 'react'
import type { AppInfo } from '../src-shared/contract/app.ts'
import type { Org } from '../src-shared/contract/org.ts'
import { useCall } from './api.ts'
import { later } from './later.tsx'
import { ErrorBlock } from './showError.tsx'

const Wizard = later(async () => (await import('./pages/start/Wizard.tsx')).Wizard)

export interface Session {
  info: AppInfo
  org: Org
  /** YYYY-MM-DD by the backend's clock; the window never asks its own. */
  today: string
}

const SessionContext = createContext<Session | null>(null)

/** 机构, 经办人, today: what nearly every page needs. Only below <SessionProvider>. */
export function useSession(): Session {
  const session = useContext(SessionContext)
  if (!session) throw new Error('<SessionProvider> is missing')
  return session
}

const TodayContext = createContext<string | null>(null)

/** Today, in the wizard too, where there is no session yet. */
export function useToday(): string {
  const today = useContext(TodayContext)
  if (today === null) throw new Error('<SessionProvider> is missing')
  return today
}

/** Whether there is a session yet: while the data are being opened, the window's frame is drawn already. */
export const useOpened = (): boolean => useContext(SessionContext) !== null

/** Before there is an organisation, there is only the wizard. `opened`: the backend has the data. */
export function SessionProvider({ opened, children }: { opened: boolean; children: ReactNode }) {
  const info = useCall('app.info', opened ? {} : null, ['setting', 'org'])
  const org = useCall('org.get', opened ? {} : null, ['org'])
  const error = info.error ?? org.error
  if (error) return <ErrorBlock error={error} />
  if (!info.data || org.data === undefined) return <SessionContext value={null}>{children}</SessionContext>
  const { today } = info.data
  if (org.data === null) {
    return (
      <TodayContext value={today}>
        <Wizard info={info.data} />
      </TodayContext>
    )
  }
  return (
    <TodayContext value={today}>
      <SessionContext value={{ info: info.data, org: org.data, today }}>{children}</SessionContext>
    </TodayContext>
  )
}
