import { tidy } from '../../src-shared/domain/equipment.ts'

/** A name is only shown: no folders, no controls, no marks that turn its end around (exe.gpj). */
export const shownName = (name: string): string => tidy(name.replace(/^.*[\\/]/, '')) || '未命名'
