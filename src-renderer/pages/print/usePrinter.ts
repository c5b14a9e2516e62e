import { useState } from 'react'
import type { Calibration, Way } from '../../../src-shared/contract/print.ts'
import { useCall } from '../../api.ts'

export type { Way } from '../../../src-shared/contract/print.ts'

export interface Printer {
  printers: { name: string; default: boolean }[]
  printer: string | null
  choose: (printer: string) => void
  way: Way
  onWay: (way: Way) => void
  front?: Calibration
  back?: Calibration
  loading: boolean
}

/** The printer for a paper: the one used last for that paper, else the system's default; with its calibration of each side. */
export function usePrinter(paper: 'A4' | 'card'): Printer {
  const list = useCall('print.printers', {}, ['setting'])
  const calibrations = useCall('calibration.list', {}, ['print', 'setting'])
  const [chosen, setChosen] = useState<Record<string, string>>({})

  const [ways, setWays] = useState<Record<string, Way>>({})

  const printers = list.data?.printers ?? []
  const remembered = list.data?.remembered[paper]
  const known = (name: string | undefined) => printers.find(p => p.name === name)?.name
  const printer = chosen[paper] ?? known(remembered) ?? (printers.find(p => p.default) ?? printers[0])?.name ?? null
  const of = (side: 'front' | 'back') =>
    calibrations.data?.calibrations.find(c => c.printer === printer && c.paper === paper && c.side === side)

  return {
    printers,
    printer,
    way: (printer !== null ? (ways[printer] ?? list.data?.ways[printer]) : undefined) ?? {},
    onWay: way => printer !== null && setWays({ ...ways, [printer]: way }),
    choose: name => setChosen({ ...chosen, [paper]: name }),
    front: of('front'),
    back: of('back'),
    loading: list.loading,
  }
}
