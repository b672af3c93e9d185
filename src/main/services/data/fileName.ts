import { basename } from 'node:path'

/** Names that Windows keeps for devices, whatever their ending. */
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i

/** The last part of a name without what a terminal, a path, a file system or a reading direction could trip over. */
export function toFileName(name: string): string {
  const clean = basename(name.replaceAll('\\', '/'))
    .normalize('NFC')
    .replaceAll(/[\u0000-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069<>:"|?*]/g, '')
    .trim()
    .replace(/[. ]+$/, '')
    .slice(0, 200)
  if (clean === '' || /^\.+$/.test(clean)) return 'file'
  return RESERVED.test(clean) ? `_${clean}` : clean
}
