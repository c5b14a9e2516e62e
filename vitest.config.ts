import { defineConfig } from 'vitest/config'

// Projects are the stages of `npm test`: fast and pure first, the real window last.
export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: ['test/unit/**/*.test.ts'], testTimeout: 30_000 } },
      { test: { name: 'main', include: ['test/main/**/*.test.ts'], testTimeout: 60_000, hookTimeout: 60_000 } },
      { test: { name: 'print', include: ['test/print/**/*.test.ts'], testTimeout: 120_000, hookTimeout: 120_000 } },
      { test: { name: 'scans', include: ['test/scans/**/*.test.ts'], testTimeout: 600_000, hookTimeout: 120_000 } },
      // What only Windows does; run under its node.exe by scripts/windows.ts.
      { test: { name: 'windows', include: ['test/windows/**/*.test.ts'], testTimeout: 120_000, hookTimeout: 120_000 } },
      // Packages for users, made and started: npm run test:release.
      {
        test: {
          name: 'release',
          include: ['test/release/**/*.test.ts'],
          testTimeout: 900_000,
          hookTimeout: 900_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: 'e2e',
          provide: { host: 'electron' },
          include: ['test/e2e/**/*.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          fileParallelism: false,
        },
      },
      // The same tests of the main job in a browser at `npm run serve`: they run where no Electron can be had.
      {
        test: {
          name: 'browser',
          provide: { host: 'browser' },
          include: [
            'test/browser/**/*.test.ts',
            ...['main-job', 'batch', 'evidence', 'seal'].map(name => `test/e2e/${name}.test.ts`),
          ],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          fileParallelism: false,
        },
      },
    ],
  },
})
