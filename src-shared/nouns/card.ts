/** 证卡, with what became of each and its prints. */
import { noun } from './noun.ts'

export const cardNouns = [
  noun(
    'card',
    `id supervisorId appointmentId code year seq mode modeReason issuedOn period name orgName printedBy logo
     logoPlace photo state stateReason previousId filedOn filingReceipt recordedBy recordedAt`,
    { later: { origin: { since: 6, was: '' } } },
  ),
  noun('card_event', 'id cardId at actor kind text'),
  noun('print_record', 'id at actor cardId kind layout printer job sheet slot spoiled spoilReason'),
]
