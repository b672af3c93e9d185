/** @file Handwriting: a network and a convolution. */
import type { SampleWords } from '../types'

export const handwriting: SampleWords = {
  title: 'Handwriting: a network and a convolution',
  summary:
    'Read digits from pictures of 28 × 28 points, with a dense network and with a small convolutional one.',
  guide: [
    'The exercise that everybody begins with. A dense network of 784 – 128 – 10 takes every point for itself; a convolution looks for small shapes wherever they stand, and needs fewer weights for a better answer. The same pictures come in the two forms that such data are published in: one IDX file of all pictures, and a folder of picture files a digit.',
    'Run the dense study and the convolution on the same data, then compare the two. Look at the confusion matrix of the best trial: which digits are taken for which? Digits are drawn here by rule, so that they may be shipped; drop the four files of MNIST (or a folder of pictures a class) in their place for the figures that everybody quotes.',
  ],
  model:
    '784, dense 128, dropout, softmax 10; and convolution 32 and 64 with max pooling, dropout, softmax 10.',
  search:
    'Dense: units, dropout, learning rate, batch size, 12 random trials. Convolution: filters, dropout, learning rate, 8 trials.',
  expect:
    'Drawn digits are easy: 99.5 % for the dense network, 99.8 % for the convolution, in half a minute. On MNIST (48,000 training pictures) 97.8 % and 99.0 % of the validation pictures, in ten minutes.',
  parts: { idx: 'Digits as IDX files', folder: 'Digits as a folder a class' },
  own: {
    idx: 'A folder with IDX files of pictures and labels, such as the four files of MNIST (LeCun et al. 1998).',
    folder: 'A folder with a folder of pictures a class.',
  },
  studies: {
    dense: 'Dense 784 – 128 – 10',
    convolution: 'Small convolution',
    folderConvolution: 'Small convolution on a picture folder',
  },
}
