import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeCanvas } from '@renderer/charts/testing/fakeCanvas'
import { mountScreen } from '@renderer/testing/mountScreen'
import type { Answers } from '@renderer/testing/fakeApi'
import type { StudySummary } from '@shared/domain/study'
import type { TrialRow } from '@shared/domain/trial'
import StudyPage from '../StudyPage.vue'
import { CHECK, studySummary } from '../testing/project'
import { trialRow } from '../testing/trialRow'

const mounted: VueWrapper[] = []

/** What a test leaves behind would go on in the next one. */
function clear(): void {
  for (const wrapper of mounted.splice(0)) wrapper.unmount()
  document.body.innerHTML = ''
}

async function open(study: StudySummary, rows: readonly TrialRow[], answers: Answers = {}) {
  const screen = await mountScreen(StudyPage, {
    at: `/projects/${study.projectId}/studies/${study.id}`,
    answers: {
      'project:list': () => [],
      'study:list': () => [study],
      'study:get': () => study,
      'study:setBudget': () => study,
      'study:setRules': () => study,
      'study:setSpace': () => study,
      'study:priors': () => [],
      'model:check': () => CHECK,
      'trial:list': () => [...rows],
      'trial:get': ({ id }) => ({ row: rows.find((row) => row.id === id) ?? trialRow(1), steps: [] }),
      ...answers,
    },
  })
  mounted.push(screen.wrapper)
  await vi.advanceTimersByTimeAsync(300)
  const settle = async () => {
    await vi.advanceTimersByTimeAsync(700)
    await flushPromises()
  }
  const press = async (words: string) => {
    const all = [...document.body.querySelectorAll<HTMLElement>('button, [role="menuitem"], [role="tab"]')]
    const nameOf = (one: HTMLElement) =>
      (one.getAttribute('aria-label') ?? one.textContent).replace(/^[▸▾]/, '').trim()
    const button =
      all.find((one) => nameOf(one) === words) ?? all.find((one) => nameOf(one).startsWith(words))
    if (button === undefined) throw new TypeError(`nothing is called ${words}`)
    button.click()
    await settle()
  }
  const choose = async (words: string) => {
    const more = screen.wrapper.find('button[aria-label="More"]')
    await more.trigger('pointerdown', { button: 0, ctrlKey: false, pointerType: 'mouse' })
    await more.trigger('keydown', { key: 'Enter' })
    await settle()
    await press(words)
  }
  const sent = (channel: string) =>
    screen.connection.calls.filter((call) => call.channel === channel).map(({ input }) => input)
  return { ...screen, press, choose, sent, settle, text: () => document.body.textContent }
}

const fieldOf = (labelled: string): HTMLInputElement => {
  const label = [...document.body.querySelectorAll('label')].find((one) => one.textContent === labelled)
  const input = document.body.querySelector<HTMLInputElement>(`#${CSS.escape(label?.htmlFor ?? '')}`)
  if (input === null) throw new TypeError(`no field ${labelled}`)
  return input
}

function type(labelled: string, text: string): void {
  const input = fieldOf(labelled)
  input.value = text
  input.dispatchEvent(new Event('input'))
}

describe('steering a study', () => {
  beforeEach(() => {
    fakeCanvas()
    vi.useFakeTimers()
  })
  afterEach(() => {
    clear()
    vi.useRealTimers()
  })

  it('adds a trial with its settings, and says at a setting what keeps it from being one', async () => {
    let tries = 0
    const { press, sent, text } = await open(studySummary(), [], {
      'trial:add': ({ assignment }) =>
        tries++ === 0
          ? { row: null, problems: [{ cause: 'outside', parameter: 'hidden.units', value: 64 }] }
          : { row: trialRow(7, { assignment }), problems: [] },
    })
    await press('Add a trial')
    expect(fieldOf('Units').value).toBe('64')
    await press('Add the trial')
    expect(text()).toContain('64 is not one of the allowed values.')
    type('Units', '32')
    await press('Add the trial')
    expect(sent('trial:add').at(-1)).toMatchObject({ assignment: { 'hidden.units': 32 } })
  })

  it('changes the rules that were changed, and no others', async () => {
    const { choose, press, sent } = await open(studySummary(), [])
    await choose('Change the budget')
    await press('When else it ends')
    type('Target', '0.99')
    await press('Change')
    expect(sent('study:setRules')).toEqual([
      { id: studySummary().id, rules: { stops: { target: 0.99, plateau: null } } },
    ])
  })

  it('leaves rules alone where only the budget was changed', async () => {
    const { choose, press, sent } = await open(studySummary(), [])
    await choose('Change the budget')
    type('Trials', '20')
    await press('Change')
    expect(sent('study:setRules')).toEqual([])
    expect(sent('study:setBudget')).toMatchObject([{ budget: { trials: 20 } }])
  })

  it('runs again what failed', async () => {
    const failed = studySummary({
      counts: { running: 0, complete: 0, failed: 3, stoppedEarly: 0, pruned: 0 },
    })
    const { choose, sent } = await open(failed, [], { 'study:retryFailed': () => ({ trials: 3 }) })
    await choose('Run what failed again')
    expect(sent('study:retryFailed')).toHaveLength(1)
  })

  it('takes over what the results propose, as far as the user wants it', async () => {
    const before = { kind: 'integer', low: 16, high: 256, scale: 'log', step: 1 } as const
    const after = { ...before, low: 64 }
    const evidence = { trials: 40, best: 10, bestInside: 1, allInside: 0.5, atLow: 0, atHigh: 0.2 }
    const { choose, press, sent, text } = await open(studySummary(), [], {
      'study:spaces': () => [],
      'study:suggestSpace': () => ({
        search: { 'hidden.units': after },
        proposals: [{ path: 'hidden.units', change: 'narrower', before, after, evidence }],
        trials: 40,
      }),
    })
    await choose('Change what varies')
    await press('Suggestion')
    expect(text()).toContain('100 % of the best 10 trials lie there, but only 50 % of all 40.')
    await press('Take it over')
    expect(sent('study:setSpace')).toEqual([{ id: studySummary().id, search: { 'hidden.units': after } }])
  })

  it('goes back to an earlier version, which says what changed since', async () => {
    const search = (low: number) => ({
      'hidden.units': { kind: 'integer' as const, low, high: 256, scale: 'log' as const, step: 1 },
    })
    const change = {
      ...{ kind: 'domain' as const, path: 'hidden.units' },
      ...{ before: search(16)['hidden.units'], after: search(32)['hidden.units'] },
    }
    const { choose, press, sent, text } = await open(studySummary(), [], {
      'study:spaces': () => [
        { version: 1, search: search(16), createdAt: 0, changes: [], trials: 9, isCurrent: false },
        { version: 2, search: search(32), createdAt: 1, changes: [change], trials: 1, isCurrent: true },
      ],
    })
    await choose('Change what varies')
    await press('Versions')
    expect(text()).toContain('Units: 16 to 256, log → 32 to 256, log')
    await press('Go back to it')
    expect(sent('study:setSpace')).toEqual([{ id: studySummary().id, search: search(16) }])
  })

  it('says how many results of elsewhere it learns from, and forgets them', async () => {
    const source = { format: 'csv' as const, name: 'before.csv' }
    let priors = [{ assignment: { 'hidden.units': 64 }, value: 0.8, source }]
    const { choose, press, text } = await open(studySummary(), [], {
      'study:priors': () => priors,
      'study:removePriors': () => {
        priors = []
        return null
      },
    })
    await choose('Learn from other results')
    expect(text()).toContain('This study learns from one other result.')
    await press('Forget them')
    expect(text()).toContain('This study learns from no other results.')
  })

  it('gives up a trial that runs', async () => {
    const rows = [trialRow(1, { state: 'running', value: 0.5 })]
    const { wrapper, press, sent } = await open(studySummary(), rows, { 'trial:prune': () => null })
    await wrapper.find('[aria-label="Leaderboard"] .rows [role="row"]').trigger('click')
    await press('Give it up')
    expect(sent('trial:prune')).toEqual([{ id: rows[0]?.id }])
  })
})

describe('the board', () => {
  beforeEach(() => {
    fakeCanvas()
    vi.useFakeTimers()
  })
  afterEach(() => {
    clear()
    vi.useRealTimers()
  })

  it('tells deviations, where trials come from, and why they were given up', async () => {
    const run = { fold: 0, repeat: 0, value: 0.9, bestStep: 3, steps: 5, train: {}, validation: {} }
    const rows = [
      trialRow(1, {
        value: 0.9,
        deviation: 0.012,
        runs: [run, { ...run, fold: 1 }],
        origin: { kind: 'manual' },
      }),
      trialRow(2, {
        ...{ state: 'pruned' as const, value: 0.5 },
        reason: { code: 'prune/median', details: { step: 3, value: 0.5, bound: 0.8, trials: 6 } },
      }),
    ]
    const { wrapper, text } = await open(studySummary({ id: 'study-0011' as StudySummary['id'] }), rows)
    const board = wrapper.find('[aria-label="Leaderboard"]').text()
    expect(board).toContain('±1.2')
    expect(board).toContain('by hand')
    expect(board).toContain('Worse than the median')
    await wrapper.findAll('[aria-label="Leaderboard"] .rows [role="row"]')[1]?.trigger('click')
    await vi.advanceTimersByTimeAsync(300)
    expect(text()).toContain('half of 6 other trials had 80.0 % or better there')
  })

  it('stars the front of several objectives, each in a column of its own', async () => {
    const study = studySummary({ id: 'study-0012' as StudySummary['id'] })
    const plan = {
      ...study.plan,
      furtherObjectives: [{ measure: 'weights' as const, direction: 'minimize' as const }],
    }
    const rows = [
      trialRow(1, { value: 0.9, weightCount: 1000 }),
      trialRow(2, { value: 0.8, weightCount: 100 }),
      trialRow(3, { value: 0.7, weightCount: 500 }),
    ]
    const { wrapper } = await open({ ...study, plan }, rows)
    expect(wrapper.find('[aria-label="Leaderboard"]').text()).toContain('Number of weights')
    expect(wrapper.findAll('.best')).toHaveLength(2)
    expect(wrapper.find('header').text()).toContain('★ 2')
  })

  it('says what the strategy is doing', async () => {
    const { text } = await open(
      studySummary({ strategyNote: { code: 'auto/everything', details: { points: 12 } } }),
      [],
    )
    expect(text()).toContain('There are only 12 different trials, so all of them are tried.')
  })
})
