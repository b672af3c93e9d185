import { flushPromises } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { freeNetwork, runExample } from '../../../main/compiler/example'
import type { InvokeInput, InvokeOutput } from '@shared/contract/invokes'
import { AppError } from '@shared/errors/appError'
import { mountScreen } from '@renderer/testing/mountScreen'
import LearnPage from './LearnPage.vue'

type Asked = InvokeInput<'example:run'>

/** As the core does it, with the numbers that are asked for. */
function answer({ source, changes, training }: Asked): InvokeOutput<'example:run'> {
  if (source.kind !== 'free' || !training) throw new AppError('example/no-target')
  const { inputs = {}, target, weights = {} } = changes
  const learns = { ...training, momentum: training.momentum ?? 0.9 }
  const request = {
    ...freeNetwork(source.network),
    training: learns,
    row: inputs,
    target: target ?? [],
    weights,
  }
  return { example: runExample(request), rowCount: 0 }
}

async function mountLearn(run: (asked: Asked) => InvokeOutput<'example:run'> = answer) {
  const asked: Asked[] = []
  const { wrapper: screen } = await mountScreen(LearnPage, {
    at: '/learn',
    answers: {
      'example:run': (input) => {
        asked.push(input as Asked)
        return run(input as Asked)
      },
    },
  })
  await flushPromises()
  return { screen, asked }
}

describe('the worked example', () => {
  it('begins with the published network of 2, 2 and 1 units, its first sum and its loss', async () => {
    const { screen } = await mountLearn()
    expect(screen.text()).toContain('The sums of hidden')
    expect(screen.text()).toContain('0.3775')
    expect(screen.text()).toContain('Loss 0.54962')
    expect(screen.findAll('math').length).toBeGreaterThan(1)
    expect(screen.findAll('.node')).toHaveLength(5)
  })

  it('goes on step by step, and to the next training step behind the last one', async () => {
    const { screen } = await mountLearn()
    const next = screen.findAll('button').find((button) => button.text().startsWith('Next'))
    for (let turn = 0; turn < 6; turn++) await next?.trigger('click')
    expect(screen.text()).toContain('The loss: how far it is from the target')
    for (let turn = 0; turn < 15; turn++) await next?.trigger('click')
    expect(screen.text()).toContain('Training step 2 of 10')
  })

  it('works everything out anew when the learning rate is another', async () => {
    const { screen, asked } = await mountLearn()
    const field = screen.findAll('input').find((input) => (input.element as HTMLInputElement).value === '0.5')
    await field?.setValue('0.1')
    await flushPromises()
    expect(asked.at(-1)?.training?.learningRate).toBe(0.1)
  })

  it('says what is wrong and offers another try', async () => {
    const { screen } = await mountLearn(() => {
      throw new AppError('example/too-large', { count: 9000, limit: 6000 })
    })
    expect(screen.text()).toContain('too large to be worked through')
  })
})
