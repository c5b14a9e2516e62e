/** The part of fontkit (pdfkit's own font engine, which ships no types) that we use. */
declare module 'fontkit' {
  export interface Font {
    readonly unitsPerEm: number
    hasGlyphForCodePoint(codePoint: number): boolean
    glyphForCodePoint(codePoint: number): { readonly id: number; readonly advanceWidth: number }
    /** Marks the object as a font for pdfkit, which takes it as it is and parses nothing again. */
    layout(text: string): unknown
  }
  export function openSync(path: string): Font
}
