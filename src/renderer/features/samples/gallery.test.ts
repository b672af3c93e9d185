import { flushPromises } from '@vue/test-utils'
import * as v from 'valibot'
import { afterEach, describe, expect, it } from 'vitest'
import { DatasetId, ModelId, ProjectId, StudyId } from '@shared/domain/ids'
import type { SampleCard } from '@shared/domain/sample'
import type { Answers } from '@renderer/testing/fakeApi'
import { mountScreen } from '@renderer/testing/mountScreen'
import GalleryPage from './GalleryPage.vue'
import SampleNote from './SampleNote.vue'
import SamplePage from './SamplePage.vue'

const part: SampleCard['parts'][number] = {
  ...{ id: 'reviews', kind: 'text', origin: 'made', accepts: 'file', rowCount: 2000, credit: null },
  studies: [{ id: 'convolution', trials: 12 }],
}
const cards: SampleCard[] = [
  { id: 'filmReviews', topics: ['text'], difficulty: 'middle', minutes: 5, parts: [part] },
  { id: 'iris', topics: ['tables'], difficulty: 'first', minutes: 1, parts: [{ ...part, id: 'flowers' }] },
]
const answers: Answers = {
  'sample:list': () => cards,
  'project:list': () => [],
  'sample:ofProject': () => 'filmReviews',
  'sample:open': () => ({
    projectId: v.parse(ProjectId, 'project01'),
    datasetId: v.parse(DatasetId, 'dataset01'),
    modelId: v.parse(ModelId, 'model0001'),
    studyId: v.parse(StudyId, 'study0001'),
  }),
}

afterEach(() => {
  document.body.innerHTML = ''
})

describe('GalleryPage', () => {
  it('shows what is about the chosen topics', async () => {
    const { wrapper } = await mountScreen(GalleryPage, { answers })
    await flushPromises()
    expect(wrapper.text()).toContain('Film reviews')
    expect(wrapper.text()).toContain('Iris')
    await wrapper.findAll('button.chip')[0]?.trigger('click')
    expect(wrapper.text()).not.toContain('Film reviews')
    expect(wrapper.text()).toContain('Iris')
  })
})

describe('SamplePage', () => {
  it('opens with its guide read and goes to the study', async () => {
    const { wrapper, router, connection } = await mountScreen(SamplePage, {
      answers,
      at: '/samples/filmReviews',
    })
    await flushPromises()
    expect(wrapper.text()).toContain('embedding')
    expect(wrapper.text()).toContain('IMDB')
    const open = wrapper.findAll('button').find((button) => button.text() === 'Open')
    await open?.trigger('click')
    await flushPromises()
    expect(connection.calls).toContainEqual({
      channel: 'sample:open',
      input: {
        ...{ id: 'filmReviews', name: 'Film reviews', language: 'en' },
        ticket: expect.any(String) as string,
      },
    })
    expect(router.currentRoute.value).toMatchObject({ name: 'study', params: { studyId: 'study0001' } })
  })
})

describe('SampleNote', () => {
  it('keeps the guide readable in the project', async () => {
    const { wrapper } = await mountScreen(SampleNote, { answers, props: { projectId: 'project01' } })
    await flushPromises()
    expect(wrapper.text()).toContain('From the sample “Film reviews”')
  })
})
