import { z } from 'zod'

/** The word for a card on the day that is asked (domain/card.ts): never stored. */
export const cardState = z.enum(['valid', 'ahead', 'suspended', 'lost', 'expired', 'dismissed', 'replaced', 'void'])
export const cardAct = z.enum(['print', 'archive', 'reissue', 'lost', 'found', 'void', 'file', 'return', 'unreturn'])
