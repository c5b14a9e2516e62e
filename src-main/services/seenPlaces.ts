import { z } from 'zod'
import type { Edits } from '../../src-shared/contract/route.ts'

/** Where an output carries the state of a row: the way to the object that has `seen`, and the row that it tells of. */
export interface SeenPlace {
  at: string[] // ['sessions', '[]']
  edits: Edits
}

/** Read from the schema once: a row's state is filled in wherever the contract says so, and nowhere is it forgotten. */
export function seenPlaces(schema: z.ZodType, at: string[] = []): SeenPlace[] {
  if (schema instanceof z.ZodObject) {
    return Object.entries(schema.shape as Record<string, z.ZodType>).flatMap(([name, field]) => {
      const edits = name === 'seen' ? field.meta()?.edits : undefined
      return edits ? [{ at, edits: edits as Edits }] : seenPlaces(field, [...at, name])
    })
  }
  if (schema instanceof z.ZodArray) return seenPlaces(schema.element as z.ZodType, [...at, '[]'])
  if (schema instanceof z.ZodNullable || schema instanceof z.ZodOptional)
    return seenPlaces(schema.unwrap() as z.ZodType, at)
  if (schema instanceof z.ZodUnion) return schema.options.flatMap(option => seenPlaces(option as z.ZodType, at))
  return []
}
