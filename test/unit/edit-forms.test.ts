/** Every form that edits a stored row compares what it was opened with, and loses nothing that was typed: components/useEdit.tsx, or its own way, named here. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type RouteName, routes } from '../../src-shared/contract/index.ts'

const ROOT = join(import.meta.dirname, '..', '..', 'src-renderer')
const FILES = (readdirSync(ROOT, { recursive: true }) as string[])
  .filter(name => /\.tsx?$/.test(name))
  .map(name => ({ name: name.replaceAll('\\', '/'), text: readFileSync(join(ROOT, name), 'utf8') }))

/** One press, or one reason that the dialog keeps: there is nothing to take or to keep. A refusal is shown, and what stands on the screen is the newer state. */
const ACTS: readonly string[] = [
  'supervisor.removePhoto',
  'filing.clear',
  'filing.clearChange',
  'calibration.remove',
  'venue.remove',
  'venue.restore',
  'venue.removeFile',
  'venueCheck.clear',
  'venueCheck.abandon',
  'venueCheck.strikeOutcome',
  'batch.remove',
  'course.finish',
  'course.strike',
  'batch.restore',
  'session.remove',
  'staff.remove',
  'supervision.seal',
  'supervision.discard',
  'deadline.reopen',
  'rectification.reopen',
  'visit.strike',
  'contest.ready',
  'contest.unready',
  'contest.remove',
  'contest.restore',
  'contestPlace.remove',
  'contestStaff.remove',
  'contestVisit.remove',
  'contestSlot.setNa',
  'contestSlot.clearNa',
  'evidence.strike',
  'slot.setNa',
  'slot.clearNa',
]

/** Forms with a way of their own. */
const OWN: Partial<Record<RouteName, string>> = {
  'org.save': 'OrgForm uses useEdit; the place of the mark is one press (Logo.tsx)',
  'session.save': 'SessionDialog uses useEdit; 与计划一致 is one press',
  'org.setLogo': 'settings/Logo.tsx looks again: only another mark or place is a refusal',
  'supervisor.save':
    'roster/savePerson.ts is called by EditPerson, which uses useEdit, and by the form of a new person',
  'supervisor.setPhoto': 'PhotoDialog shows the photo that came in meanwhile beside the one that was cut',
  'equipment.save': 'useRowEdit merges the row that is open, and shows both hands over the table',
  'venueCheck.set': 'one key judges one line; the line is read again',
  'candidate.import': 'the file is compared anew with the list that it replaces',
  'evidence.save': 'FactsPanel uses useEdit; many at once say only what is put over all of them',
  'evidence.mark': 'Masker keeps the boxes of both hands',
}

const editing = (Object.keys(routes) as RouteName[]).filter(name => routes[name].edits)

test.each(editing)('%s', route => {
  const callers = FILES.filter(({ text }) => text.includes(`'${route}'`) && /\bseen\b/.test(text))
  if (ACTS.includes(route) || route in OWN)
    return expect(callers.length, 'is in a list and in no screen').toBeGreaterThan(0)
  for (const { name, text } of callers) expect(text, name).toMatch(/\bedited[={]|\bedited=\{|useEdit\(/)
})
