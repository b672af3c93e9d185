/** @file Samples in English, a file each. */
import type { AllSampleWords } from '../types'
import { digits } from './digits'
import { filmReviews } from './filmReviews'
import { iris } from './iris'
import { wine } from './wine'

export const sampleWordsEnglish: AllSampleWords = { iris, digits, filmReviews, wine }
