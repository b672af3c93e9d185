import { fittingTemplates } from '../../../shared/domain/fittingTemplates'
import type { StudyEntry } from './types'

const TRIALS = 30
const SEED = 1

/** A first study: thirty random trials of the template that suits the data. */
export const templateStudy: StudyEntry = {
  id: 'search',
  design: ({ plan, template }) => template(fittingTemplates(plan)[0]),
  plan: { sampler: { kind: 'random', seed: SEED }, trials: TRIALS },
}
