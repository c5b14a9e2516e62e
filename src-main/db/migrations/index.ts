import { Roster0001 } from './0001-roster.ts'
import { Venue0002 } from './0002-venue.ts'
import { Batch0003 } from './0003-batch.ts'
import { Contest0004 } from './0004-contest.ts'
import { Archive0005 } from './0005-archive.ts'
import { Origin0006 } from './0006-origin.ts'
import { DoubtfulDates0015 } from './0015-doubtful-dates.ts'
import { FixityUnread0018 } from './0018-fixity-unread.ts'
import { CardDay0020 } from './0020-card-day.ts'
import { LateAssignment0021 } from './0021-late-assignment.ts'
import { Takeover0027 } from './0027-takeover.ts'
import { Approver0034 } from './0034-approver.ts'
import { Scores0060 } from './0060-scores.ts'
import { FolderMark0061 } from './0061-folder-mark.ts'
import { TrainingClass0062 } from './0062-training-class.ts'
import { Account0070 } from './0070-account.ts'
import { PrintLedger0075 } from './0075-print-ledger.ts'
import { NoEvidence0080 } from './0080-no-evidence.ts'
import { VisitRecord0081 } from './0081-visit-record.ts'
import { AccessScope0082 } from './0082-access-scope.ts'

/** In order, forward only. A new one stands where its number says and is never changed after a release. */
export const migrations = [
  Roster0001,
  Venue0002,
  Batch0003,
  Contest0004,
  Archive0005,
  Origin0006,
  DoubtfulDates0015,
  FixityUnread0018,
  CardDay0020,
  LateAssignment0021,
  Takeover0027,
  Approver0034,
  Scores0060,
  FolderMark0061,
  TrainingClass0062,
  Account0070,
  PrintLedger0075,
  NoEvidence0080,
  VisitRecord0081,
  AccessScope0082,
]
