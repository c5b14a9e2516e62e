/** A stored original of our own origin; seeks in videos are answered in ranges. */
export const evidenceUrl = (sha256: string): string => `/evidence/${sha256}`

/** A thumbnail, JPEG, ≤ 320 px. */
export const thumbnailUrl = (sha256: string): string => `/photo/${sha256}`
