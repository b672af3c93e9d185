import type { RuleId } from '../../../../shared/domain/diagnosis/finding'
import type { Rule } from '../types'
import { adversarialRules } from './adversarial'
import { dataRules } from './data'
import { fitRules } from './fit'
import { layerRules } from './layers'
import { learningRateRules } from './learningRate'
import { resourceRules } from './resources'
import { stoppingRules } from './stopping'

/** Every rule, once; one that is missing does not compile. */
export const DIAGNOSIS_RULES: Readonly<Record<RuleId, Rule>> = {
  ...learningRateRules,
  ...fitRules,
  ...layerRules,
  ...stoppingRules,
  ...dataRules,
  ...resourceRules,
  ...adversarialRules,
}
