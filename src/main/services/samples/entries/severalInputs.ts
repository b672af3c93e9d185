import type { Design } from '../../../../shared/domain/design'
import { newStep } from '../../../../shared/domain/recipe'
import { changes, type PlanChange, withRead } from '../planChanges'
import type { DesignPlace, SampleEntry } from '../types'

/** Texts are read in order, not as counts of their words. */
const readInOrder: PlanChange = (plan) => {
  const texts = plan.columns
    .filter(({ type, role }) => type === 'text' && role === 'input')
    .map(({ name }) => name)
  const others = plan.recipe.filter(({ kind }) => kind !== 'tfidf' && kind !== 'tokens')
  if (texts.length === 0) return plan
  return { ...plan, recipe: [{ ...newStep('tokens', 'tokens', texts), length: 60 }, ...others] }
}

export const severalInputs: SampleEntry = {
  topics: ['tables', 'text', 'pictures'],
  difficulty: 'advanced',
  minutes: 4,
  parts: [
    {
      id: 'listings',
      kind: 'text',
      data: { origin: 'made', maker: 'listings', rowCount: 1500, quickRows: 300, file: 'listings.csv' },
      accepts: 'file',
      plan: changes(withRead('text'), readInOrder),
      studies: [
        {
          id: 'tableAndText',
          design: ({ template }) => template('tableAndText'),
          plan: { sampler: { kind: 'tpe', mode: 'multivariate', seed: 1 }, trials: 12 },
        },
      ],
    },
    {
      id: 'parcels',
      kind: 'images',
      data: { origin: 'made', maker: 'parcels', rowCount: 1200, quickRows: 200, file: null },
      accepts: 'folder',
      studies: [
        {
          id: 'tableAndPicture',
          design: tableAndPicture,
          plan: { sampler: { kind: 'tpe', mode: 'multivariate', seed: 1 }, trials: 10 },
        },
      ],
    },
  ],
}

/** Accuracy stands still for ten epochs and more before the picture branch finds the dents. */
function tableAndPicture({ template }: DesignPlace): Design {
  const usual = template('tableAndPicture')
  return { ...usual, training: { ...usual.training, epochs: 40, patience: 20 } }
}
