/** @file Film reviews. */
import type { SampleWords } from '../types'

export const filmReviews: SampleWords = {
  title: 'Film reviews',
  summary: 'Tell from its words whether a review praises or pans a film.',
  guide: [
    'A text becomes a row of word numbers; an embedding turns every number into sixteen figures that are learnt; a convolution reads three words at a time; pooling keeps what speaks loudest. It is the smallest network that understands “not boring” as something other than “boring”.',
    'The first study is a full grid over learning rate, batch size and epochs, each of its twelve points trained on three folds: 36 trainings. When it is done, compare the folds of the best trial, train the best settings once more on all rows but the sealed ones, and open the test set. The second study asks how texts should be cut and filled up: a network without pooling has weights for every place in the text, so it matters to it.',
  ],
  model:
    'Embedding 10,000 × 16, convolution 32 × 3, max pooling 3, global average, dense 16, sigmoid. The variant: embedding, flatten, dense.',
  search:
    'Grid: learning rate 0.01 or 0.001 × batch 16, 32, 64 × 10 or 20 epochs, 3 folds. The variant: length, padding, truncation, unknown words, dropout.',
  expect:
    'The made reviews: 94 % right as a mean over the folds, in a quarter of a minute; flattened 74 %. Two thousand real reviews of films: 82 % for the convolution, 62 % flattened, where every word needs weights for every place.',
  parts: { reviews: 'Film reviews' },
  own: {
    reviews:
      'A table with a column of texts and a column of two labels, such as the IMDB reviews (Maas et al. 2011) as one CSV file.',
  },
  studies: { convolution: 'Convolution: a grid', flatten: 'Flattened: padding and truncation' },
}
