import { flushPromises, type VueWrapper } from '@vue/test-utils'
import * as v from 'valibot'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { useProjectStore } from '@renderer/stores'
import { mountScreen } from '@renderer/testing/mountScreen'
import type { Dataset } from '@shared/domain/dataset'
import { Design } from '@shared/domain/design'
import type { ModelCheck } from '@shared/domain/modelCheck'
import { newStep } from '@shared/domain/recipe'
import { CHECK, DATASET, MODEL } from '../study/testing/project'
import { flatLayers } from './design/layerTree'
import ModelPage from './ModelPage.vue'

const mounted: VueWrapper[] = []

async function open(check: ModelCheck = CHECK, dataset: Dataset = DATASET) {
  const screen = await mountScreen(ModelPage, {
    at: `/projects/${MODEL.projectId}/models/${MODEL.id}`,
    answers: {
      'project:list': () => [],
      'study:list': () => [],
      'dataset:list': () => [dataset],
      'model:list': () => [MODEL],
      'model:get': () => MODEL,
      'model:check': () => check,
      'model:save': (input) => ({ ...MODEL, design: v.parse(Design, input.design) }),
    },
  })
  mounted.push(screen.wrapper)
  await useProjectStore().open(MODEL.projectId)
  await vi.advanceTimersByTimeAsync(300)
  const press = async (label: RegExp) => {
    const button = screen.wrapper
      .findAll('button')
      .find((candidate) => label.test(candidate.attributes('aria-label') ?? candidate.text()))
    await button?.trigger('click')
  }
  const settle = async () => {
    await vi.advanceTimersByTimeAsync(1000)
    await flushPromises()
  }
  const saved = () =>
    screen.connection.calls
      .filter((call) => call.channel === 'model:save')
      .map((call) => (call.input as { design: Design }).design)
  return { ...screen, press, settle, saved }
}

describe('ModelPage', () => {
  beforeEach(() => {
    vi.useFakeTimers()
    return () => {
      // What a test leaves behind would hear the keys of the next one.
      for (const wrapper of mounted.splice(0)) wrapper.unmount()
      vi.useRealTimers()
      document.body.innerHTML = ''
    }
  })

  it('shows every layer with its live shape and weights', async () => {
    const { wrapper } = await open()
    const text = wrapper.text()
    expect(text).toContain('1 column of Wine')
    expect(text).toContain('out 16 … 256')
    expect(text).toContain('32 … 512 weights')
    expect(text).toContain('3 (classes)')
    expect(text).toContain('16 to 256, log')
  })

  it('lets the study search a setting where it stands, and saves it a moment later', async () => {
    const { wrapper, press, settle, saved } = await open()
    await press(/^Dropout rate is fixed/)
    expect(wrapper.text()).toContain('0 to 0.5')
    expect(saved()).toEqual([])
    await settle()
    expect(saved().at(-1)?.search).toHaveProperty(['dropout.rate'])
    expect(wrapper.text()).toContain('Saved')
  })

  it('copies the layer that has the focus by the keys of the system, and pastes it below', async () => {
    const { wrapper, settle, saved } = await open()
    const fire = (type: 'copy' | 'paste', text = '') => {
      const clipboardData = new DataTransfer()
      if (text !== '') clipboardData.setData('text/plain', text)
      const event = new Event(type, { bubbles: true, cancelable: true })
      Object.assign(event, { clipboardData })
      document.dispatchEvent(event)
      return clipboardData.getData('text/plain')
    }
    wrapper.find('[data-layer="hidden"]').element.dispatchEvent(new Event('focusin', { bubbles: true }))
    const text = fire('copy')
    fire('paste', 'what lay there before')
    await settle()
    expect(saved()).toEqual([])
    fire('paste', text)
    await settle()
    const ids = flatLayers(saved().at(-1)?.layers ?? []).map(({ id }) => id)
    expect(ids).toEqual(['stack', 'hidden', 'hidden2', 'dropout', 'output'])
    expect(saved().at(-1)?.search['hidden2.units']).toEqual(MODEL.design.search['hidden.units'])
  })

  it('lets the study search a setting of the data, which the data decide while it is fixed', async () => {
    const plan = { ...DATASET.latest.plan, recipe: [newStep('select', 'select', 'numbers')] }
    const { wrapper, press, settle, saved } = await open(CHECK, {
      ...DATASET,
      latest: { ...DATASET.latest, plan },
    })
    expect(wrapper.text()).toContain('Select inputs')
    await press(/^Inputs kept is fixed/)
    expect(wrapper.text()).toContain('4 to 64, log')
    await settle()
    expect(saved().at(-1)).toMatchObject({
      data: [{ kind: 'select', id: 'select', count: 10 }],
      search: { 'data.select.count': { kind: 'integer' } },
    })
    await press(/^Inputs kept varies/)
    await settle()
    expect(saved().at(-1)).not.toHaveProperty('data')
  })

  it('lets settings of equally many values vary together', async () => {
    const { wrapper, press, settle, saved } = await open()
    await press(/^Dropout rate is fixed/)
    await press(/^Batch size is fixed/)
    await press(/^Let settings vary together/)
    expect(wrapper.text()).toContain('Only settings with a list of values can vary together')
    await press(/^Optimizer is fixed/)
    const chips = () => wrapper.findAll('fieldset button')
    for (const domain of wrapper.findAll('button.domain')) await domain.trigger('click')
    for (const label of wrapper.findAll('label').filter((one) => one.text() === 'Choices'))
      await label.find('input').setValue()
    expect(chips().length).toBeGreaterThan(1)
    await chips()[0]?.trigger('click')
    await chips()[1]?.trigger('click')
    await press(/^Let them vary together/)
    await settle()
    expect(saved().at(-1)?.coupled?.[0]).toHaveLength(2)
  })

  it('takes constraints, and says below them what is wrong', async () => {
    const { wrapper, press, settle, saved } = await open({
      ...CHECK,
      diagnostics: [
        {
          code: 'space/constraint-name',
          path: 'constraints',
          details: { index: 0, constraint: 'unit < 9', name: 'unit', nearest: 'hidden.units' },
        },
      ],
    })
    await press(/^Dropout rate is fixed/)
    await press(/^Add a constraint/)
    await wrapper.find('input[placeholder^="as hidden.units"]').setValue('unit < 9')
    await settle()
    expect(saved().at(-1)?.constraints).toEqual(['unit < 9'])
    expect(wrapper.find('.constraints [role="alert"]').text()).toContain('hidden.units')
    await press(/^Write dropout.rate into the constraint/)
    await settle()
    expect(saved().at(-1)?.constraints).toEqual(['unit < 9 dropout.rate '])
    await press(/^Remove constraint 1/)
    await settle()
    expect(saved().at(-1)).not.toHaveProperty('constraints')
  })

  it('keeps choices in an order that means something', async () => {
    const { wrapper, press, settle, saved } = await open()
    await press(/^Optimizer is fixed/)
    await wrapper.findAll('[role="switch"]').at(-1)?.trigger('click')
    await press(/^Move Adam back/)
    await settle()
    const domain = saved().at(-1)?.search['training.optimizer']
    expect(domain).toMatchObject({ kind: 'choice', isOrdered: true })
    expect(domain?.kind === 'choice' && domain.values.indexOf('adam')).toBe(1)
  })

  it('undoes an edit by keyboard', async () => {
    const { wrapper, press } = await open()
    await press(/^Units varies/)
    expect(wrapper.text()).not.toContain('16 to 256, log')
    window.dispatchEvent(new KeyboardEvent('keydown', { key: 'z', ctrlKey: true }))
    await flushPromises()
    expect(wrapper.text()).toContain('16 to 256, log')
  })

  it('says a problem at its layer and does not go on to the study', async () => {
    const problem = {
      code: 'model/too-large',
      path: 'hidden',
      details: { weights: 9e9, limit: 1e9 },
    } as const
    const { wrapper } = await open({ ...CHECK, diagnostics: [problem] })
    expect(wrapper.find('[aria-label="Dense"] [role="alert"]').text()).toContain('more than fits into memory')
    const setUp = wrapper.findAll('button').find((button) => button.text() === 'Set up the study')
    expect(setUp?.attributes('disabled')).toBeDefined()
  })

  it('saves what is not saved yet when it is left', async () => {
    const { wrapper, press, saved } = await open()
    await press(/^Dropout rate is fixed/)
    wrapper.unmount()
    await flushPromises()
    expect(saved()).toHaveLength(1)
  })
})
