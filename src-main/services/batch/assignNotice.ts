/** 委派通知: what is sent to somebody who was assigned, as text for a chat and as a calendar file. Names no number of anybody. */
import type { EntityManager } from 'typeorm'
import type { Batch, Session } from '../../../src-shared/contract/batch.ts'
import type { Assignment } from '../../../src-shared/contract/supervision.ts'
import { spanText } from '../../../src-shared/domain/clock.ts'
import { weekday } from '../../../src-shared/domain/dates.ts'
import { icsOf } from '../../../src-shared/domain/ics.ts'
import { AppError } from '../../../src-shared/errors.ts'
import { placeOf } from '../../../src-shared/forms/plan.ts'
import type { Stamp } from '../../context.ts'
import { folderMark } from '../folderMark.ts'
import { findOrg } from '../org.ts'
import { showAssignment } from './assign.ts'
import { loadBatch } from './batch.ts'

interface Asked {
  id: number
  /** All whom the 委派单 names, where it is left out. */
  supervisorId?: number
}

type Person = Assignment['people'][number]

async function read(manager: EntityManager, { id, supervisorId }: Asked, stamp: Stamp) {
  const assignment = await showAssignment(manager, id)
  const people = assignment.people.filter(one => supervisorId === undefined || one.supervisorId === supervisorId)
  if (people.length === 0) throw new AppError('NOT_FOUND', { what: `委派单 ${assignment.number} 上的该人员` })
  const batch = await loadBatch(manager, assignment.batchId, stamp)
  return { assignment, people, batch, org: (await findOrg(manager))?.name ?? '' }
}

const sessionsOf = (batch: Batch, { sessionIds }: Person): Session[] =>
  batch.sessions.filter(session => sessionIds.includes(session.id))

/** @throws AppError NOT_FOUND */
export async function assignNotice(manager: EntityManager, asked: Asked, stamp: Stamp): Promise<string> {
  const { assignment, people, batch, org } = await read(manager, asked, stamp)
  const lines = people.flatMap(person => [
    `${person.name}：`,
    ...sessionsOf(batch, person).map(session =>
      [
        `  ${spanText(session)}（周${'日一二三四五六'[weekday(session.date)]}）`,
        placeOf(batch, session),
        session.subject,
        session.count > 0 ? `${session.count} 人` : '',
      ]
        .filter(Boolean)
        .join('　'),
    ),
  ])
  return [
    assignment.state === 'void'
      ? `【督导委派已作废】${assignment.number}，请勿前往`
      : `【督导委派】${assignment.number}`,
    batch.name,
    ...lines,
    `督导内容：${assignment.content}`,
    ...(batch.contact || batch.phone ? [`联系人：${[batch.contact, batch.phone].filter(Boolean).join(' ')}`] : []),
    '请提前到场，佩戴内督员证卡。有回避情形的，请收到后立即告知。',
    ...(org ? [org] : []),
  ].join('\n')
}

/**
 * A calendar file with each session of that person. The UID is the same in every export, so that a later one takes the former one's place;
 * a 委派单 that was voided cancels them.
 * @throws AppError NOT_FOUND
 */
export async function assignIcs(
  manager: EntityManager,
  asked: Asked,
  stamp: Stamp,
): Promise<{ name: string; text: string }> {
  const { assignment, people, batch } = await read(manager, asked, stamp)
  const folder = await folderMark(manager)
  const events = people.flatMap(person =>
    sessionsOf(batch, person).map(session => ({
      uid: `assignment-${assignment.id}-${person.supervisorId}-${session.id}-${folder}@neidu`,
      date: session.date,
      from: session.from,
      to: session.to,
      title: `督导：${batch.name}${session.subject ? ` ${session.subject}` : ''}`,
      place: placeOf(batch, session),
      description: [`委派单 ${assignment.number}`, `督导内容：${assignment.content}`].join('\n'),
      cancelled: assignment.state === 'void',
    })),
  )
  return {
    name: people
      .map(({ name }) => name)
      .join('、')
      .slice(0, 40),
    text: icsOf(events, stamp.at),
  }
}
