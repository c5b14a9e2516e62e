/** Characters of an anchor code: 18 and 2 check characters (package/anchorCode.ts). */
export const CODE_LENGTH = 20

/** How many characters of a code are typed, whatever stands between them. */
export const lengthOf = (typed: string): number => [...typed.normalize('NFKC').replace(/[\s\-‐-―−_.]/g, '')].length
