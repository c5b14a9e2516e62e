/** A retention in years; null is 永久. */
export const yearsText = (years: number | null): string => (years === null ? '永久' : `${years} 年`)
