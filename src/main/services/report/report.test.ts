import { describe, expect, it, onTestFinished } from 'vitest'
import {
  fillProject,
  makeReport,
  makeSteps,
  makeStudy,
  makeTrial,
} from '../../../../test/support/storeContents'
import { emptyAnnotation } from '../../../shared/domain/annotation'
import { isTraining, type StudySummary } from '../../../shared/domain/study'
import { IN_MEMORY, openStore, type Store } from '../../store'
import type { AnalysisService } from '../analysis/analysis'
import { type CollectParts, collectProject, collectStudy } from './collect'
import { writeProjectReport, writeStudyReport } from '../../report'

const { id: studyId, projectId } = makeStudy('one', 'one')
const TRIALS = 12

function makeParts(): CollectParts & { readonly store: Store } {
  const store = openStore({ folder: IN_MEMORY, now: () => 0 })
  onTestFinished(() => store.close())
  fillProject(store, 'one')
  for (let number = 1; number <= TRIALS; number++) {
    const done = { state: 'complete', value: number / 20, bestStep: 3, step: 5 } as const
    store.trials.insert(makeTrial('one', number, { ...done, validation: { accuracy: number / 20 } }))
    store.trials.appendSteps(makeTrial('one', number).id, makeSteps(1, 5))
  }
  const reason = { code: 'training/diverged', details: { step: 2 } }
  store.trials.insert(makeTrial('one', TRIALS + 1, { state: 'failed', reason }))
  const best = makeTrial('one', TRIALS)
  const summary: StudySummary = {
    ...store.studies.get(studyId),
    plannedTrials: 30,
    counts: { running: 0, complete: TRIALS, failed: 1, stoppedEarly: 0, pruned: 0 },
    stoppedBy: null,
    strategyNote: null,
    best: { trialId: best.id, number: TRIALS, value: TRIALS / 20, finishedAt: 1 },
    defaultValue: 0.05,
    remainingMs: null,
    trialsPerMinute: null,
    isTestOpened: false,
  }
  const analysis: AnalysisService = {
    analyse: () =>
      Promise.resolve({
        kind: 'importance',
        method: 'fanova',
        trials: { used: TRIALS, total: TRIALS },
        parameters: [{ name: 'hidden.units', importance: 0.61, low: 0.5, high: 0.7, presence: 1 }],
        interactions: 0.1,
      }),
  }
  return { store, analysis, summaryOf: () => summary }
}

const STYLE = { language: 'en', now: Date.UTC(2026, 10, 22), version: '0.1.0' } as const

/** Whatever would be fetched when the page is shown. */
const FETCHED = /<(?:script|link|iframe|img|object)|url\((?!#)|@import/i

describe('a report of a study', () => {
  it('tells figures, methods, what was searched, the board and why trials failed, and needs nothing else', async () => {
    const parts = makeParts()
    const page = await writeStudyReport(await collectStudy(parts, studyId), STYLE)
    for (const text of [
      '60.00 %',
      'November 22, 2026',
      'hidden.units',
      'training/diverged',
      'ab'.repeat(32),
    ]) {
      expect(page).toContain(text)
    }
    expect(page.match(/<svg /g)).toHaveLength(4)
    expect(page).toContain('were not opened')
    expect(page).not.toMatch(FETCHED)
    expect(page).not.toMatch(/undefined|NaN|\[object/)
  })

  it('shows the sealed test where it was opened', async () => {
    const parts = makeParts()
    parts.store.reports.insert(makeReport('one', 1))
    const page = await writeStudyReport(await collectStudy(parts, studyId), STYLE)
    expect(page).toContain('were opened once, for trial 1')
    expect(page).not.toContain('were not opened')
  })

  it('writes notes as Markdown, and shows HTML in them as text', async () => {
    const parts = makeParts()
    const note = '**bold** <script>alert(1)</script> ![x](http://a.b/c.png) [l](javascript:alert(1))'
    parts.store.annotations.put({ ...emptyAnnotation({ kind: 'study', id: studyId }, projectId), note })
    const page = await writeStudyReport(await collectStudy(parts, studyId), STYLE)
    expect(page).toContain('<strong>bold</strong>')
    expect(page).toContain('&lt;script&gt;')
    expect(page).not.toMatch(FETCHED)
    expect(page).not.toContain('href="javascript:')
  })

  it('escapes names', async () => {
    const parts = makeParts()
    const contents = await collectStudy(parts, studyId)
    const summary = { ...contents.summary, name: '<b>&"' }
    expect(isTraining(summary.plan)).toBe(true)
    const page = await writeStudyReport({ ...contents, summary }, STYLE)
    expect(page).toContain('&lt;b&gt;&amp;&quot;')
    expect(page).not.toContain('<b>')
  })
})

describe('a report of a project', () => {
  it('begins with goals and milestones and holds every study, in either language', async () => {
    const parts = makeParts()
    parts.store.goals.insert({
      ...{ id: 'goal-1', projectId, metric: 'accuracy', direction: 'maximize', target: 0.5 },
      ...{ deadline: Date.UTC(2026, 11, 24), createdAt: 1 },
    } as Parameters<Store['goals']['insert']>[0])
    const contents = await collectProject(parts, projectId)
    const english = await writeProjectReport(contents, STYLE)
    expect(english).toContain('accuracy ≥ 50.00 %')
    expect(english).toContain('until December 24, 2026')
    expect(english).toContain('id="study-1"')
    const chinese = await writeProjectReport(contents, { ...STYLE, language: 'zh-CN' })
    expect(chinese).toContain('准确率 ≥ 50.00 %')
    expect(chinese).toContain('<html lang="zh-CN">')
    expect(chinese).not.toContain('Best trials')
  })
})
