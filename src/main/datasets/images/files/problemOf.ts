/** @file What the library that decodes pictures complains of, as one of our problems. */
import type { PictureProblem } from '../../../../shared/domain/picture'

const TRUNCATED = /premature end of JPEG|truncated|unexpected end|not enough data/i

export function problemOf(thrown: unknown): PictureProblem {
  const message = String(thrown)
  if (message.includes('pixel limit')) return 'tooLarge'
  return TRUNCATED.test(message) ? 'truncated' : 'corrupt'
}

/** What libjpeg warns of although every point of the picture is there; before d0 to d9, bytes of the picture itself are odd. */
const HARMLESS = /extraneous bytes before marker 0x(?!d\d)|Invalid SOS|Inconsistent progression|Adobe|JFIF/

/** Whether a picture may be read once more with open eyes. */
export function isHarmless(thrown: unknown): boolean {
  const lines = (thrown instanceof Error ? thrown.message : '').split('\n').filter((line) => line !== '')
  return lines.length > 0 && lines.every((line) => HARMLESS.test(line))
}
