import { sizeText } from '../../src-shared/domain/size.ts'

export { sizeText }

/** How fast, once there is enough to say so: 85.0 MB/s. */
export const speedText = (bytes: number, ms: number): string =>
  ms < 500 || bytes <= 0 ? '' : `${sizeText(Math.round((bytes / ms) * 1000))}/s`
