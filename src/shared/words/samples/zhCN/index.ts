/** @file Samples in Chinese, a file each. */
import type { AllSampleWords } from '../types'
import { digits } from './digits'
import { filmReviews } from './filmReviews'
import { iris } from './iris'
import { wine } from './wine'

export const sampleWordsChinese: AllSampleWords = { iris, digits, filmReviews, wine }
