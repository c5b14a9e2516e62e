import type { ErrorCode } from '../../src-shared/errors.ts'

/** An expected failure inside a worker thread: plain code and parameters, of which the main thread makes an AppError. */
export class Refusal extends Error {
  readonly code: ErrorCode
  readonly params: Record<string, string | number>

  constructor(code: ErrorCode, params: Record<string, string | number> = {}) {
    super(code)
    this.code = code
    this.params = params
  }
}
