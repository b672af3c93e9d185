import type { StepOf } from '@shared/domain/recipe'
import type { TextLengths, TextProfile } from '@shared/domain/textProfile'

/** @returns the share of the texts that have at most so many units, as far as the histogram tells. */
export function shareThatFits({ shortest, longest, histogram }: TextLengths, length: number): number {
  const { low, high, counts } = histogram
  const total = counts.reduce((sum, count) => sum + count, 0)
  if (total === 0 || length >= longest) return 1
  if (length < shortest) return 0
  const width = (high - low) / counts.length
  const bins = Math.min(counts.length, Math.max(0, (length - low) / (width || 1)))
  const whole = Math.floor(bins)
  const below = counts.slice(0, whole).reduce((sum, count) => sum + count, 0)
  return Math.min(1, (below + (counts[whole] ?? 0) * (bins - whole)) / total)
}

/** Pieces of words are not counted by a profile: words are, and there are somewhat more pieces than words. */
export function lengthsFor(profile: TextProfile, unit: StepOf<'tokens'>['unit']): TextLengths {
  return unit === 'characters' ? profile.characters : profile.words
}
