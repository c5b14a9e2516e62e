/** The deb for 统信 UOS and 银河麒麟 on x64, from a packed folder, by dpkg-deb. */
import { execFileSync } from 'node:child_process'
import { chmodSync, cpSync, mkdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { filesIn } from './check.ts'

const PACKAGE = 'neidu-guanjia'
const HOME = `opt/${PACKAGE}`

/** Electron's own needs, lp and lpstat for printing, and a keyring for the key of 身份证 numbers. Debian's t64 names are newer than these systems. */
const DEPENDS = [
  ...['libgtk-3-0 | libgtk-3-0t64', 'libnss3', 'libxss1', 'libxtst6', 'libatspi2.0-0 | libatspi2.0-0t64', 'libgbm1'],
  ...['libasound2 | libasound2t64', 'libdrm2', 'libsecret-1-0', 'cups-client', 'xdg-utils'],
]

const DESKTOP = `[Desktop Entry]
Type=Application
Name=内督管家
Comment=内部质量督导员管理
Exec=/${HOME}/neidu-guanjia %U
Icon=${PACKAGE}
Terminal=false
Categories=Office;
StartupWMClass=内督管家
`

export function deb(folder: string, version: string, out: string): string {
  const stage = join(out, 'deb')
  rmSync(stage, { recursive: true, force: true })
  const put = (path: string, text: string) => {
    mkdirSync(join(stage, path, '..'), { recursive: true })
    writeFileSync(join(stage, path), text)
  }
  mkdirSync(join(stage, HOME), { recursive: true })
  cpSync(folder, join(stage, HOME), { recursive: true })
  chmodSync(join(stage, HOME, 'chrome-sandbox'), 0o4755) // where the kernel forbids namespaces to users, the sandbox needs it
  put(`usr/share/applications/${PACKAGE}.desktop`, DESKTOP)
  mkdirSync(join(stage, 'usr/share/icons/hicolor/512x512/apps'), { recursive: true })
  cpSync(
    join(import.meta.dirname, '../../resources/icon.png'),
    join(stage, `usr/share/icons/hicolor/512x512/apps/${PACKAGE}.png`),
  )
  mkdirSync(join(stage, 'usr/bin'), { recursive: true })
  symlinkSync(`/${HOME}/neidu-guanjia`, join(stage, 'usr/bin', PACKAGE))
  const size = Math.ceil(filesIn(stage).reduce((sum, file) => sum + statSync(file).size, 0) / 1024)
  put(
    'DEBIAN/control',
    `Package: ${PACKAGE}
Version: ${version}
Architecture: amd64
Maintainer: 内督管家
Installed-Size: ${size}
Depends: ${DEPENDS.join(', ')}
Section: misc
Priority: optional
Description: 内督管家
 职业技能评价机构的内部质量督导员管理，数据保存在本机，不联网。
`,
  )
  const file = join(out, `${PACKAGE}_${version}_amd64.deb`)
  execFileSync('dpkg-deb', ['--root-owner-group', '-Zxz', '-z1', '--build', stage, file], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  rmSync(stage, { recursive: true })
  return file
}
