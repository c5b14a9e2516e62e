/** People of the rule tests: everything in order, so that each test breaks exactly one thing. */
import type { Attestations, Candidate } from '../../src-shared/domain/eligibility.ts'
import type { Standing } from '../../src-shared/domain/standing.ts'

export const nobody: Standing = {
  trainedOn: null,
  examPassedOn: null,
  termStart: null,
  termEnd: null,
  dismissedOn: null,
  suspendedFrom: null,
  suspendedUntil: null,
}

export const qualified: Standing = { ...nobody, trainedOn: '2026-10-01', examPassedOn: '2026-10-15' }

/** 聘期 2026-11-23 to 2029-11-22. */
export const appointed: Standing = { ...qualified, termStart: '2026-11-23', termEnd: '2029-11-22' }

const confirmed = { by: '王主任', on: '2026-10-20' }

export const attested: Attestations = {
  c1: confirmed,
  c2: confirmed,
  c3: confirmed,
  c4: confirmed,
  health: confirmed,
}

export const fit: Candidate = {
  name: '张三',
  sex: '男',
  birth: '1985-05-05',
  attestations: attested,
  standing: qualified,
}
