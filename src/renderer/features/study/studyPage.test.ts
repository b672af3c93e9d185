import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeCanvas } from '@renderer/charts/testing/fakeCanvas'
import { mountScreen } from '@renderer/testing/mountScreen'
import type { StudySummary } from '@shared/domain/study'
import type { TrialRow } from '@shared/domain/trial'
import StudyPage from './StudyPage.vue'
import { studySummary } from './testing/project'
import { trialRow } from './testing/trialRow'

async function open(study: StudySummary, rows: readonly TrialRow[]) {
  const screen = await mountScreen(StudyPage, {
    at: `/projects/${study.projectId}/studies/${study.id}`,
    answers: {
      'project:list': () => [],
      'study:list': () => [study],
      'study:get': () => study,
      'study:pause': () => ({ ...study, state: 'paused' }),
      'trial:list': () => [...rows],
      'trial:get': ({ id }) => ({ row: rows.find((row) => row.id === id) ?? trialRow(1), steps: [] }),
    },
  })
  await vi.advanceTimersByTimeAsync(300)
  const board = () =>
    screen.wrapper
      .findAll('[aria-label="Leaderboard"] .rows [role="row"]')
      .map((row) => row.text().replaceAll(/\s+/g, ' '))
  const settle = async () => {
    await vi.advanceTimersByTimeAsync(700)
    await flushPromises()
  }
  return { ...screen, board, settle }
}

describe('StudyPage', () => {
  beforeEach(() => {
    fakeCanvas()
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
    document.body.innerHTML = ''
  })

  it('says that nothing is there yet, and what will be', async () => {
    const { wrapper } = await open(studySummary({ state: 'ready' }), [])
    expect(wrapper.text()).toContain('No trial is complete yet')
    expect(wrapper.text()).toContain('Trials appear here as soon as the study starts.')
    expect(wrapper.findAll('button').map((button) => button.text())).toContain('Start')
  })

  it('puts trials on the board as the core tells of them, the best first', async () => {
    const { board, connection, settle } = await open(studySummary(), [trialRow(1, { value: 0.8 })])
    connection.emit('trials:changed', { studyId: studySummary().id, rows: [trialRow(2, { value: 0.95 })] })
    await settle()
    expect(board().map((row) => row.slice(0, 1))).toEqual(['2', '1'])
    expect(board()[0]).toContain('95.0 %')
  })

  it('says why a trial failed, in words', async () => {
    const reason = { code: 'training/diverged', details: { step: 3 } }
    const { board } = await open(studySummary(), [trialRow(1, { state: 'failed', value: null, reason })])
    expect(board()[0]).toContain('diverged')
  })

  it('filters the board by an expression', async () => {
    const rows = [64, 128, 256].map((units, index) =>
      trialRow(index + 1, { assignment: { 'hidden.units': units } }),
    )
    const { wrapper, board, settle } = await open(
      studySummary({ id: 'study-0003' as StudySummary['id'] }),
      rows,
    )
    await wrapper.find('input[placeholder^="units"]').setValue('units>64 trial<3')
    await settle()
    expect(board()).toHaveLength(1)
    expect(wrapper.text()).toContain('1 of 3 trials')
  })

  it('puts chosen trials side by side, and tells only the settings that differ', async () => {
    const study = studySummary({ id: 'study-0004' as StudySummary['id'] })
    const rows = [64, 128].map((units, index) =>
      trialRow(index + 1, { assignment: { 'hidden.units': units, 'training.learningRate': 0.01 } }),
    )
    const { wrapper, settle } = await open(study, rows)
    const choose = (n: number) => wrapper.find(`[aria-label="Compare trial ${n}"]`).setValue(true)
    await choose(1)
    expect(wrapper.text()).toContain('Choose another to compare')
    await choose(2)
    await wrapper
      .findAll('button')
      .find((button) => button.text() === 'Compare 2')
      ?.trigger('click')
    await settle()
    const lines = [...document.querySelectorAll('[role="dialog"] tbody tr')].map((line) => line.textContent)
    expect(lines.some((line) => line.includes('64') && line.includes('128'))).toBe(true)
    expect(lines.some((line) => line.includes('0.01'))).toBe(false)
    expect(document.body.textContent).toContain('One setting is the same in all')
  })

  it('offers no trials to a study that was brought in from elsewhere', async () => {
    const { sampler, objective, budget } = studySummary().plan
    const command = { line: [], folder: '', metric: 'accuracy', steps: 1, timeLimitSeconds: null }
    const plan = { sampler, objective, budget, command, space: { parameters: [], constraints: [] } }
    const study = studySummary({ state: 'complete', plan: plan as unknown as StudySummary['plan'] })
    const { wrapper } = await open(study, [trialRow(1, { value: 0.8 })])
    const words = wrapper.findAll('button').map((button) => button.text())
    expect(words).not.toContain('Add a trial')
    expect(words).not.toContain('Add trials')
    expect(wrapper.text()).toContain('Brought in from Optuna')
  })

  it('pauses, and shows that it did', async () => {
    const { wrapper } = await open(studySummary(), [])
    await wrapper
      .findAll('button')
      .find((button) => button.text() === 'Pause')
      ?.trigger('click')
    await flushPromises()
    expect(wrapper.find('header').text()).toContain('Paused')
    expect(wrapper.findAll('button').map((button) => button.text())).toContain('Continue')
  })

  it('ignores what is told of another study', async () => {
    const { board, connection, settle } = await open(studySummary(), [trialRow(1)])
    connection.emit('trials:changed', { studyId: 'study-0002' as TrialRow['studyId'], rows: [trialRow(9)] })
    await settle()
    expect(board()).toHaveLength(1)
  })
})
