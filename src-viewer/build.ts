/**
 * node src-viewer/build.ts: bundles the viewer into src-main/package/viewerParts.json, which the program reads as it is. Run it after every
 * change here; a test compares the two.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vite'

const TARGET = join(import.meta.dirname, '..', 'src-main', 'package', 'viewerParts.json')

export const bundleViewer = (): Promise<string> => bundle(import.meta.dirname, 'viewer.css')

/** The JSON text of main.ts of a folder and its style sheet. Not minified: a reader may want to see what he is asked to run. */
export async function bundle(folder: string, sheet: string): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    root: folder,
    build: {
      write: false,
      target: 'chrome109', // the last one for Windows 7, which inspectors still carry
      minify: false,
      modulePreload: false,
      rolldownOptions: { input: join(folder, 'main.ts'), output: { format: 'iife' } },
    },
  })
  const chunk = [result].flat().flatMap(output => ('output' in output ? output.output : []))[0]
  if (chunk?.type !== 'chunk') throw new Error('no script was built')
  // A script ends at the first </script, wherever that stands.
  const script = `\n${chunk.code.replaceAll('</script', '<\\/script')}`
  const style = `\n${readFileSync(join(folder, sheet), 'utf8')}`
  return `${JSON.stringify({ script, style }, null, 2)}\n`
}

if (process.argv[1] === import.meta.filename) writeFileSync(TARGET, await bundleViewer())
