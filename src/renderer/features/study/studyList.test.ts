import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fakeCanvas } from '@renderer/charts/testing/fakeCanvas'
import { mountScreen } from '@renderer/testing/mountScreen'
import { useActivityStore, useProjectStore } from '@renderer/stores'
import type { StudySummary } from '@shared/domain/study'
import StudyListPage from './StudyListPage.vue'
import { DATASET, MODEL, studySummary } from './testing/project'
import { trialRow } from './testing/trialRow'

const [WIDE, DEEP] = ['study-wide', 'study-deep'] as const

function doneStudy(id: string, name: string, value: number): StudySummary {
  const best = { trialId: 'trial-0001', number: 1, value, finishedAt: 1 }
  return studySummary({ id: id as StudySummary['id'], name, state: 'complete', best })
}

async function open() {
  const studies = [doneStudy(WIDE, 'Wider', 0.9), doneStudy(DEEP, 'Deeper', 0.95)]
  const screen = await mountScreen(StudyListPage, {
    at: `/projects/${DATASET.projectId}/studies`,
    answers: {
      'project:list': () => [],
      'study:list': () => studies,
      'dataset:list': () => [DATASET],
      'model:list': () => [MODEL],
      'annotation:list': () => [],
      'trial:list': ({ studyId }) => [
        trialRow(1, { assignment: { 'hidden.units': studyId === WIDE ? 256 : 32 }, value: 0.9 }),
      ],
    },
  })
  await useProjectStore().open(DATASET.projectId)
  await useActivityStore().load()
  await flushPromises()
  return screen
}

describe('StudyListPage', () => {
  beforeEach(fakeCanvas)
  afterEach(() => {
    document.body.innerHTML = ''
  })

  it('puts chosen studies side by side, with what they reached', async () => {
    const { wrapper } = await open()
    for (const name of ['Wider', 'Deeper'])
      await wrapper.find(`[aria-label="Compare “${name}”"]`).setValue(true)
    await wrapper
      .findAll('button')
      .find((button) => button.text() === 'Compare 2')
      ?.trigger('click')
    await flushPromises()
    const cells = [...document.querySelectorAll('[role="dialog"] tbody tr')].map((line) =>
      [...line.children].map((cell) => cell.textContent.trim()),
    )
    expect(cells).toContainEqual(['Best', '90.0 % Accuracy', '95.0 % Accuracy'])
    expect(document.querySelector('[role="dialog"] td.best')?.textContent).toContain('95.0 %')
  })

  it('asks for the trials once, however often a study that runs tells of itself', async () => {
    const { wrapper, connection } = await open()
    for (const name of ['Wider', 'Deeper'])
      await wrapper.find(`[aria-label="Compare “${name}”"]`).setValue(true)
    await wrapper
      .findAll('button')
      .find((button) => button.text() === 'Compare 2')
      ?.trigger('click')
    await flushPromises()
    connection.emit('study:changed', doneStudy(WIDE, 'Wider', 0.97))
    await flushPromises()
    expect(connection.calls.filter(({ channel }) => channel === 'trial:list')).toHaveLength(2)
    expect(document.querySelector('[role="dialog"] td.best')?.textContent).toContain('97.0 %')
  })

  it('takes studies of Optuna in', async () => {
    const { wrapper } = await open()
    await wrapper
      .findAll('button')
      .find((button) => button.text() === 'Import from Optuna')
      ?.trigger('click')
    await flushPromises()
    expect(document.querySelector('[role="dialog"]')?.textContent).toContain(
      'Drop an Optuna database or journal here',
    )
  })
})
