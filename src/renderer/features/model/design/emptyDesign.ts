import type { Design } from '@shared/domain/design'
import { DEFAULT_TRAINING } from '@shared/domain/trainingSpec'
import { newLayer } from './newLayer'

/** Stands in while the real one is on its way. */
export const EMPTY_DESIGN: Design = {
  layers: [newLayer('output', new Set())],
  training: DEFAULT_TRAINING,
  search: {},
}
