import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { findDataFolder } from './paths'

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
