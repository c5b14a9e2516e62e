/**
 * node src-viewer/build.ts: bundles the viewer into src-main/package/viewerParts.json, which the program reads as it is. Run it after every
 * change here; a test compares the two.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vite'

const TARGET = join(import.meta.dirname, '..', 'src-main', 'package', 'viewerParts.json')

/** The JSON text of script and style sheet. Not minified: an inspector may want to read what he is asked to run. */
export async function bundleViewer(): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    root: import.meta.dirname,
    build: {
      write: false,
      target: 'chrome109', // the last one for Windows 7, which inspectors still carry
      minify: false,
      modulePreload: false,
      rolldownOptions: { input: join(import.meta.dirname, 'main.ts'), output: { format: 'iife' } },
    },
  })
  const chunk = [result].flat().flatMap(output => ('output' in output ? output.output : []))[0]
  if (chunk?.type !== 'chunk') throw new Error('no script was built')
  // A script ends at the first </script, wherever that stands.
  const script = `\n${chunk.code.replaceAll('</script', '<\\/script')}`
  const style = `\n${readFileSync(join(import.meta.dirname, 'viewer.css'), 'utf8')}`
  return `${JSON.stringify({ script, style }, null, 2)}\n`
}

if (process.argv[1] === import.meta.filename) writeFileSync(TARGET, await bundleViewer())
