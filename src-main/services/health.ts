/**
 * 体检: what an office's data already say that cannot be true, or that the regulation no longer bears. Earlier versions let it in. Everything is named with
 * what to do, and nothing is changed: signed paper exists, and only people know what happened.
 */
import type { EntityManager } from 'typeorm'
import type { Symptom } from '../../src-shared/contract/health.ts'
import { finding } from '../../src-shared/domain/rules.ts'
import { judgeSealed } from './supervision/sealedDates.ts'

/** All of them, by kind. `today`: the office's day; a date after it has not happened. */
export async function listSymptoms(manager: EntityManager, today: string): Promise<Symptom[]> {
  return [
    ...(await falseRecords(manager, today)),
    ...(await filedAfterEnd(manager)),
    ...(await closedWithoutProof(manager)),
    ...(await givenTwice(manager)),
    ...(await setAside(manager)),
    ...(await overlappingTerms(manager)),
  ]
}

async function falseRecords(manager: EntityManager, today: string): Promise<Symptom[]> {
  const remedy = '这份记录不再计入督导覆盖。请核对原件：日期写错的，更正记录并写明原因；确未督导的，在批次中如实说明。'
  return (await judgeSealed(manager, today)).flatMap(({ batchId, batch, findings }) =>
    findings.map(
      (found): Symptom => ({
        kind: 'record',
        page: 'batch',
        subject: batchId,
        name: batch,
        finding: { ...found, severity: 'warn', message: `已封存的督导记录：${found.message}`, remedy },
      }),
    ),
  )
}

/** 第十三条: what is filed is a card of a 内督员 in office; the same day is in order, as in acts.ts. Taken-over cards carry only the dates that were known. */
async function filedAfterEnd(manager: EntityManager): Promise<Symptom[]> {
  const rows = (await manager.query(
    `SELECT v.id, v.name, k.code, k.filed_on AS "filedOn", a.dismissed_on AS "dismissedOn", a.end_date AS "end"
     FROM card k JOIN appointment a ON a.id = k.appointment_id JOIN supervisor v ON v.id = k.supervisor_id
     WHERE v.deleted_at IS NULL AND (k.filed_on > a.dismissed_on OR k.filed_on > a.end_date)
       AND NOT EXISTS (SELECT 1 FROM takeover_row r WHERE r.of_table = 'card' AND r.row_id = k.id)
     ORDER BY k.filed_on, k.id`,
  )) as { id: number; name: string; code: string; filedOn: string; dismissedOn: string | null; end: string }[]
  return rows.map(({ id, name, code, filedOn, dismissedOn, end }) => {
    const why = dismissedOn !== null && dismissedOn < filedOn ? `已于 ${dismissedOn} 解聘` : `聘期已于 ${end} 届满`
    return {
      kind: 'filed',
      page: 'person',
      subject: id,
      name,
      finding: {
        ...finding(
          'R-CARD-FILE',
          `${name}（${code}）登记为 ${filedOn} 备案，而本人${why}`,
          '请核对备案日期；确已误报的，请向市鉴定管理中心报变更备案，并收回证卡。',
          { 备案日期: filedOn, 聘期止: end },
        ),
        severity: 'warn',
      },
    }
  })
}

async function closedWithoutProof(manager: EntityManager): Promise<Symptom[]> {
  const rows = (await manager.query(
    `SELECT r.id, r.batch_id AS "batchId", b.name, r.problem, r.opened_on AS "openedOn", r.closed_on AS "closedOn", r.no_evidence AS why,
       EXISTS (SELECT 1 FROM rectification_evidence e WHERE e.rectification_id = r.id) AS proved
     FROM rectification r JOIN batch b ON b.id = r.batch_id
     WHERE b.deleted_at IS NULL AND r.closed_on IS NOT NULL ORDER BY r.closed_on, r.id`,
  )) as {
    batchId: number
    name: string
    problem: string
    openedOn: string
    closedOn: string
    why: string
    proved: number
  }[]
  return rows.flatMap(({ batchId, name, problem, openedOn, closedOn, why, proved }) => {
    const wrong = [
      ...(proved === 0 && why.trim() === '' ? ['没有佐证'] : []),
      ...(closedOn < openedOn ? [`关闭日期早于提出日期 ${openedOn}`] : []),
    ]
    if (wrong.length === 0) return []
    const short = [...problem].slice(0, 40).join('')
    const found = finding(
      'R-FIX',
      `整改「${short}」于 ${closedOn} 关闭，${wrong.join('，')}`,
      '请退回后补上佐证、改正日期，再由另一人复核关闭；不可能有佐证的，由复核人写明原因。',
      { 关闭日期: closedOn, 提出日期: openedOn },
    )
    return [{ kind: 'closed', page: 'batch', subject: batchId, name, finding: found }]
  })
}

/** 附件1: a number belongs to one person, for ever. Cards among themselves are kept apart by the database. */
async function givenTwice(manager: EntityManager): Promise<Symptom[]> {
  const rows = (await manager.query(
    `WITH held AS (
       SELECT k.code, v.name AS holder FROM card k JOIN supervisor v ON v.id = k.supervisor_id
       UNION SELECT code, holder FROM used_number WHERE trim(holder) <> ''
     )
     SELECT upper(trim(code)) AS code, group_concat(DISTINCT trim(holder)) AS holders FROM held
     GROUP BY 1 HAVING count(DISTINCT trim(holder)) > 1 ORDER BY 1`,
  )) as { code: string; holders: string }[]
  return rows.map(({ code, holders }) => {
    const names = holders.split(',').join('、')
    const remedy = '编号不得重复使用。请核对台账原件：登记错的，改正接管的记录；确已发重的，作废后发的一张并重新核发。'
    const found = finding('R-CODE-DUP', `编号 ${code} 登记在不同的人名下：${names}`, remedy, {
      编号: code,
      持有人: names,
    })
    return { kind: 'twice', page: 'cards', subject: null, name: code, finding: { ...found, severity: 'warn' } }
  })
}

/** 第九条: before 0034 any text set a relation aside, and nobody signed for it. */
async function setAside(manager: EntityManager): Promise<Symptom[]> {
  const rows = (await manager.query(
    `SELECT b.id, b.name, a.number, v.name AS person, s.date, p.override AS reason,
       (SELECT group_concat(DISTINCT r.kind || '（' || r.with_name || '）') FROM relation r WHERE r.supervisor_id = v.id AND r.struck_at IS NULL) AS relations
     FROM assignment_person p JOIN assignment a ON a.id = p.assignment_id JOIN batch b ON b.id = a.batch_id
       JOIN supervisor v ON v.id = p.supervisor_id JOIN batch_session s ON s.id = p.session_id
     WHERE b.deleted_at IS NULL AND a.state = 'valid' AND trim(coalesce(p.override, '')) <> '' AND p.approver = ''
     ORDER BY s.date, p.id`,
  )) as {
    id: number
    name: string
    number: string
    person: string
    date: string
    reason: string
    relations: string | null
  }[]
  return rows.map(({ id, name, number, person, date, reason, relations }) => {
    const known = relations === null ? '' : `，已申报：${relations.split(',').join('、')}`
    const found = finding(
      'R-AVOID',
      `委派单 ${number}：${person}在 ${date} 的场次应当回避，当时只写了「${[...reason].slice(0, 40).join('')}」，没有负责人批准${known}`,
      '近亲属、师生、师徒、利害关系不能例外，还没有进行的请重新委派；已经进行的请在批次中说明。同事、培训授课的，请负责人补签并附说明。',
      { 委派单: number, 场次: date },
    )
    return { kind: 'aside', page: 'batch', subject: id, name, finding: { ...found, severity: 'warn' } }
  })
}

/** 第十四条: one term at a time; earlier versions warned of an overlap and went on. */
async function overlappingTerms(manager: EntityManager): Promise<Symptom[]> {
  const rows = (await manager.query(
    `SELECT v.id, v.name, a.start_date AS "start", coalesce(min(a.dismissed_on, a.end_date), a.end_date) AS "end", n.start_date AS next
     FROM appointment a JOIN appointment n ON n.supervisor_id = a.supervisor_id AND n.id <> a.id AND n.start_date >= a.start_date
         AND (n.start_date > a.start_date OR n.id > a.id)
       JOIN supervisor v ON v.id = a.supervisor_id
     WHERE v.deleted_at IS NULL AND n.start_date <= a.end_date AND (a.dismissed_on IS NULL OR n.start_date < a.dismissed_on)
       AND (n.dismissed_on IS NULL OR n.dismissed_on > n.start_date)
     ORDER BY n.start_date, n.id`,
  )) as { id: number; name: string; start: string; end: string; next: string }[]
  return rows.map(({ id, name, start, end, next }) => {
    const found = finding(
      'R-TERM-END',
      `${name}的聘期 ${start} 至 ${end} 与自 ${next} 起的聘期重叠`,
      '同一天只能有一个聘期。请核对聘任文件；确有重叠的，请在人员备注中说明以哪一个为准。',
      { 前一聘期: `${start} 至 ${end}`, 后一聘期: next },
    )
    return { kind: 'terms', page: 'person', subject: id, name, finding: { ...found, severity: 'warn' } }
  })
}
