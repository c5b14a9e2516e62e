/** What a form can be about, and what is known of it: the main process loads a dossier, the form takes its facts from it. */
import type { Destruction, SlotList } from '../contract/archive.ts'
import type { Batch, Sample, Session, Staff } from '../contract/batch.ts'
import type { Contest, ContestVisit } from '../contract/contest.ts'
import type { Course } from '../contract/course.ts'
import type { Equipment } from '../contract/equipment.ts'
import type { PrintJob } from '../contract/print.ts'
import type { CheckReport } from '../contract/seal.ts'
import type { Assignment, Rectification, Relation, SupervisionRecord, Visit } from '../contract/supervision.ts'
import type { Supervisor } from '../contract/supervisor.ts'
import type { VenueFacts } from '../contract/venue.ts'
import type { Figure, Workload, YearScope } from '../contract/year.ts'
import type { Outcome, ScoreRule, Scores } from '../domain/score.ts'
import type { Seat, Seating } from '../domain/seating.ts'
import type { Own } from './own.ts'

interface Ours {
  /** Our own organisation's name; absent before the first set-up. */
  org: string | undefined
}
interface OfBatch extends Ours {
  batch: Batch
}

/** Instants stand in dossiers as the office's clock showed them: 2026-11-23 09:30. */
export interface Dossiers {
  supervisor: Ours & {
    person: Supervisor
    /** JPEG or PNG */
    photo: Uint8Array | undefined
    duties: Duty[]
  }
  venue: VenueFacts
  /** A finished count of a venue. */
  check: VenueFacts
  /** `notes`: by card, what is special about it: 补发. */
  printJob: Ours & { job: PrintJob; on: string; notes: ReadonlyMap<number, string> }
  /** `people`: the 名册 with 成绩. */
  batch: OfBatch & {
    slots: SlotList
    report: CheckReport | null
    own: Own
    rule: ScoreRule
    people: Examinee[]
    papers: FiledPaper[]
  }
  /** One session, with who sits where; `person`, `candidate`: whose sheet it is. */
  session: OfBatch & {
    session: Session
    staff: Staff[]
    seating: Seating
    seats: Seat<Sample['candidates'][number]>[]
    showIds: boolean
    devices: Pick<Equipment, 'name' | 'model' | 'assetNo' | 'quantity' | 'unit'>[]
    /** 考核项目 that are kept for the 职业等级. */
    items: Record<'skill' | 'review', ScoreItem[]>
    person: Staff | undefined
    candidate: Seat<Sample['candidates'][number]> | undefined
    own: Own
  }
  /** `person`: whose 回避声明; the sessions are then that person's. */
  assignment: OfBatch & {
    assignment: Assignment
    kinds: SupervisionRecord['kind'][]
    person: (Assignment['people'][number] & { relations: Relation[] }) | undefined
  }
  record: OfBatch & { record: SupervisionRecord; assignment: string }
  /** `people`: whom inspectors may visit, phones as the office shows them. */
  visit: OfBatch & {
    people: Pick<Examinee, 'number' | 'name' | 'unit' | 'phone' | 'occupation' | 'level'>[]
    visit: Pick<Visit, 'on' | 'endedOn' | 'inspectors' | 'handed'>
    inspector: Visit['inspectors'][number]
    /** The newest 工作反馈情况 about him. */
    feedback: string
    /** 附件4 as an earlier version said it. */
    sheet: Record<'org' | 'inspector' | 'arrived' | 'left' | 'feedback', string> | null
  }
  rectification: OfBatch & {
    item: Omit<Rectification, 'seen' | 'batchName' | 'evidence' | 'state' | 'days' | 'findings'>
    files: string[]
  }
  sample: OfBatch & { sample: Sample }
  contest: { contest: Contest; visit: ContestVisit | undefined }
  year: Ours & {
    scope: YearScope
    about: string
    figures: Figure[]
    noes: { kind: 'onsite' | 'afterwards'; number: string; text: string; count: number }[]
    summary: string
    people: Workload[]
  }
  course: Ours & { course: Course }
  destruction: Ours & { list: Destruction }
}

export type Subject = keyof Dossiers

/** One item of a 评分表. */
export interface ScoreItem {
  name: string
  points: string
  standard: string
}

/** A file as it is filed. */
export interface FiledPaper {
  slot: string
  /** 件号 as the program counts: Q4_001. */
  code: string
  title: string
  author: string
  on: string | null
  /** Pages that it has in print; null where nobody has said. */
  pages: number | null
}

/** Somebody on the 名册, judged. */
export interface Examinee {
  number: string
  name: string
  unit: string
  phone: string
  occupation: string
  level: string
  scores: Scores
  total: number | null
  outcome: Outcome
}

/** 使用 (第七条): one 委派 of a person, and what came of it. */
export interface Duty {
  on: string
  number: string
  plan: string
  content: string
}
