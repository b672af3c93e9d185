import { flushPromises } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { useProjectStore } from '@renderer/stores'
import { mountScreen } from '@renderer/testing/mountScreen'
import { DATASET, MODEL } from '../study/testing/project'
import ModelListPage from './ModelListPage.vue'

async function open(query: string) {
  const screen = await mountScreen(ModelListPage, {
    at: `/projects/${MODEL.projectId}/models${query}`,
    answers: {
      'project:list': () => [],
      'study:list': () => [],
      'backbone:list': () => [],
      'dataset:list': () => [DATASET],
      'model:list': () => [],
    },
  })
  await useProjectStore().open(MODEL.projectId)
  await flushPromises()
  return screen
}

describe('ModelListPage', () => {
  afterEach(() => {
    document.body.innerHTML = ''
  })

  it('opens the templates at once for who comes from a dataset to build a model', async () => {
    const { router } = await open(`?build=${DATASET.id}`)
    const dialog = document.querySelector('[role=dialog]')
    expect(dialog?.textContent).toContain(`Fits ${DATASET.name}`)
    expect(router.currentRoute.value.query).toEqual({})
  })

  it('waits to be asked otherwise', async () => {
    await open('')
    expect(document.querySelector('[role=dialog]')).toBeNull()
  })
})
