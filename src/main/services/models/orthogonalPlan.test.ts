import { describe, expect, it } from 'vitest'
import type { Design } from '../../../shared/domain/design'
import { newLayer } from '../../../shared/domain/newLayer'
import { DEFAULT_TRAINING } from '../../../shared/domain/trainingSpec'
import { planOrthogonal } from './orthogonalPlan'

const range = { kind: 'float', low: 0.1, high: 0.9, scale: 'linear' } as const
const designOf = (search: Design['search']): Design => ({
  layers: [newLayer('output', 'output')],
  training: DEFAULT_TRAINING,
  search,
})

describe('planOrthogonal', () => {
  it('names the array and the trials it saves', () => {
    const search = {
      'training.learningRate': range,
      'training.beta1': range,
      'training.beta2': range,
      'training.batchSize': { kind: 'choice' as const, values: [16, 32, 64] },
    }
    expect(planOrthogonal(designOf(search), 3)).toEqual({
      ...{ array: 'L9', trials: 9, gridTrials: 81, factors: 4, irregular: 0 },
    })
  })

  it('has nothing to say where nothing varies, or cannot', () => {
    expect(planOrthogonal(designOf({}), 3)).toBeNull()
    expect(planOrthogonal(designOf({ 'training.epochs': { ...range, low: 2, high: 1 } }), 3)).toBeNull()
  })
})
