import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { homeFolder, MARKER, takeOver } from '../../src-main/home.ts'
import { dataDir, readConfig, writeConfig } from '../../src-main/paths.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'paths-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const WINDOW = { x: 1, y: 2, width: 3, height: 4, maximized: true }

describe('what is remembered about this computer', () => {
  test('a change keeps the rest and leaves no part file', () => {
    writeConfig(folder, { dataDir: '/数据' })
    writeConfig(folder, { window: WINDOW })
    expect(readConfig(folder)).toEqual({ dataDir: '/数据', window: WINDOW })
    expect(readdirSync(folder)).toEqual(['config.json'])
  })

  test.each([
    '',
    '{',
    'null',
    '[]',
    '7',
    '{"dataDir":7,"window":{"x":"1"}}',
    '{"window":{"x":1,"y":2,"width":null,"height":4,"maximized":true}}',
  ])('a damaged file is no choice: %s', text => {
    writeFileSync(join(folder, 'config.json'), text)
    expect(readConfig(folder)).toEqual({})
  })

  test('a file that cannot be replaced is left as it was, and says so', () => {
    mkdirSync(join(folder, 'config.json'))
    writeFileSync(join(folder, 'config.json', 'x'), '')
    expect(() => writeConfig(folder, { dataDir: '/a' })).toThrow()
    expect(existsSync(join(folder, 'config.json.part'))).toBe(false)
  })
})

describe('the data folder', () => {
  test('by argument, else by earlier choice, else beside the settings', () => {
    expect(dataDir([], folder)).toBe(join(folder, 'data'))
    writeConfig(folder, { dataDir: '/chosen' })
    expect(dataDir(['electron', '.'], folder)).toBe('/chosen')
    expect(dataDir(['electron', '.', '--data', 'there'], folder)).toBe(resolve('there'))
    expect(dataDir(['electron', '.', '--data=/那里'], folder)).toBe(resolve('/那里'))
    expect(JSON.parse(readFileSync(join(folder, 'config.json'), 'utf8'))).toEqual({ dataDir: '/chosen' })
  })

  test('an argument without its value is none', () => {
    expect(dataDir(['--data'], folder)).toBe(join(folder, 'data'))
    expect(dataDir(['--data='], folder)).toBe(join(folder, 'data'))
  })
})

describe('the home of the program', () => {
  const place = (platform: NodeJS.Platform, env = {}) => ({
    ...{ platform, env, exe: join(folder, 'app', 'x.exe') },
    userData: join(folder, 'Roaming', '内督管家'),
  })

  test('is beside the program where the marker lies, local on Windows, else where Electron puts it', () => {
    mkdirSync(join(folder, 'app'))
    expect(homeFolder(place('linux'))).toBe(join(folder, 'Roaming', '内督管家'))
    expect(homeFolder(place('win32', { LOCALAPPDATA: join(folder, 'Local') }))).toBe(join(folder, 'Local', '内督管家'))
    expect(homeFolder(place('win32'))).toBe(join(folder, 'Roaming', '内督管家'))
    writeFileSync(join(folder, 'app', MARKER), '')
    expect(homeFolder(place('win32', { LOCALAPPDATA: folder }))).toBe(join(folder, 'app', 'neidu-data'))
  })

  test('what a former home holds of keys and choices is taken over once; its data are used where they are', () => {
    const [former, home] = [join(folder, 'Roaming'), join(folder, 'Local')]
    mkdirSync(join(former, 'data'), { recursive: true })
    writeFileSync(join(former, 'config.json'), JSON.stringify({ window: WINDOW }))
    writeFileSync(join(former, 'Local State'), 'key')
    writeFileSync(join(former, 'data', 'data.sqlite'), '')
    takeOver(former, home)
    expect(readConfig(home)).toEqual({ window: WINDOW })
    expect(readFileSync(join(home, 'Local State'), 'utf8')).toBe('key')
    expect(dataDir([], home, former)).toBe(join(former, 'data'))
    writeConfig(home, { dataDir: '/d' })
    writeFileSync(join(former, 'config.json'), '{}')
    takeOver(former, home)
    expect(readConfig(home).dataDir).toBe('/d')
  })
})
