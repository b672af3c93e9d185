import { describe, expect, it } from 'vitest'
import { trialRow } from '../testing/trialRow'
import { LiveTrials } from './liveTrials'

const step = (number: number) => ({ step: number, train: { loss: 1 / number }, validation: {} })
const [one, two] = [trialRow(1), trialRow(2)]

describe('LiveTrials', () => {
  it('puts a changed row in its place and a new one at the end', () => {
    const trials = new LiveTrials()
    trials.replaceAll([one])
    trials.merge([trialRow(1, { value: 0.5 }), two])
    expect(trials.rows.map((row) => [row.number, row.value])).toEqual([
      [1, 0.5],
      [2, 0.9],
    ])
    expect(trials.get(two.id)).toBe(two)
  })

  it('knows the parameters of all trials', () => {
    const trials = new LiveTrials()
    trials.replaceAll([trialRow(1, { assignment: { a: 1 } }), trialRow(2, { assignment: { b: 1 } })])
    expect([...trials.names]).toEqual(['a', 'b'])
  })

  it('keeps epochs in order and once, when an answer overlaps with events', () => {
    const trials = new LiveTrials()
    trials.merge([one])
    trials.addSteps(one.id, [step(3), step(4)])
    trials.addSteps(one.id, [step(1), step(2), step(3)])
    expect(trials.stepsOf(one.id).map((known) => known.step)).toEqual([1, 2, 3, 4])
  })

  it('forgets the epochs of a trial that is tried again', () => {
    const trials = new LiveTrials()
    trials.merge([one])
    trials.addSteps(one.id, [step(1)])
    trials.merge([trialRow(1, { attempt: 2, state: 'running' })])
    expect(trials.stepsOf(one.id)).toEqual([])
  })

  it('takes ten thousand rows and changes to them', () => {
    const trials = new LiveTrials()
    trials.replaceAll(
      Array.from(
        { length: 10_000 },
        (_, index) => ({ ...one, id: `trial-${String(index)}`, number: index }) as typeof one,
      ),
    )
    trials.merge([{ ...one, id: 'trial-9999' as typeof one.id, value: 0.1 }])
    expect(trials.rows).toHaveLength(10_000)
    expect(trials.rows.at(-1)?.value).toBe(0.1)
  })
})
