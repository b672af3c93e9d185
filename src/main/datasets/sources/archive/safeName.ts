/** @file Makes the name of an archive's entry one that any system can hold, and none that leads out of its folder. */

/** Bytes of one part of a name, as file systems allow. */
const MOST_PART_BYTES = 255
const MOST_BYTES = 1000
const MOST_PARTS = 32

/** Control characters, and those that turn the direction of writing: a name must look like what it is. */
const DECEITFUL = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/
/** Windows keeps these for itself. */
const FORBIDDEN = /[<>:"|?*]/g
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d|conin\$|conout\$)(?=\.|$)/i

/**
 * @returns the way to the entry inside its folder, with slashes, composed (NFC); what Windows cannot hold becomes "_".
 * Null where the name is absolute, leads upwards, deceives, or is too long.
 */
export function toSafeName(raw: string): string | null {
  const name = raw.normalize('NFC').replaceAll('\\', '/')
  if (DECEITFUL.test(name) || name.startsWith('/') || /^[a-z]:/i.test(name)) return null
  const parts = name.split('/').filter((part) => part !== '' && part !== '.')
  if (parts.length === 0 || parts.length > MOST_PARTS || parts.some((part) => /^\.\.[. ]*$/.test(part)))
    return null
  const safe = parts.map(toSafePart)
  const isTooLong = safe.some((part) => Buffer.byteLength(part) > MOST_PART_BYTES)
  const joined = safe.join('/')
  return isTooLong || Buffer.byteLength(joined) > MOST_BYTES ? null : joined
}

function toSafePart(part: string): string {
  const held = part.replace(FORBIDDEN, '_').replace(/[. ]+$/, (end) => '_'.repeat(end.length))
  return held.replace(RESERVED, (word) => `${word}_`)
}
