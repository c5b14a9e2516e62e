/** 委派通知 and the calendar file of a 委派单, through routes. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { addScene, type Scene } from './batch-office.ts'
import { addOrg } from './people.ts'
import { createWorld, newFolder, type World } from './world.ts'

let world: World
let scene: Scene
beforeEach(async () => {
  world = await createWorld()
  await addOrg(world)
  scene = await addScene(world)
})
afterEach(() => world.end())

/** Lines as RFC 5545 folds them, put together again. */
async function events(w: World, about: { id: number; supervisorId?: number }): Promise<string[][]> {
  const path = join(newFolder('ics'), `${Math.random()}.ics`)
  w.answers.save = [path]
  expect(await w.call('assign.ics', about)).toEqual({ path })
  const text = readFileSync(path, 'utf8').replaceAll('\r\n ', '')
  return text
    .split('BEGIN:VEVENT\r\n')
    .slice(1)
    .map(part => part.split('\r\n'))
}
const said = (lines: string[] = [], name: string) =>
  lines.find(line => line.startsWith(`${name}:`))?.slice(name.length + 1)

test('text: who, when with its weekday, where; no 证号 and no phone of the person', async () => {
  const { id } = scene.assignment
  const { text } = await world.call('assign.notice', { id })
  expect(text).toContain(`【督导委派】${scene.assignment.number}`)
  expect(text).toContain('王一：\n  2026-11-23 09:00–11:00（周一）　亦新校区 一考场　理论　40 人')
  expect(text).toContain('联系人：李主任 010-67880000')
  expect(text).not.toContain('S0000')
  expect((await world.call('assign.notice', { id, supervisorId: scene.person })).text).toBe(text)
  expect((await world.refuse('assign.notice', { id, supervisorId: scene.other })).code).toBe('NOT_FOUND')
})

test('calendar: each session in Beijing’s hours, the same UID again, another folder’s differs; a voided one is cancelled', async () => {
  const { id } = scene.assignment
  const [first, second] = await events(world, { id, supervisorId: scene.person })
  expect(said(first, 'DTSTART')).toBe('20261123T010000Z')
  expect(said(first, 'DTEND')).toBe('20261123T030000Z')
  expect(said(first, 'LOCATION')).toBe('亦新校区 一考场')
  expect(said(second, 'DTSTART')).toBe('20261123T053000Z')
  const uids = [first, second].map(one => said(one, 'UID'))
  expect(new Set(uids).size).toBe(2)
  expect((await events(world, { id })).map(one => said(one, 'UID'))).toEqual(uids)
  expect(said(first, 'STATUS')).toBeUndefined()

  const elsewhere = await createWorld()
  await addOrg(elsewhere)
  const other = await addScene(elsewhere)
  const theirs = (await events(elsewhere, { id: other.assignment.id })).map(one => said(one, 'UID'))
  for (const uid of theirs) expect(uids).not.toContain(uid)
  await elsewhere.end()

  await world.call('assign.void', { id, reason: '改期' })
  const [gone] = await events(world, { id })
  expect([said(gone, 'UID'), said(gone, 'STATUS')]).toEqual([uids[0], 'CANCELLED'])
  expect((await world.call('assign.notice', { id })).text).toContain('请勿前往')
})
