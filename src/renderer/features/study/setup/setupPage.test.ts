import { flushPromises, type DOMWrapper, type VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { mountScreen } from '@renderer/testing/mountScreen'
import { useProjectStore } from '@renderer/stores'
import type { ColumnProfile } from '@shared/domain/column'
import type { Dataset } from '@shared/domain/dataset'
import type { ModelCheck } from '@shared/domain/modelCheck'
import type { StudyPlan } from '@shared/domain/study'
import { CHECK, DATASET, MODEL, studySummary } from '../testing/project'
import StudySetupPage from './StudySetupPage.vue'

const mounted: VueWrapper[] = []

async function open(check: ModelCheck = CHECK, dataset: Dataset = DATASET) {
  const screen = await mountScreen(StudySetupPage, {
    at: `/projects/${MODEL.projectId}/studies/new`,
    answers: {
      'project:list': () => [],
      'study:list': () => [],
      'dataset:list': () => [dataset],
      'model:list': () => [MODEL],
      'model:check': () => check,
      'study:create': () => studySummary({ state: 'ready' }),
    },
  })
  mounted.push(screen.wrapper)
  await useProjectStore().open(MODEL.projectId)
  await flushPromises()
  const body = () => document.body
  const press = async (words: string) => {
    const button = [...body().querySelectorAll('button')].find((one) =>
      (one.getAttribute('aria-label') ?? one.textContent).trim().includes(words),
    )
    button?.click()
    await flushPromises()
  }
  const created = async () => {
    await press('Create only')
    const call = screen.connection.calls.findLast(({ channel }) => channel === 'study:create')
    return (call?.input as { plan: StudyPlan } | undefined)?.plan
  }
  const choose = async (id: string) => {
    const radio = body().querySelector<HTMLInputElement>(`input[name="strategy"][value="${id}"]`)
    radio?.click()
    await flushPromises()
  }
  const isOff = (id: string) =>
    body().querySelector<HTMLInputElement>(`input[name="strategy"][value="${id}"]`)?.disabled
  return { ...screen, press, created, choose, isOff }
}

const fieldOf = (labelled: string): HTMLInputElement | undefined => {
  const label = [...document.body.querySelectorAll('label')].find((one) => one.textContent === labelled)
  return document.body.querySelector<HTMLInputElement>(`#${CSS.escape(label?.htmlFor ?? '')}`) ?? undefined
}

async function type(labelled: string, text: string): Promise<void> {
  const input = fieldOf(labelled)
  if (input === undefined) throw new TypeError(`no field ${labelled}`)
  input.value = text
  input.dispatchEvent(new Event('input'))
  await flushPromises()
}

describe('StudySetupPage', () => {
  afterEach(() => {
    for (const wrapper of mounted.splice(0)) wrapper.unmount()
    document.body.innerHTML = ''
  })

  it('lets Fettle choose, and leaves everything else as usual', async () => {
    const { wrapper, created } = await open()
    expect(wrapper.text()).toContain('Let Fettle choose')
    const plan = await created()
    expect(plan?.sampler).toEqual({ kind: 'auto', seed: 1 })
    expect(plan).not.toHaveProperty('pruner')
    expect(plan).not.toHaveProperty('furtherObjectives')
    expect(plan).not.toHaveProperty('repeats')
  })

  it('explains a strategy where it is chosen, with its settings', async () => {
    const { press, choose, created } = await open()
    await press('All strategies')
    await choose('kind.tpe')
    expect(document.body.textContent).toContain('Looks at what good trials have in common')
    await type('Trials before it learns', '15')
    await press('Done')
    expect((await created())?.sampler).toEqual({ kind: 'tpe', mode: 'multivariate', startup: 15, seed: 1 })
  })

  it('knows schedules by their names', async () => {
    const { press, choose, created, wrapper } = await open()
    await press('All strategies')
    await choose('preset.bohb')
    expect(wrapper.text()).toContain('BOHB')
    const plan = await created()
    expect(plan?.sampler.kind).toBe('tpe')
    expect(plan?.pruner).toEqual({ kind: 'hyperband', minSteps: 1, factor: 3 })
  })

  it('finds strategies by what is said of them', async () => {
    const { press } = await open()
    await press('All strategies')
    await type('Find a strategy', 'taguchi')
    const names = [...document.body.querySelectorAll('.item-name')].map((name) => name.textContent)
    expect(names).toEqual(['Orthogonal array'])
  })

  it('says where one class hides behind accuracy, and offers what tells more', async () => {
    const top = [
      { value: '1', count: 170 },
      { value: '2', count: 6 },
      { value: '3', count: 2 },
    ]
    const grower: ColumnProfile = {
      name: 'grower',
      index: 1,
      suggestedType: 'category',
      missing: 0,
      distinct: 3,
      values: { kind: 'values', top },
      association: null,
    }
    const uneven = { ...DATASET, latest: { ...DATASET.latest, profiles: [grower] } }
    const { wrapper, press, created } = await open(CHECK, uneven)
    expect(wrapper.text()).toContain('Always saying “1” has an accuracy of 95.5 % already')
    await press('Take balanced accuracy')
    expect(wrapper.text()).not.toContain('Always saying')
    expect((await created())?.objective.metric).toBe('balancedAccuracy')
  })

  it('keeps strategies of one objective from a study of several, and says why', async () => {
    const { press, isOff, created } = await open()
    await press('Add an objective')
    await press('All strategies')
    expect(isOff('kind.gp')).toBe(true)
    expect(isOff('kind.nsga2')).toBe(false)
    expect(document.body.textContent).toContain('Follows one objective; this study has several.')
    expect((await created())?.furtherObjectives).toEqual([{ measure: 'weights', direction: 'minimize' }])
  })

  it('does not make a study whose strategy cannot work', async () => {
    const { press, choose, wrapper } = await open()
    await press('All strategies')
    await choose('kind.gp')
    await press('Add an objective')
    const create = wrapper
      .findAll('button')
      .find((button): button is DOMWrapper<HTMLButtonElement> => button.text() === 'Create only')
    expect(create?.attributes('disabled')).toBeDefined()
  })

  it('ends at a plateau, and trains with several seeds, where that is said', async () => {
    const { press, created } = await open()
    await press('When else it ends')
    await type('Trials without a better one', '20')
    await press('Seeds and finalists')
    await type('Seeds a trial', '3')
    const plan = await created()
    expect(plan?.stops).toEqual({ target: null, plateau: { trials: 20, minImprovement: 0 } })
    expect(plan?.repeats).toEqual({ seeds: 3, finalists: null })
  })
})
