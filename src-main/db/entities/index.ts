import { AuditEventTable } from './audit.ts'
import { CalibrationTable, CardEventTable, CardTable, PrintTable } from './card.ts'
import { FileTable, OrgTable, SettingTable } from './org.ts'
import {
  AppointmentTable,
  AttestationTable,
  ExamTable,
  SupervisorTable,
  SuspensionTable,
  TrainingTable,
} from './supervisor.ts'

export const entities = [
  OrgTable,
  SettingTable,
  FileTable,
  SupervisorTable,
  TrainingTable,
  ExamTable,
  AttestationTable,
  AppointmentTable,
  SuspensionTable,
  CardTable,
  CardEventTable,
  PrintTable,
  CalibrationTable,
  AuditEventTable,
]
