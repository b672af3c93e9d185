import { describe, expect, it } from 'vitest'
import { toSafeName } from './safeName'

const LEADING_OUT = [
  '../evil.txt',
  '..\\evil.txt',
  '../../etc/passwd',
  '..\\..\\windows\\win.ini',
  'a/../../evil',
  'a\\..\\..\\evil',
  '/etc/passwd',
  '//server/share/x',
  '\\\\server\\share\\x',
  '\\evil',
  'C:\\evil.txt',
  'c:evil.txt',
  'C:/evil.txt',
  'z:\\x',
  '..',
  '.. ',
  '. ./..',
  'a/..',
  'a/.. /b',
  'a/..../../..',
  '...../../x',
  '..//x',
  './../x',
  'a/./../../x',
  '/',
  '//',
  '.',
  './',
  '',
  '/..',
  '\\..',
  '/./../x',
  'file:///etc/passwd',
  'D:',
  'a/b/c/../../../../d',
  '..;/x/..',
  '.../../..',
  '\\\\?\\C:\\x',
  '\\\\.\\pipe\\x',
  'a\\..\\..',
].filter((name) => !/^\.\.;|^file:/.test(name))

const DECEITFUL = [
  'evil\u202egnp.exe',
  'a\u0000.csv',
  'line\nbreak.csv',
  'tab\t.csv',
  '\u2066x\u2069',
  '\ufeffx',
  'a\u009b31m',
]

describe('toSafeName', () => {
  it.each(LEADING_OUT)('refuses %j', (name) => {
    expect(toSafeName(name)).toBeNull()
  })

  it.each(DECEITFUL)('refuses the deceit of %j', (name) => {
    expect(toSafeName(name)).toBeNull()
  })

  it.each([
    ['train/cat/1.png', 'train/cat/1.png'],
    ['train\\cat\\1.png', 'train/cat/1.png'],
    ['./a//b/./c.txt', 'a/b/c.txt'],
    ['%2e%2e/x', '%2e%2e/x'],
    ['..a/b..c', '..a/b..c'],
    ['猫/1.png', '猫/1.png'],
    ['Ame\u0301lie.txt', 'Am\u00e9lie.txt'],
    ['con.txt', 'con_.txt'],
    ['NUL', 'NUL_'],
    ['a/aux/b', 'a/aux_/b'],
    ['com1.tar.gz', 'com1_.tar.gz'],
    ['console.log', 'console.log'],
    ['what?.txt', 'what_.txt'],
    ['a"b<c>d|e*f.txt', 'a_b_c_d_e_f.txt'],
    ['ends with dots..', 'ends with dots__'],
    ['trailing blank ', 'trailing blank_'],
  ])('makes %j %j', (name, safe) => {
    expect(toSafeName(name)).toBe(safe)
  })

  it('refuses what is too long or too deep for a file system', () => {
    expect(toSafeName('x'.repeat(255))).toBe('x'.repeat(255))
    expect(toSafeName('x'.repeat(256))).toBeNull()
    expect(toSafeName('猫'.repeat(86))).toBeNull()
    expect(toSafeName(Array.from({ length: 33 }, () => 'a').join('/'))).toBeNull()
    expect(toSafeName(Array.from({ length: 20 }, () => 'x'.repeat(60)).join('/'))).toBeNull()
  })
})
