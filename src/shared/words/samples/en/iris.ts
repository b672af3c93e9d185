/** @file Iris. */
import type { SampleWords } from '../types'

export const iris: SampleWords = {
  title: 'Iris',
  summary: 'Tell three kinds of iris apart by four measurements of the flower.',
  guide: [
    'The best known of all small tables: length and width of sepals and petals of 150 flowers, which Ronald Fisher published in 1936. One kind is easy to tell; the other two overlap a little, so no honest model gets every flower right.',
    'A good first study. Start it, watch the leaderboard fill, open the best trial and look at its curve. Then open the sealed test set: with only 30 flowers in it, one flower more or less right moves the accuracy by three points, and the interval beside the figure says so.',
  ],
  model: 'One to three dense layers with dropout.',
  search: 'Thirty random trials of layers, units, dropout, learning rate and batch size; half a minute.',
  expect:
    'Most trials reach 93 to 100 % on the validation flowers; about 95 % on the test flowers is what others report, too.',
  parts: { flowers: 'Iris' },
  own: {},
  studies: { search: 'Iris' },
}
