import type { MadeData } from '../../../../shared/domain/sample'
import type { Maker } from '../types'
import { makeFilmReviews } from './filmReviews'

/** Every maker; data without one do not compile. */
export const MAKERS: Readonly<Record<MadeData, Maker>> = {
  filmReviews: makeFilmReviews,
}
