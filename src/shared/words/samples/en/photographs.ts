/** @file Photographs: more out of few pictures. */
import type { SampleWords } from '../types'

export const photographs: SampleWords = {
  title: 'Photographs: more out of few pictures',
  summary:
    'Tell three kinds of pictures apart with 150 examples each: turn, shift, shear, zoom and flip them.',
  guide: [
    'With a few hundred pictures a convolutional network soon knows them by heart: the training curve goes up, the validation curve does not. Augmentation shows it every picture a little differently in every epoch: turned, shifted, sheared, zoomed, mirrored, with the gaps filled from the edge. It changes the training pictures only.',
    'Look at the pictures on the page of the data, and at what augmentation makes of one. Then run the study, which tries it with and without rotation and mirroring, and compare the gap between training and validation. Pictures are drawn here (houses, boats and trees); a folder of photographs of yours does as well: pets, flowers, parts on a conveyor belt.',
  ],
  model:
    'Three convolutions 16 – 32 – 64 with max pooling, dense 64, dropout; pictures of 150 × 150 in colour.',
  search: 'Rotation 0 or 15 degrees, mirroring, dropout, learning rate; 6 trials.',
  expect:
    'About two thirds of the validation pictures after 15 epochs, and still rising: 288 training pictures are few for a network that begins from nothing. The two best trials both turn and mirror the pictures. See the sample on transfer learning for what a trained backbone makes of as many pictures.',
  parts: { scenes: 'Houses, boats and trees' },
  own: {
    scenes:
      'A folder with a folder of photographs a class, 100 or more each, such as cats and dogs, or flowers.',
  },
  studies: { augmented: 'Convolution with augmentation' },
}
