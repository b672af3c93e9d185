import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import ChartHost from '@renderer/charts/ChartHost.vue'
import { fakeCanvas } from '@renderer/charts/testing/fakeCanvas'
import { mountScreen } from '@renderer/testing/mountScreen'
import type { AnalysisAnswer } from '@shared/domain/analysis/answer'
import type { AnalysisRequest } from '@shared/domain/analysis/request'
import type { StudySummary } from '@shared/domain/study'
import type { TrialRow } from '@shared/domain/trial'
import StudyPage from '../StudyPage.vue'
import { studySummary } from '../testing/project'
import { trialRow } from '../testing/trialRow'

const trials = { used: 1000, total: 9000 }
const none = (reason: Extract<AnalysisAnswer, { kind: 'none' }>['reason']): AnalysisAnswer => ({
  ...{ kind: 'none', reason, found: 3, needed: 10 },
})

function answer(request: AnalysisRequest): AnalysisAnswer {
  if (request.kind === 'importance') {
    const bar = { name: 'hidden.units', importance: 0.7, low: 0.6, high: 0.8, presence: 1 }
    return { kind: 'importance', method: request.method, trials, parameters: [bar], interactions: 0.2 }
  }
  if (request.kind === 'surrogate') {
    const figures = { folds: 5, r2: 0.1, rankCorrelation: 0.2, coverage: [], trust: 'poor' as const }
    return { kind: 'surrogate', trials, ...figures, points: [] }
  }
  return none('tooFewTrials')
}

/** A study of its own for each test: how a board is looked at is kept. */
let count = 0
let close = () => {}
async function open(answers: (request: AnalysisRequest) => AnalysisAnswer = answer) {
  const study = studySummary({ id: `study-an0${String(count++)}` as StudySummary['id'] })
  const rows = [0.7, 0.8, 0.9].map((value, index) =>
    trialRow(index + 1, { studyId: study.id, value, assignment: { 'hidden.units': 64 * (index + 1) } }),
  )
  const screen = await mountScreen(StudyPage, {
    at: `/projects/${study.projectId}/studies/${study.id}?tab=analysis`,
    answers: {
      'project:list': () => [],
      'study:list': () => [study],
      'study:get': () => study,
      'study:analyse': ({ analysis }) => answers(analysis),
      'trial:list': () => [...rows],
      'trial:get': ({ id }) => ({
        row: rows.find((row) => row.id === id) ?? trialRow(1, { id: id as TrialRow['id'] }),
        steps: [],
      }),
    },
  })
  close = () => screen.wrapper.unmount()
  const settle = async () => {
    await vi.advanceTimersByTimeAsync(700)
    await flushPromises()
  }
  await settle()
  const chart = (label: string) =>
    screen.wrapper.findAllComponents(ChartHost).find((host) => host.props('label').startsWith(label))
  return { ...screen, study, settle, chart }
}

describe('the analysis of a study', () => {
  beforeEach(() => {
    fakeCanvas()
    vi.useFakeTimers()
  })
  afterEach(() => {
    close()
    vi.useRealTimers()
    document.body.innerHTML = ''
  })

  it('says what matters, from how many trials, and whether that can be believed', async () => {
    const { wrapper, chart } = await open()
    expect(chart('Importance of every setting')?.props('label')).toContain('70 %')
    expect(wrapper.text()).toContain('from an even part of 1,000 of 9,000 trials')
    expect(wrapper.text()).toContain('do not rely on importance')
  })

  it('says what is missing where nothing can be told yet', async () => {
    const { wrapper } = await open(() => none('tooFewTrials'))
    expect(wrapper.text()).toContain('Needs 10 complete trials; there are 3.')
  })

  it('makes a filter of what is drawn in a chart, for all charts, until it is removed', async () => {
    const { wrapper, chart, settle } = await open()
    chart('Value of every trial')?.vm.$emit('select', { x: [1.5, 3.2], y: [0.75, 0.85] })
    await settle()
    const field = wrapper.find<HTMLInputElement>('input[placeholder^="units"]')
    expect(field.element.value).toBe('trial>=2 value>=0.75 value<=0.85')
    expect(wrapper.text()).toContain('1 of 3 trials')
    const faded = (label: string) => {
      const option = chart(label)?.props('option') as { series: { id: string; data: unknown[] }[] }
      return option.series.filter(({ id }) => id.endsWith('others')).flatMap(({ data }) => data)
    }
    expect(faded('Value of every trial')).toHaveLength(2)
    expect(faded('Result of every trial by')).toHaveLength(2)
    await wrapper
      .findAll('button')
      .find((button) => button.text() === 'Show all')
      ?.trigger('click')
    await settle()
    expect(faded('Value of every trial')).toHaveLength(0)
  })

  it('shows the same choice on the board', async () => {
    const { wrapper, chart, settle } = await open()
    chart('Value of every trial')?.vm.$emit('select', { x: [2.5, 3.2], y: [0, 1] })
    await settle()
    await wrapper
      .findAll('[role="tab"]')
      .find((tab) => tab.text() === 'Trials')
      ?.trigger('click')
    await settle()
    expect(wrapper.findAll('[aria-label="Leaderboard"] .rows [role="row"]')).toHaveLength(1)
  })

  it('asks again once trials have ended, not for every one', async () => {
    const asked: AnalysisRequest[] = []
    const { connection, study, settle } = await open((request) => {
      asked.push(request)
      return answer(request)
    })
    const before = asked.filter(({ kind }) => kind === 'importance').length
    for (let number = 4; number < 9; number++) {
      connection.emit('trials:changed', {
        studyId: study.id,
        rows: [trialRow(number, { studyId: study.id, value: 0.5 })],
      })
      await settle()
    }
    await vi.advanceTimersByTimeAsync(5000)
    await flushPromises()
    const after = asked.filter(({ kind }) => kind === 'importance').length
    expect(after - before).toBeGreaterThanOrEqual(1)
    expect(after - before).toBeLessThanOrEqual(3)
  })
})
