/**
 * Which rows belong to a batch, as data: an export takes them along in this order, an import puts them back in it. What depends on another
 * row comes after it; seals and holds come last, because nothing can be put into a frozen batch (0005-archive).
 */
import type { EntitySchema, ObjectLiteral } from 'typeorm'
import {
  AccessEntryTable,
  CheckInputTable,
  DestructionTable,
  EvidenceTable,
  FixityRunTable,
  HoldTable,
  MediaClockTable,
  PackageExportTable,
  SealTable,
  SlotNaTable,
} from '../../db/entities/archive.ts'
import {
  AssignmentPersonTable,
  AssignmentTable,
  BatchTable,
  CandidateTable,
  RelationTable,
  SampleTable,
  SessionTable,
  StaffTable,
} from '../../db/entities/batch.ts'
import { CardEventTable, CardTable, PrintTable } from '../../db/entities/card.ts'
import { OrgTable } from '../../db/entities/org.ts'
import {
  DeadlineTable,
  FeedbackTable,
  HandedTable,
  RectificationFileTable,
  RectificationTable,
  SupervisionFileTable,
  SupervisionTable,
  VisitScanTable,
  VisitTable,
} from '../../db/entities/supervision.ts'
import {
  AppointmentTable,
  AttestationTable,
  ExamTable,
  SupervisorTable,
  SuspensionTable,
  TrainingTable,
} from '../../db/entities/supervisor.ts'
import {
  BaselineDeviceTable,
  BaselineTable,
  ChangeNoteTable,
  EquipmentTable,
  VenueCheckLineTable,
  VenueCheckOutcomeTable,
  VenueCheckTable,
  VenueFileTable,
  VenueTable,
} from '../../db/entities/venue.ts'

/** Whose the rows are: of the organisation and its venues and people they come along only where they are not here yet. */
export type Room = 'org' | 'venue' | 'person' | 'batch'

export interface Part {
  room: Room
  table: EntitySchema<ObjectLiteral>
  /** SQL about `t` and :batch. */
  where: string
  /** Columns with an id of another table's row. */
  refs?: Readonly<Record<string, string>>
  /** Columns with a list of such ids. `loose`: ids of rows that are not in the package are left out. */
  lists?: Readonly<Record<string, string>>
  loose?: boolean
  /** Columns with the digest of a stored file. */
  files?: readonly string[]
  /** Columns that are left blank: papers that a batch does not need. */
  blank?: readonly string[]
  /** Rows stay behind with the row that one of these columns names. */
  owners?: readonly string[]
  /** What the row says at first, until all rows of `until` are in: a closed one takes nothing in. */
  opened?: { as: Readonly<Record<string, unknown>>; until: string }
}

const OWN = 't.batch_id = :batch'
const of = (column: string, table: string) => `t.${column} IN (SELECT id FROM ${table} WHERE batch_id = :batch)`
const VENUE = '(SELECT venue_id FROM batch WHERE id = :batch)'
const ofVenue = (column: string, table: string) => `t.${column} IN (SELECT id FROM ${table} WHERE venue_id = ${VENUE})`

/** Who works in the batch; and, with them, who they are related to (第九条). */
const WORKING = `SELECT supervisor_id FROM batch_staff WHERE batch_id = :batch AND supervisor_id IS NOT NULL
  UNION SELECT p.supervisor_id FROM assignment_person p JOIN assignment a ON a.id = p.assignment_id WHERE a.batch_id = :batch
  UNION SELECT supervisor_id FROM supervision WHERE batch_id = :batch`
const PEOPLE = `${WORKING} UNION SELECT with_supervisor_id FROM relation WHERE with_supervisor_id IS NOT NULL AND supervisor_id IN (${WORKING})
  UNION SELECT supervisor_id FROM relation WHERE with_supervisor_id IN (${WORKING})`

const ofVenues = {
  room: 'venue',
  where: `t.venue_id = ${VENUE}`,
  refs: { venueId: 'venue' },
  owners: ['venueId'],
} as const
const ofPerson = {
  room: 'person',
  where: `t.supervisor_id IN (${PEOPLE})`,
  refs: { supervisorId: 'supervisor' },
  owners: ['supervisorId'],
} as const
const ofBatch = { room: 'batch', where: OWN, refs: { batchId: 'batch' } } as const
/** Certificates of health and the like stay at home: the batch rests on the records, not on these papers. */
const NO_PAPER = ['file', 'fileName'] as const

export const PARTS: readonly Part[] = [
  { room: 'org', table: OrgTable, where: 't.id = 1', files: ['logo'] },

  { room: 'venue', table: VenueTable, where: `t.id = ${VENUE}` },
  { ...ofVenues, table: VenueFileTable, files: ['file'] },
  { ...ofVenues, table: EquipmentTable },
  { ...ofVenues, table: BaselineTable, files: ['file'] },
  {
    ...ofVenues,
    table: BaselineDeviceTable,
    where: ofVenue('baseline_id', 'baseline'),
    refs: { baselineId: 'baseline', equipmentId: 'equipment' },
    owners: ['baselineId'],
  },
  {
    ...ofVenues,
    table: ChangeNoteTable,
    where: ofVenue('baseline_id', 'baseline'),
    refs: { baselineId: 'baseline' },
    owners: ['baselineId'],
  },
  {
    ...ofVenues,
    table: VenueCheckTable,
    refs: { venueId: 'venue', baselineId: 'baseline' },
    opened: { as: { state: 'open', summary: null }, until: 'venue_check_line' },
  },
  {
    ...ofVenues,
    table: VenueCheckLineTable,
    where: ofVenue('check_id', 'venue_check'),
    refs: { checkId: 'venue_check', equipmentId: 'equipment' },
    owners: ['checkId'],
  },
  {
    ...ofVenues,
    table: VenueCheckOutcomeTable,
    where: ofVenue('check_id', 'venue_check'),
    refs: { checkId: 'venue_check' },
    owners: ['checkId'],
    files: ['file'],
  },

  { room: 'person', table: SupervisorTable, where: `t.id IN (${PEOPLE})`, files: ['photo'] },
  { ...ofPerson, table: TrainingTable, blank: NO_PAPER },
  { ...ofPerson, table: ExamTable, blank: NO_PAPER },
  { ...ofPerson, table: AttestationTable, blank: NO_PAPER },
  { ...ofPerson, table: AppointmentTable, refs: { supervisorId: 'supervisor', previousId: 'appointment' } },
  { ...ofPerson, table: SuspensionTable },
  {
    ...ofPerson,
    table: CardTable,
    refs: { supervisorId: 'supervisor', appointmentId: 'appointment', previousId: 'card' },
    files: ['logo', 'photo'],
  },
  ...[CardEventTable, PrintTable].map(
    (table): Part => ({
      room: 'person',
      table,
      where: `t.card_id IN (SELECT id FROM card WHERE supervisor_id IN (${PEOPLE}))`,
      refs: { cardId: 'card' },
      owners: ['cardId'],
    }),
  ),
  {
    room: 'person',
    table: RelationTable,
    where: `t.supervisor_id IN (${WORKING}) OR t.with_supervisor_id IN (${WORKING})`,
    refs: { supervisorId: 'supervisor', withSupervisorId: 'supervisor' },
  },

  { room: 'batch', table: BatchTable, where: 't.id = :batch', refs: { venueId: 'venue' } },
  { ...ofBatch, table: SessionTable },
  {
    ...ofBatch,
    table: StaffTable,
    refs: { batchId: 'batch', supervisorId: 'supervisor' },
    lists: { sessionIds: 'batch_session' },
  },
  { ...ofBatch, table: CandidateTable },
  { ...ofBatch, table: SampleTable, lists: { candidates: 'batch_candidate' } },
  { ...ofBatch, table: AssignmentTable },
  {
    room: 'batch',
    table: AssignmentPersonTable,
    where: of('assignment_id', 'assignment'),
    refs: { assignmentId: 'assignment', supervisorId: 'supervisor', sessionId: 'batch_session' },
  },
  {
    ...ofBatch,
    table: SupervisionTable,
    refs: { batchId: 'batch', assignmentId: 'assignment', supervisorId: 'supervisor', rootId: 'supervision' },
    lists: { sessionIds: 'batch_session' },
    opened: { as: { state: 'draft' }, until: 'supervision_evidence' },
  },
  {
    room: 'batch',
    table: SupervisionFileTable,
    where: of('supervision_id', 'supervision'),
    refs: { supervisionId: 'supervision' },
    files: ['file'],
  },
  { ...ofBatch, table: VisitTable },
  {
    room: 'batch',
    table: VisitScanTable,
    where: of('visit_id', 'visit'),
    refs: { visitId: 'visit' },
    files: ['file'],
  },
  { room: 'batch', table: FeedbackTable, where: of('visit_id', 'visit'), refs: { visitId: 'visit' } },
  { room: 'batch', table: HandedTable, where: of('visit_id', 'visit'), refs: { visitId: 'visit' } },
  {
    ...ofBatch,
    table: RectificationTable,
    refs: { batchId: 'batch', supervisionId: 'supervision', visitId: 'visit' },
  },
  {
    room: 'batch',
    table: RectificationFileTable,
    where: of('rectification_id', 'rectification'),
    refs: { rectificationId: 'rectification' },
    files: ['file'],
  },
  {
    ...ofBatch,
    table: DeadlineTable,
    where: `${OWN} OR ${of('visit_id', 'visit')} OR ${of('rectification_id', 'rectification')}`,
    refs: { batchId: 'batch', visitId: 'visit', rectificationId: 'rectification', contestVisitId: 'contest_visit' },
  },
  {
    room: 'batch',
    table: DestructionTable,
    where: `t.id IN (SELECT destruction_id FROM evidence WHERE batch_id = :batch)`,
    lists: { items: 'evidence' },
    loose: true,
  },
  {
    room: 'batch',
    table: EvidenceTable,
    where: `${OWN} OR ${of('visit_id', 'visit')} OR t.venue_id = ${VENUE}`,
    refs: {
      batchId: 'batch',
      visitId: 'visit',
      venueId: 'venue',
      supervisorId: 'supervisor',
      contestId: 'contest',
      destructionId: 'destruction',
    },
    files: ['file', 'thumbnail'],
    owners: ['venueId'],
  },
  { ...ofBatch, table: SlotNaTable, refs: { batchId: 'batch', contestId: 'contest' } },
  { ...ofBatch, table: MediaClockTable, refs: { batchId: 'batch', evidenceId: 'evidence' } },
  { ...ofBatch, table: CheckInputTable },
  { ...ofBatch, table: FixityRunTable },
  { ...ofBatch, table: AccessEntryTable },
  { ...ofBatch, table: SealTable, files: ['manifest'] },
  { ...ofBatch, table: PackageExportTable, refs: { batchId: 'batch', sealId: 'seal' } },
  { ...ofBatch, table: HoldTable },
]

export const nameOf = ({ table }: Part): string => table.options.name
