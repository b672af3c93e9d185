/** @file Generator: digits that nobody wrote. */
import type { SampleWords } from '../types'

export const generator: SampleWords = {
  title: 'Generator: digits that nobody wrote',
  summary:
    'Two networks play against each other: one makes digits from random numbers, the other tells them from real ones.',
  guide: [
    'A generative adversarial network (Goodfellow et al. 2014): the generator turns 32 random numbers into a picture, the discriminator says whether a picture is real. They are trained in turn, and each gets better by the other’s mistakes. No loss says how good the pictures are, so Fettle measures how far the made ones are from the real ones: the energy distance.',
    'Watch the sheet of pictures grow from epoch to epoch on a trial’s page. Then open the tab “Codes”: go from one random point to another with the slider and see one digit become the next, or move along one axis. If all pictures look alike, the generator has collapsed onto a few tricks; if the discriminator’s loss falls to nothing, it wins too easily: lower its learning rate.',
  ],
  model:
    'Generator 32 – 128 – 256 – 784 with batch normalisation; discriminator 784 – 256 – 128 – 1 with dropout.',
  search: 'Learning rate, and that of the discriminator as a multiple of it; 4 trials of 60 epochs.',
  expect:
    'Energy distance about 0.11 at its best, often before the last of the 60 epochs, in half a minute a trial where nothing else runs. As many real digits are 0.07 apart, so no generator gets much below that. Most pictures can be read as digits; some are torn.',
  parts: { digits: 'Digits' },
  own: { digits: 'A folder with IDX files or pictures of one size, such as MNIST.' },
  studies: { adversarial: 'Generator and discriminator' },
}
