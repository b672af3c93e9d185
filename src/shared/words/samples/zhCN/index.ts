/** @file Samples in Chinese, a file each. */
import type { AllSampleWords } from '../types'
import { autoencoder } from './autoencoder'
import { cleaning } from './cleaning'
import { digits } from './digits'
import { faces } from './faces'
import { filmReviews } from './filmReviews'
import { forecast } from './forecast'
import { generator } from './generator'
import { handwriting } from './handwriting'
import { iris } from './iris'
import { photographs } from './photographs'
import { recurrent } from './recurrent'
import { severalInputs } from './severalInputs'
import { transfer } from './transfer'
import { wine } from './wine'

export const sampleWordsChinese: AllSampleWords = {
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
