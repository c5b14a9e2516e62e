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
import {
  BaselineTable,
  ChangeNoteTable,
  EquipmentTable,
  OccupationTable,
  VenueCheckLineTable,
  VenueCheckOutcomeTable,
  VenueCheckTable,
  VenueFileTable,
  VenueTable,
} from './venue.ts'

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
  VenueTable,
  VenueFileTable,
  EquipmentTable,
  BaselineTable,
  ChangeNoteTable,
  VenueCheckTable,
  VenueCheckLineTable,
  VenueCheckOutcomeTable,
  OccupationTable,
]
