import { describe, expect, it } from 'vitest'
import { createSampler, type Pruner, spaceOfFile } from '../../../search'
import { Conversation, type ConversationOptions } from './conversation'

const SPACE = spaceOfFile({
  parameters: [
    { name: 'units', type: 'integer', low: 1, high: 4, log: false, when: null },
    { name: 'optimizer', type: 'categorical', choices: ['adam', 'sgd'], when: null },
  ],
})
const GO_ON: Pruner = { nextHalt: () => null, judge: () => ({ kind: 'continue' }), next: () => null }

function talk(change: Partial<ConversationOptions> = {}) {
  const task = { space: SPACE, objectives: 1, trials: null, parallel: 1 }
  const conversation = new Conversation({
    ...{ space: SPACE, pruner: GO_ON, directions: ['minimize'], steps: 1, isFeasible: () => true },
    sampler: createSampler(task, { kind: 'random', seed: 1 }),
    ...change,
  })
  return (message: unknown) => conversation.answer(JSON.stringify(message))
}

describe('a conversation', () => {
  it('gives out trials counted from 0, the defaults first', () => {
    const say = talk()
    expect(say({ ask: 1 })).toEqual([{ trial: 0, parameters: { units: 3, optimizer: 'adam' } }])
    expect(say({ ask: 2 })).toMatchObject([{ trial: 1 }, { trial: 2 }])
  })

  it('says nothing to what it is told, and the best on request', () => {
    const say = talk()
    say({ ask: 3 })
    expect(say({ tell: { trial: 0, value: 0.3 } })).toEqual([])
    expect(say({ tell: { trial: 2, value: 0.1 } })).toEqual([])
    expect(say({ tell: { trial: 1, state: 'failed' } })).toEqual([])
    expect(say({ best: 1 })).toMatchObject([{ trial: 2, value: 0.1 }])
    expect(say({ best: 5 })).toMatchObject([{ trial: 2 }, { trial: 0 }])
  })

  it('takes the highest for the best where values are maximised', () => {
    const say = talk({ directions: ['maximize'] })
    say({ ask: 2 })
    say({ tell: { trial: 0, value: 0.3 } })
    say({ tell: { trial: 1, value: 0.7 } })
    expect(say({ best: 1 })).toMatchObject([{ trial: 1, value: 0.7 }])
  })

  it('says when a finite space is used up', () => {
    const answers = talk()({ ask: 10 })
    expect(answers).toHaveLength(9)
    expect(answers.at(-1)).toEqual({ exhausted: true })
  })

  it('learns from results from elsewhere, and does not propose them again', () => {
    const say = talk()
    expect(say({ tell: { parameters: { units: 3, optimizer: 'sgd' }, value: 2 } })).toEqual([])
    expect(say({ tell: { parameters: { units: 3 }, value: 2 } })).toMatchObject([{ error: /exactly/ }])
    const parameters = say({ ask: 20 }).map((answer) => ('parameters' in answer ? answer.parameters : null))
    expect(parameters).not.toContainEqual({ units: 3, optimizer: 'sgd' })
  })

  it('passes reports on to the pruner', () => {
    const pruner: Pruner = {
      ...GO_ON,
      judge: ({ curve }) =>
        (curve.at(-1)?.values[0] ?? 0) > 1
          ? { kind: 'prune', reason: { code: 'pruned/threshold', details: {} } }
          : { kind: 'continue' },
    }
    const say = talk({ pruner })
    say({ ask: 1 })
    expect(say({ report: { trial: 0, step: 1, value: 0.5 } })).toEqual([{ trial: 0, prune: false }])
    expect(say({ report: { trial: 0, step: 1, value: 0.5 } })).toMatchObject([{ error: /already/ }])
    expect(say({ report: { trial: 0, step: 2, value: 2 } })).toMatchObject([{ trial: 0, prune: true }])
  })

  it('answers what it cannot use with an error that changes nothing', () => {
    const say = talk()
    say({ ask: 1 })
    for (const nonsense of [
      { tell: { trial: 7, value: 1 } },
      { tell: { trial: 0, value: [1, 2] } },
      { tell: { trial: 0, value: 'low' } },
      { ask: 0 },
      'hello',
    ])
      expect(say(nonsense)).toMatchObject([{ error: expect.any(String) as string }])
    say({ tell: { trial: 0, value: 1 } })
    expect(say({ tell: { trial: 0, value: 2 } })).toMatchObject([{ error: /already/ }])
    expect(say({ best: 1 })).toMatchObject([{ value: 1 }])
  })
})
