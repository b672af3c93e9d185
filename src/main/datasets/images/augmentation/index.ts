/** @file Augmentation as training and previews use it: pure, without the library that decodes pictures. */
export { createAugmenter, type Augmenter } from './createAugmenter'
export { augmentRandom } from './drawChange'
export { mixRows, mixupPairs, type MixupPairs } from './mixup'
