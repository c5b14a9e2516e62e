import { DefaultNamingStrategy, type EntitySchemaColumnOptions } from 'typeorm'

// The few kinds of column that there are. Tables are made by migrations; these only map rows.
export const key: EntitySchemaColumnOptions = { type: 'integer', primary: true, generated: 'increment' }
export const text: EntitySchemaColumnOptions = { type: 'text' }
export const textOrNull: EntitySchemaColumnOptions = { type: 'text', nullable: true }
export const integer: EntitySchemaColumnOptions = { type: 'integer' }
export const integerOrNull: EntitySchemaColumnOptions = { type: 'integer', nullable: true }
export const realOrNull: EntitySchemaColumnOptions = { type: 'real', nullable: true }
export const blobOrNull: EntitySchemaColumnOptions = { type: 'blob', nullable: true }
export const flag: EntitySchemaColumnOptions = {
  type: 'integer',
  transformer: { to: (value: boolean) => (value ? 1 : 0), from: (value: number) => value === 1 },
}
/** 来源: shown by nobody who does not ask for it. */
export const origin: EntitySchemaColumnOptions = { type: 'text', default: '', select: false }
export const json: EntitySchemaColumnOptions = {
  type: 'text',
  transformer: { to: (value: unknown) => JSON.stringify(value), from: (value: string) => JSON.parse(value) as unknown },
}

/** termEnd ↔ term_end */
export class SnakeCase extends DefaultNamingStrategy {
  override columnName(property: string, custom: string | undefined): string {
    return custom ?? snake(property)
  }
}

export const snake = (name: string) => name.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)
