import { flushPromises } from '@vue/test-utils'
import * as v from 'valibot'
import { afterEach, describe, expect, it } from 'vitest'
import { DatasetId, ModelId, ProjectId, StudyId } from '@shared/domain/ids'
import type { ProjectCard } from '@shared/domain/project'
import type { SampleCard } from '@shared/domain/sample'
import { useProjectsStore, useToastStore } from '@renderer/stores'
import type { Answers } from '@renderer/testing/fakeApi'
import { mountScreen } from '@renderer/testing/mountScreen'
import HomePage from './HomePage.vue'

const projectId = v.parse(ProjectId, 'project01')
const card: ProjectCard = {
  id: projectId,
  name: 'Titanic',
  createdAt: 0,
  datasetCount: 2,
  studyCount: 1,
  trialCount: 1,
  runningCount: 0,
  best: { metric: 'accuracy', value: 0.8341 },
  changedAt: 0,
}
const sample: SampleCard = {
  id: 'iris',
  topics: ['tables'],
  difficulty: 'first',
  minutes: 1,
  parts: [
    {
      id: 'flowers',
      kind: 'table',
      origin: 'shipped',
      accepts: null,
      rowCount: 150,
      credit: 'UCI',
      studies: [{ id: 'search', trials: 30 }],
    },
  ],
}
const answers: Answers = {
  'project:list': () => [card],
  'sample:list': () => [sample],
  'sample:open': () => ({
    projectId,
    datasetId: v.parse(DatasetId, 'dataset01'),
    modelId: v.parse(ModelId, 'model0001'),
    studyId: v.parse(StudyId, 'study0001'),
  }),
}

async function mountHome(more: Answers = {}) {
  const screen = await mountScreen(HomePage, { answers: { ...answers, ...more } })
  await useProjectsStore().load()
  await flushPromises()
  return screen
}

afterEach(() => {
  document.body.innerHTML = ''
})

describe('HomePage', () => {
  it('says of a project what it reached and what is in it', async () => {
    const { wrapper } = await mountHome()
    expect(wrapper.text()).toContain('83.4 %')
    expect(wrapper.text()).toContain('2 datasets · 1 study · 1 trial')
  })

  it('offers the next step where there is no project', async () => {
    const { wrapper } = await mountHome({ 'project:list': () => [] })
    expect(wrapper.text()).toContain('No projects yet')
    expect(wrapper.text()).toContain('Import data')
  })

  it('opens a sample with one click, on its study', async () => {
    const { wrapper, router, connection } = await mountHome()
    await wrapper.get('button.sample').trigger('click')
    await flushPromises()
    expect(connection.calls).toContainEqual({
      channel: 'sample:open',
      input: { id: 'iris', name: 'Iris', language: 'en', ticket: expect.any(String) as string },
    })
    expect(router.currentRoute.value).toMatchObject({ name: 'study', params: { studyId: 'study0001' } })
  })

  it('removes at once and takes it back on Undo', async () => {
    let isThere = true
    const { wrapper } = await mountHome({
      'project:list': () => (isThere ? [card] : []),
      'project:remove': () => {
        isThere = false
        return null
      },
      'project:restore': () => {
        isThere = true
        return null
      },
    })
    const menu = wrapper.get('[aria-label="Actions for Titanic"]')
    await menu.trigger('click')
    await flushPromises()
    const remove = [...document.querySelectorAll<HTMLElement>('[role=menuitem]')].find(
      ({ textContent }) => textContent.trim() === 'Remove',
    )
    remove?.click()
    await flushPromises()
    expect(wrapper.text()).not.toContain('Titanic')
    useToastStore().items[0]?.action?.()
    await flushPromises()
    expect(wrapper.text()).toContain('Titanic')
  })
})
