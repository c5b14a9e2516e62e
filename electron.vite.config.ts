import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import type { Plugin } from 'vite'

const source = (...path: string[]) => resolve(import.meta.dirname, ...path)

// Targets are named here because electron-vite would read them from an installed Electron, which a build does not need.
const NODE = 'node20.18'
const CHROME = 'chrome130'

/** Packages that carry binaries: addons, or WebAssembly that lies beside their code. */
const BINARY = [
  'better-sqlite3',
  '@napi-rs/canvas',
  'sharp',
  'zxing-wasm/reader',
  'rxing-wasm',
  '@hyzyla/pdfium',
  'libheif-js/wasm-bundle.js',
]

/** TypeORM requires the drivers of all databases that it knows, a megabyte to compile at each start; only SQLite's is used. */
const oneDriver: Plugin = {
  name: 'one-driver',
  load: {
    filter: { id: /[\\/]typeorm[\\/]driver[\\/](?!better-sqlite3|sqlite-abstract|types)[\w-]+[\\/]\w+\.js$/ },
    handler: () => 'module.exports = {}',
  },
}

/**
 * What the first screen needs is one file: each file more is one more question to the main process, while that one starts the backend.
 * Filled when all modules are known, before they are put into files.
 */
const firstScreen = new Set<string>()
const oneFile: Plugin = {
  name: 'one-file',
  buildEnd() {
    const todo = ['main.tsx', 'pages/home/HomePage.tsx'].map(file => source('src-renderer', file))
    for (let id = todo.pop(); id !== undefined; id = todo.pop()) {
      if (firstScreen.has(id)) continue
      firstScreen.add(id)
      todo.push(...(this.getModuleInfo(id)?.importedIds ?? []))
    }
  },
}

export default defineConfig({
  main: {
    plugins: [oneDriver],
    build: {
      target: NODE,
      externalizeDeps: false, // one file loads faster than the thousands it was made of
      rolldownOptions: {
        external: BINARY, // scripts/release/config.ts ships them as they are
        input: {
          index: source('src-main/index.ts'), // the main process: small, so that the window comes at once
          process: source('src-main/process.ts'), // the backend's process
          'sheet-worker': source('src-main/sheet/worker.ts'),
          'photo-worker': source('src-main/photo/worker.ts'),
          'hash-worker': source('src-main/files/hashWorker.ts'),
          'package-worker': source('src-main/package/worker.ts'),
          'check-worker': source('src-main/check/worker.ts'),
          'full-check-worker': source('src-main/db/fullCheckWorker.ts'),
          'field-worker': source('src-main/field/worker.ts'),
          'mask-worker': source('src-main/package/maskWorker.ts'),
          'scan-worker': source('src-main/scan/worker.ts'),
          'join-worker': source('src-main/scan/joinWorker.ts'),
        },
        // All in one folder: the workers are looked for beside whatever chunk starts them.
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      target: NODE,
      rolldownOptions: {
        input: { preload: source('src-main/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' }, // a sandboxed preload is one CommonJS file
      },
    },
  },
  renderer: {
    root: source('src-renderer'),
    plugins: [react(), oneFile],
    // Pages come from our own origin, also while developing; only Vite's socket goes to the server itself.
    server: { host: 'localhost', port: 5173, strictPort: true, hmr: { protocol: 'ws', host: 'localhost', port: 5173 } },
    build: {
      target: CHROME,
      minify: true,
      rolldownOptions: {
        input: {
          index: source('src-renderer/index.html'),
          browser: source('src-renderer/browser/bridge.ts'), // the bridge of npm run serve
        },
        output: {
          entryFileNames: ({ name }) => (name === 'browser' ? 'browser.js' : 'assets/[name]-[hash].js'),
          codeSplitting: { groups: [{ name: 'first', test: id => firstScreen.has(id) }] },
        },
      },
    },
  },
})
