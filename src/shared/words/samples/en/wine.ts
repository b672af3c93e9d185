/** @file Wine. */
import type { SampleWords } from '../types'

export const wine: SampleWords = {
  title: 'Wine',
  summary: 'Tell three growers of wine apart by a chemical analysis.',
  guide: [
    'Thirteen figures of a chemical analysis for 178 wines of one region, from three growers. The figures are of very different sizes: proline goes into the thousands, hue stays near 1.',
    'See what scaling is for: open the data, switch off the step “Scale” in the recipe, and run the study again. Without it the large figures drown the small ones, and the network learns slowly or not at all.',
  ],
  model: 'One to three dense layers with dropout.',
  search: 'Thirty random trials of layers, units, dropout, learning rate and batch size; half a minute.',
  expect: 'Good trials get 97 to 100 % of the validation wines right.',
  parts: { growers: 'Wine' },
  own: {},
  studies: { search: 'Wine' },
}
