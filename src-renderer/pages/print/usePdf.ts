import { useEffect, useState } from 'react'
import { openPdf, type Pdf } from './pdf.ts'

export interface OpenPdf {
  pdf?: Pdf
  failed: boolean
}

/** The document behind a URL: opened once, destroyed when the URL changes or the component goes. */
export function usePdf(url: string | null): OpenPdf {
  const [state, setState] = useState<OpenPdf & { url: string | null }>({ url: null, failed: false })

  useEffect(() => {
    if (!url) return
    const stop = new AbortController()
    let opened: Pdf | undefined
    openPdf(url, stop.signal)
      .then(pdf => {
        opened = pdf
        if (stop.signal.aborted) void pdf.loadingTask.destroy()
        else setState({ url, pdf, failed: false })
      })
      .catch((error: unknown) => {
        if (stop.signal.aborted) return
        console.error(error)
        setState({ url, failed: true })
      })
    return () => {
      stop.abort()
      void opened?.loadingTask.destroy()
    }
  }, [url])

  // A document of an earlier URL is already being destroyed: never hand it out.
  return state.url === url ? state : { failed: false }
}
