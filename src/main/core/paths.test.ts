import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { findDataFolder, prepareFolders } from './paths'

const find = (platform: NodeJS.Platform, env: Record<string, string> = {}) =>
  findDataFolder({ platform, env, home: '/home/ada' })

describe('findDataFolder', () => {
  it('takes FETTLE_HOME before anything else, made absolute', () => {
    expect(find('linux', { FETTLE_HOME: 'here', XDG_DATA_HOME: '/xdg' })).toBe(resolve('here'))
  })

  it('follows the custom of each operating system', () => {
    expect(find('linux')).toBe(join('/home/ada', '.local', 'share', 'fettle'))
    expect(find('linux', { XDG_DATA_HOME: '/xdg' })).toBe(join('/xdg', 'fettle'))
    expect(find('darwin')).toBe(join('/home/ada', 'Library', 'Application Support', 'Fettle'))
    expect(find('win32', { APPDATA: '/roaming' })).toBe(join('/roaming', 'Fettle'))
    expect(find('win32')).toBe(join('/home/ada', 'AppData', 'Roaming', 'Fettle'))
  })
})

describe('prepareFolders', () => {
  it('says of a file in the way that the data folder cannot be used', () => {
    const folder = mkdtempSync(join(tmpdir(), 'fettle-paths-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    const path = join(folder, 'file')
    writeFileSync(path, '')
    expect(() => prepareFolders(path)).toThrow(expect.objectContaining({ code: 'store/read-only' }))
  })
})
