import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { useProjectStore } from '@renderer/stores'
import { mountScreen } from '@renderer/testing/mountScreen'
import { AppError } from '@shared/errors/appError'
import type { SearchSpace } from '@shared/domain/searchSpace'
import type { CommandPlan } from '@shared/domain/study'
import { MODEL, studySummary } from '../testing/project'
import ProgramSetupPage from './ProgramSetupPage.vue'

const mounted: VueWrapper[] = []
const SPACE: SearchSpace = {
  parameters: [
    {
      name: 'lr',
      domain: { kind: 'float', low: 1e-4, high: 0.1, scale: 'log' },
      default: 0.003,
      condition: null,
    },
  ],
}

async function open({ isRefused = false } = {}) {
  const screen = await mountScreen(ProgramSetupPage, {
    at: `/projects/${MODEL.projectId}/studies/program`,
    answers: {
      'project:list': () => [],
      'study:list': () => [],
      'dataset:list': () => [],
      'model:list': () => [],
      'space:read': () => {
        if (isRefused) throw new AppError('space/file-invalid', { parameter: 'lr', problem: 'is odd' })
        return { space: SPACE, combinations: null, gridSize: null }
      },
      'study:create': () => studySummary({ state: 'ready' }),
      'study:start': () => studySummary({ state: 'running' }),
    },
  })
  mounted.push(screen.wrapper)
  await useProjectStore().open(MODEL.projectId)
  await flushPromises()
  const press = async (words: string) => {
    const button = [...document.body.querySelectorAll('button')].find((one) =>
      (one.getAttribute('aria-label') ?? one.textContent).trim().includes(words),
    )
    button?.click()
    await flushPromises()
  }
  const inputOf = (channel: string) =>
    screen.connection.calls.findLast((call) => call.channel === channel)?.input
  return { ...screen, press, inputOf }
}

function fieldOf(labelled: string): HTMLInputElement {
  const label = [...document.body.querySelectorAll('label')].find((one) => one.textContent === labelled)
  const field = document.body.querySelector<HTMLInputElement>(`#${CSS.escape(label?.htmlFor ?? '')}`)
  return field ?? expect.unreachable(`no field ${labelled}`)
}

async function type(labelled: string, text: string): Promise<void> {
  const field = fieldOf(labelled)
  field.value = text
  field.dispatchEvent(new Event('input'))
  await flushPromises()
}

async function fill(): Promise<void> {
  await type('Command line', 'python "my train.py" --lr {lr}')
  await type('Runs in the folder', '/home/me')
}

describe('ProgramSetupPage', () => {
  afterEach(() => {
    for (const wrapper of mounted.splice(0)) wrapper.unmount()
    document.body.innerHTML = ''
  })

  it('makes a study of a program and goes to it, in a project without data', async () => {
    const { press, inputOf, router } = await open()
    await fill()
    await type('Steps a run', '9')
    await type('Stop at a value of', '0.1')
    await press('Create and start')
    const { plan, name } = inputOf('study:create') as { plan: CommandPlan; name: string }
    expect(name).toBe('my train')
    expect(plan).toEqual({
      command: {
        ...{ line: ['python', 'my train.py', '--lr', '{lr}'], folder: '/home/me', metric: 'val_loss' },
        ...{ steps: 9, timeLimitSeconds: null },
      },
      space: SPACE,
      objective: { metric: 'own.val_loss', direction: 'minimize' },
      sampler: { kind: 'auto', seed: 1 },
      stops: { target: 0.1, plateau: null },
      budget: { trials: 30, parallel: 1, timeLimitSeconds: null },
    })
    expect(inputOf('study:start')).toEqual({ id: 'study-0001' })
    expect(router.currentRoute.value.name).toBe('study')
  })

  it('says what is missing where it is, and starts nothing', async () => {
    const { press, inputOf, wrapper } = await open()
    expect(wrapper.text()).not.toContain('This is missing.')
    await press('Create and start')
    expect(wrapper.text()).toContain('Something is to be mended first.')
    expect(document.activeElement).toBe(fieldOf('Command line'))
    await type('Command line', 'python train.py {units}')
    expect(wrapper.text()).toContain('No parameter is called “units”.')
    await type('Runs in the folder', 'code')
    expect(wrapper.text()).toContain('Give the whole path')
    expect(inputOf('study:create')).toBeUndefined()
  })

  it('takes its parameters from a file', async () => {
    const { press, inputOf } = await open()
    await press('From a file')
    const parameters = [
      { name: 'units', type: 'ordinal', choices: [16, 32] },
      { name: 'rate', type: 'float', low: 0, high: 1, when: { units: [32] } },
    ]
    await type('Or paste it here', JSON.stringify({ parameters }))
    await press('Take it over')
    expect(fieldOf('choices of units').value).toBe('16, 32')
    expect(fieldOf('Values of the condition of rate').value).toBe('32')
    const { json } = inputOf('space:read') as { json: string }
    expect(JSON.parse(json)).toEqual({
      parameters: [parameters[0], { ...parameters[1], when: { parameter: 'units', in: [32] } }],
    })
  })

  it('lets conditions follow a parameter to its new name', async () => {
    const { press, inputOf } = await open()
    await press('From a file')
    const lr = { name: 'lr', type: 'float', low: 0, high: 1 }
    await type(
      'Or paste it here',
      JSON.stringify({ parameters: [lr, { ...lr, name: 'b', when: { parameter: 'lr', atLeast: 0.5 } }] }),
    )
    await press('Take it over')
    await type('Name of lr', 'rate')
    const { json } = inputOf('space:read') as { json: string }
    expect(json).toContain('"when":{"parameter":"rate","atLeast":0.5}')
  })

  it('offers no strategy that needs the weights of other trials', async () => {
    const { press } = await open()
    await type('Steps a run', '20')
    await press('All strategies')
    const population = document.body.querySelector<HTMLInputElement>('input[value="kind.population"]')
    expect(population?.disabled).toBe(true)
    expect(document.body.textContent).toContain('those of a program are its own')
  })

  it('shows why a search space is refused', async () => {
    const { wrapper, press, inputOf } = await open({ isRefused: true })
    expect(wrapper.text()).toContain('The search space cannot be used')
    await fill()
    await press('Create and start')
    expect(inputOf('study:create')).toBeUndefined()
  })
})
