import { describe, expect, it } from 'vitest'
import { pastTrial } from '../../../../test/support/search'
import type { StopRules } from '../../../shared/domain/search/studyRules'
import type { PastTrial } from '../../search'
import { findStop } from './studyStops'
import { ACCURACY, RMSE } from './testing/rows'

/** Complete trials with these values, all minimised; null: pruned, NaN: failed. */
const trials = (...values: (number | null)[]): PastTrial[] =>
  values.map((value, index) => {
    if (value === null) return pastTrial(index + 1, {}, { state: 'pruned', values: [0] })
    if (Number.isNaN(value)) return pastTrial(index + 1, {}, { state: 'failed' })
    return pastTrial(index + 1, {}, { values: [value] })
  })
const rmse = (stops: Partial<StopRules>, history: PastTrial[]) =>
  findStop({ objective: RMSE, stops: { target: null, plateau: null, ...stops } }, history)
const plateau = { trials: 3, minImprovement: 0.1 }

describe('findStop', () => {
  it('goes on without rules', () => {
    expect(findStop({ objective: RMSE }, trials(0, 0, 0))).toBeNull()
    expect(rmse({}, trials(0, 0, 0))).toBeNull()
  })

  it('ends with the first trial that reaches the target, whatever came after', () => {
    expect(rmse({ target: 0.5 }, trials(0.9, 0.51, 0.7))).toBeNull()
    expect(rmse({ target: 0.5 }, trials(0.9, 0.5, 0.1))).toEqual({
      code: 'stop/target',
      details: { trial: 2, value: 0.5, target: 0.5 },
    })
  })

  it('takes no pruned trial and no result of another study for the target', () => {
    expect(rmse({ target: 0.5 }, [pastTrial(0, {}, { values: [0.1] }), ...trials(null, NaN)])).toBeNull()
  })

  it('reaches upwards where more is better', () => {
    const stops = { target: 0.9, plateau: null }
    expect(findStop({ objective: ACCURACY, stops }, trials(-0.8))).toBeNull()
    expect(findStop({ objective: ACCURACY, stops }, trials(-0.8, -0.95))?.details).toEqual({
      trial: 2,
      value: 0.95,
      target: 0.9,
    })
  })

  it('ends on a plateau with the best trial and how many came since', () => {
    expect(rmse({ plateau }, trials(1, 0.5, 0.6, 0.45))).toBeNull()
    expect(rmse({ plateau }, trials(1, 0.5, 0.6, 0.45, 0.41))).toEqual({
      code: 'stop/plateau',
      details: { trial: 2, value: 0.5, trials: 3, minImprovement: 0.1 },
    })
    expect(rmse({ plateau }, trials(1, 0.5, 0.6, 0.45, 0.39))).toBeNull()
  })

  it('holds an equal value for no improvement, even where none is asked for', () => {
    const any = { trials: 2, minImprovement: 0 }
    expect(rmse({ plateau: any }, trials(0.5, 0.5, 0.5))).not.toBeNull()
    expect(rmse({ plateau: any }, trials(0.5, 0.5, 0.4999))).toBeNull()
  })

  it('counts pruned trials, and leaves failed and running ones out', () => {
    expect(rmse({ plateau }, trials(0.5, null, null, NaN))).toBeNull()
    expect(rmse({ plateau }, trials(0.5, null, NaN, null, null))?.details).toMatchObject({ trials: 3 })
    expect(rmse({ plateau }, [...trials(0.5, 0.6, 0.6), pastTrial(4, {}, { state: 'running' })])).toBeNull()
    expect(rmse({ plateau }, trials(null, null, null, null))).toBeNull()
  })

  it('goes on with several objectives while a trial is best in its own way', () => {
    const pair = (number: number, ...values: number[]) => pastTrial(number, {}, { values })
    const history = [pair(1, 1, 1), pair(2, 2, 2), pair(3, 1, 2)]
    expect(rmse({ plateau }, [...history, pair(4, 3, 0)])).toBeNull()
    expect(rmse({ plateau }, [...history, pair(4, 1, 1)])?.code).toBe('stop/plateau')
  })
})
