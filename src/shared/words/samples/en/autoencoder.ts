/** @file Autoencoder: pictures through a bottleneck. */
import type { SampleWords } from '../types'

export const autoencoder: SampleWords = {
  title: 'Autoencoder: pictures through a bottleneck',
  summary:
    'Squeeze 784 points into 32 numbers and back: reconstructions, a map of codes, noise removed, strange pictures found.',
  guide: [
    'An autoencoder learns to give back what it is shown, through a layer that is far too narrow for it. What gets through are the 32 numbers that say most about a digit. Nobody has to label anything. Trained with noise in front, it learns to take noise away; and what it cannot give back well is unlike what it knows: an anomaly.',
    'Open a trial and its tab “Codes”: pictures and what came back of them, the codes as a map (by principal components, or by UMAP, which keeps neighbours together), and the rows that were given back worst, with a threshold taken from the validation rows. Try two numbers instead of 32, and see what is lost.',
  ],
  model: '784 – 32 – 784 with sigmoid and cross-entropy; and 784 – 128 – 32 – 128 – 784 behind noise.',
  search: 'Width of the code or strength of the noise, and learning rate; 5 trials each.',
  expect:
    '32 numbers: mean squared error 0.008 on the validation pictures, against 0.046 for always giving back the mean picture. With two numbers it is 0.041: only blurs of a few kinds come back. MNIST with its 60,000 digits: 0.010 plain, 0.008 behind noise of 0.2, as Keras has it.',
  parts: { digits: 'Digits' },
  own: {
    digits:
      'A folder with IDX files or pictures, such as MNIST; or pictures of parts, of which a few are broken.',
  },
  studies: { plain: '784 – 32 – 784', denoising: 'Noise removed' },
}
