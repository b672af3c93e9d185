import type { Dialect } from '@shared/domain/dialect'

/** Encodings as people know them. */
export const ENCODING_NAMES: Record<Dialect['encoding'], string> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16 LE',
  'utf-16be': 'UTF-16 BE',
  'windows-1252': 'Windows-1252',
  gbk: 'GBK',
  shift_jis: 'Shift JIS',
}

/** Delimiters that have a word of their own, in the order in which they are offered. */
export const DELIMITERS = [
  [',', 'comma'],
  [';', 'semicolon'],
  ['\t', 'tab'],
  ['|', 'pipe'],
  [':', 'colon'],
  [' ', 'space'],
] as const
