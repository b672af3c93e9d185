import type { SampleId } from '../../../shared/domain/sample'
import { autoencoder } from './entries/autoencoder'
import { cleaning } from './entries/cleaning'
import { digits } from './entries/digits'
import { faces } from './entries/faces'
import { filmReviews } from './entries/filmReviews'
import { forecast } from './entries/forecast'
import { generator } from './entries/generator'
import { handwriting } from './entries/handwriting'
import { iris } from './entries/iris'
import { photographs } from './entries/photographs'
import { recurrent } from './entries/recurrent'
import { severalInputs } from './entries/severalInputs'
import { transfer } from './entries/transfer'
import { wine } from './entries/wine'
import type { SampleEntry } from './types'

/** Every sample; one without an entry does not compile. */
export const SAMPLE_ENTRIES: Readonly<Record<SampleId, SampleEntry>> = {
  iris,
  filmReviews,
  handwriting,
  forecast,
  cleaning,
  photographs,
  transfer,
  autoencoder,
  generator,
  recurrent,
  severalInputs,
  faces,
  digits,
  wine,
}
