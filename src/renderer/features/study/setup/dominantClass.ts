import type { DatasetVersion } from '@shared/domain/dataset'
import { classesOf } from '../../data/dataset/versionFacts'

/** A class that most rows have, so that accuracy says little. */
export interface DominantClass {
  readonly label: string
  /** 0.8 to 1, of all rows. */
  readonly share: number
}

const DOMINANT_SHARE = 0.8

/** @returns the class that four of five rows have, or more; null where none does, or there are no classes. */
export function dominantClass(version: DatasetVersion): DominantClass | null {
  const classes = classesOf(version)
  const total = classes.reduce((sum, { count }) => sum + count, 0)
  const [first] = classes.toSorted((one, other) => other.count - one.count)
  if (first === undefined || classes.length < 2) return null
  const share = first.count / total
  return share >= DOMINANT_SHARE ? { label: first.label, share } : null
}
