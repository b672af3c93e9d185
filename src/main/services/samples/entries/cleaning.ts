import type { Design } from '../../../../shared/domain/design'
import { newStep, type RecipeStep } from '../../../../shared/domain/recipe'
import { makeDesign } from '../makeDesign'
import { changes, type PlanChange } from '../planChanges'
import type { DesignPlace, SampleEntry } from '../types'

const SELECT = 'keep'
const REDUCE = 'components'

/** What is proposed, with doubles taken out before, slips moved to the fence, and the best inputs joined to components behind. */
const cleaned =
  (method: 'chiSquared' | 'mutualInformation'): PlanChange =>
  (plan) => {
    const scale = plan.recipe.findIndex(({ kind }) => kind === 'scale')
    const at = scale < 0 ? plan.recipe.length : scale
    const recipe: RecipeStep[] = [
      newStep('deduplicate', 'doubles', []),
      ...plan.recipe.slice(0, at),
      { ...newStep('clip', 'fence', 'numbers'), method: 'iqr', factor: 3 },
      ...plan.recipe.slice(at),
      { ...newStep('select', SELECT, 'numbers'), method, count: 10 },
      { ...newStep('reduce', REDUCE, 'numbers'), method: 'share', share: 0.95 },
    ]
    return { ...plan, recipe }
  }

/** A gap is told to the network, not only filled. */
const withGapsMarked: PlanChange = (plan) => ({
  ...plan,
  recipe: plan.recipe.map((step) =>
    step.kind === 'impute' && step.method === 'median' ? { ...step, indicator: true } : step,
  ),
})

export const cleaning: SampleEntry = {
  topics: ['tables'],
  difficulty: 'middle',
  minutes: 1,
  parts: [
    {
      id: 'houses',
      kind: 'table',
      data: { origin: 'made', maker: 'houses', rowCount: 1500, quickRows: 300, file: 'houses.csv' },
      accepts: 'file',
      plan: changes(withGapsMarked, cleaned('mutualInformation')),
      studies: [
        {
          id: 'regression',
          design: searchInputs,
          plan: { sampler: { kind: 'tpe', mode: 'multivariate', seed: 1 }, trials: 24 },
        },
      ],
    },
    {
      id: 'customers',
      kind: 'table',
      data: { origin: 'made', maker: 'customers', rowCount: 2000, quickRows: 300, file: 'customers.csv' },
      accepts: 'file',
      plan: cleaned('chiSquared'),
      studies: [
        {
          id: 'classification',
          design: searchInputs,
          plan: { sampler: { kind: 'tpe', mode: 'multivariate', seed: 1 }, trials: 24 },
        },
      ],
    },
  ],
}

/** The usual table network; what it reads is searched with it. */
function searchInputs({ plan, template }: DesignPlace): Design {
  const usual = template(plan.task === 'regression' ? 'tabularRegressor' : 'tabularClassifier')
  return makeDesign({
    ...usual,
    data: plan.recipe.filter(({ id }) => id === SELECT || id === REDUCE),
    search: {
      ...usual.search,
      [`data.${SELECT}.count`]: { kind: 'choice', values: [4, 7, 10, 15], isOrdered: true },
      [`data.${REDUCE}.share`]: { kind: 'choice', values: [0.8, 0.95, 0.9999], isOrdered: true },
    },
  })
}
