/** @file Digits of 8 × 8 points. */
import type { SampleWords } from '../types'

export const digits: SampleWords = {
  title: 'Handwritten digits',
  summary: 'Read digits from small pictures of 8 × 8 grey values.',
  guide: [
    'Handwritten digits, scanned and brought down to 8 × 8 grey values: 64 columns of a table. Small enough that a study takes two minutes, hard enough that settings make a difference.',
    'After the study, look at “What matters”: the learning rate usually explains most of the difference between trials. Then make a second model from the template “Convolutional network on columns”, which sees the 64 columns as the picture that they are, and compare the two studies.',
  ],
  model: 'One to three dense layers with dropout.',
  search: 'Thirty random trials of layers, units, dropout, learning rate and batch size; about two minutes.',
  expect: 'The best trials read 97 to 98 % of the validation digits.',
  parts: { pixels: 'Handwritten digits 8 × 8' },
  own: {},
  studies: { search: 'Handwritten digits' },
}
