import type { Pdf } from '../print/document.ts'
import { srgbProfile } from './icc.ts'

/** Parts of pdfkit's document that its type declarations lack. */
type Insides = Pdf & {
  appendXML(xml: string): void
  readonly _fontFamilies: Record<string, { finalize(): void }>
}

/**
 * Declares PDF/A-2b: part and conformance in the XMP packet, sRGB as output intent. All else that it asks for (embedded fonts, no
 * encryption, no transparency, file ID) is how we write PDFs anyway; a test reads the files. pdfkit's own option is not used: it reads the
 * profile from pdfkit's folder, which a bundle does not have.
 */
export function declareArchival(pdf: Pdf): void {
  const inside = pdf as Insides
  inside.appendXML(`
        <rdf:Description xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" rdf:about="">
            <pdfaid:part>2</pdfaid:part>
            <pdfaid:conformance>B</pdfaid:conformance>
        </rdf:Description>
        `)
  const profile = pdf.ref({ N: 3 })
  profile.end(srgbProfile())
  const name = new String('sRGB IEC61966-2.1') // pdfkit writes String objects as PDF strings, plain ones as names
  pdf._root.data.OutputIntents = [
    {
      Type: 'OutputIntent',
      S: 'GTS_PDFA1',
      Info: name,
      OutputConditionIdentifier: name,
      DestOutputProfile: profile,
    },
  ]
}

/** Subsets and embeds the fonts one by one: all at once, as end() does, holds the event loop for a good part of a second. */
export async function embedFonts(pdf: Pdf, checkpoint: () => Promise<void>): Promise<void> {
  for (const font of Object.values((pdf as Insides)._fontFamilies)) {
    font.finalize()
    await checkpoint()
  }
}
