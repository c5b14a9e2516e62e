import type { Configuration } from 'electron-builder'

export type Target = 'windows' | 'linux'

/** Only the ones that print/fonts.ts names. */
const fonts = ['noto-sans-sc', 'noto-sans-jp', 'noto-serif-sc'].flatMap(name =>
  ['400Regular', '700Bold'].map(weight => ({
    from: `node_modules/@expo-google-fonts/${name}/${weight}`,
    to: 'fonts',
    filter: '*.ttf',
  })),
)

/** The binaries of one target: by target, not by electron-builder's ${platform}, which is the machine that builds. */
const only = (driver: string, canvas: string, sharp: string): string[] => [
  `!node_modules/better-sqlite3/prebuilds/!(${driver}.node)`,
  `!node_modules/@napi-rs/canvas-!(${canvas})/**`,
  `!node_modules/@img/!(colour|sharp-${sharp}|sharp-libvips-${sharp})/**`,
]

/** What goes into the program's folder. What is bundled into out/ needs no node_modules; packages with binaries are shipped as they are. */
export const configFor = (target: Target): Configuration => ({
  appId: 'cn.neidu.guanjia',
  productName: '内督管家',
  copyright: '内督管家，数据保存在本机',
  directories: { buildResources: 'resources' },
  publish: null,
  npmRebuild: false, // the prebuilt addons are Node-API: one binary for every Electron
  electronLanguages: ['zh-CN', 'en-US'],
  files: [
    'out/**',
    'package.json',
    '!**/*.map',
    '!node_modules/!(better-sqlite3|@napi-rs|sharp|@img|detect-libc|semver|zxing-wasm|rxing-wasm|@hyzyla|libheif-js)/**',
    '!node_modules/zxing-wasm/dist/{cjs,es/full,es/writer,full,writer,iife}/**',
    '!node_modules/@hyzyla/pdfium/dist/{index.esm.base64*,pdfium.wasm.base64*,index.esm.browser*,index.esm.cdn*,worker*,worker/**,index.cjs}',
    '!node_modules/libheif-js/{libheif/**,libheif-wasm/*.mjs,libheif-wasm/libheif.js,libheif-wasm/*.wasm}',
    '!node_modules/sharp/{src,install}/**',
    '!node_modules/better-sqlite3/{deps,src,binding.gyp}',
    ...(target === 'windows'
      ? only('win32-x64', 'win32-x64-msvc', 'win32-x64')
      : only('linux-x64', 'linux-x64-gnu', 'linux-x64')),
  ],
  asar: true,
  // A file inside an archive cannot be loaded as an addon; libheif (LGPL) stays a file of its own that can be replaced.
  asarUnpack: ['**/*.node', '**/@img/**', '**/libheif-js/**'],
  extraResources: [
    ...fonts,
    { from: 'resources/licenses', to: 'licenses' },
    { from: 'CHANGELOG.md', to: 'CHANGELOG.md' },
    { from: 'LICENSE', to: 'LICENSE.txt' },
  ],
  electronFuses: {
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    grantFileProtocolExtraPrivileges: false,
  },
  win: {
    icon: 'resources/icon.ico',
    extraResources: [{ from: 'node_modules/pdf-to-printer/dist', to: 'sumatra', filter: 'SumatraPDF-*.exe' }],
    signAndEditExecutable: true, // version, author and icon are written without Windows
  },
  linux: {
    icon: 'resources/icon.png',
    executableName: 'neidu-guanjia',
    category: 'Office',
  },
})
