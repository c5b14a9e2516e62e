import type { Page } from 'playwright'
import type { Input, Output, RouteName } from '../../src-shared/contract/index.ts'
import { openPdf } from '../print/raster.ts'

/** Asks the running program directly: to set a scene, or for what it has stored. The acts under test go through the window. */
export async function ask<R extends RouteName>(window: Page, route: R, input: Input<R>): Promise<Output<R>> {
  const question: [string, unknown] = [route, input]
  const result = await window.evaluate(([route, input]) => neidu.call(crypto.randomUUID(), route, input), question)
  if (!result.ok) throw new Error(`${route}: ${result.error.message}`)
  return result.value as Output<R>
}

/** An office with its name and 经办人, so that the window is past its wizard. */
export async function foundOffice(window: Page, kind: 'Y' | 'S' = 'S'): Promise<void> {
  await ask(window, 'app.setOperator', { name: '王小梅' })
  await ask(window, 'org.save', {
    name: '北京测试机构',
    kind,
    number: `${kind}000011002001`,
    place: '11',
    printedBy: '',
    logoPlace: 'none',
    rulesFrom: null,
    ageReading: 'A',
    codeMode: 'auto',
    filingContact: '',
  })
}

/** All that a PDF says, without spaces and line ends. */
export async function wordsOf(path: string): Promise<string> {
  const pdf = await openPdf(path)
  let text = ''
  for (let page = 1; page <= pdf.numPages; page += 1) {
    const { items } = await (await pdf.getPage(page)).getTextContent()
    text += items.map(item => ('str' in item ? item.str : '')).join('')
  }
  await pdf.loadingTask.destroy()
  return text.replace(/\s/g, '')
}

/** A batch of one form and one day. */
export const BATCH: Omit<Input<'batch.save'>, 'planNo'> = {
  name: '电工四级认定',
  org: '',
  forms: ['skill'],
  items: [{ occupation: '电工', trade: '', level: '四级/中级工', planned: 30, actual: 30 }],
  venueId: null,
  place: '亦新实训基地',
  contact: '',
  phone: '',
  dates: {
    filedOn: null,
    plannedOn: null,
    announcedOn: null,
    signupFrom: null,
    signupTo: null,
    reviewedOn: null,
    examFrom: '2026-11-02',
    examTo: '2026-11-02',
    scoredOn: null,
    publicFrom: null,
    publicTo: null,
    certifiedOn: null,
    archivedOn: null,
  },
  note: '',
}
