import type { SampleId } from '../../../../shared/domain/sample'
import { digits } from './entries/digits'
import { filmReviews } from './entries/filmReviews'
import { iris } from './entries/iris'
import { wine } from './entries/wine'
import type { SampleEntry } from './types'

/** Every sample; one without an entry does not compile. */
export const SAMPLE_ENTRIES: Readonly<Record<SampleId, SampleEntry>> = {
  iris,
  digits,
  filmReviews,
  wine,
}
