import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import * as v from 'valibot'
import { describe, expect, it, onTestFinished } from 'vitest'
import { type OptunaStudy, writeOptuna } from '../../../src/main/store'

const SCRIPT = join(import.meta.dirname, 'openInOptuna.py')
const python = findPython()

const Told = v.object({
  optuna: v.string(),
  direction: v.string(),
  best: v.number(),
  attributes: v.record(v.string(), v.unknown()),
  states: v.array(v.string()),
  params: v.array(v.record(v.string(), v.union([v.number(), v.string(), v.boolean()]))),
  curve: v.record(v.string(), v.number()),
  started: v.string(),
  importances: v.record(v.string(), v.number()),
})

/** @returns a Python that has Optuna; null where there is none. */
function findPython(): string | null {
  const candidates = [process.env['FETTLE_PYTHON'], resolve('.venv-peers/bin/python'), 'python3']
  const hasOptuna = (name: string) => spawnSync(name, ['-c', 'import optuna']).status === 0
  return candidates.find((name) => name !== undefined && hasOptuna(name)) ?? null
}

function makeStudy(): OptunaStudy {
  const trials = Array.from({ length: 12 }, (_, index) => {
    const rate = 1e-4 * 10 ** (index / 4)
    const optimizer = index % 3 === 0 ? 'sgd' : 'adam'
    return {
      state: index === 5 ? ('pruned' as const) : index === 6 ? ('failed' as const) : ('complete' as const),
      assignment: {
        'training.learningRate': rate,
        'hidden.units': 8 + index,
        'drop.rate': (index % 7) / 10,
        'out.useBias': index % 2 === 0,
        'training.optimizer': optimizer,
        ...(optimizer === 'sgd' ? { 'training.momentum': 0.5 } : {}),
      },
      values: index === 6 ? null : [index === 3 ? 0.95 : 0.5 + index / 100],
      curve: [1, 2, 3].map((step) => ({ step, value: step / 10 })),
      startedAt: Date.UTC(2026, 0, 31, 23, 59, 58, 250),
      finishedAt: Date.UTC(2026, 0, 31, 23, 59, 59),
      attributes: { 'fettle.number': index + 1 },
    }
  })
  return {
    name: 'Exported “study”',
    directions: ['maximize'],
    domains: {
      'training.learningRate': { kind: 'float', low: 1e-4, high: 0.1, scale: 'log' },
      'hidden.units': { kind: 'integer', low: 8, high: 64, scale: 'log', step: 1 },
      'drop.rate': { kind: 'float', low: 0, high: 0.6, scale: 'linear', step: 0.1 },
      'out.useBias': { kind: 'choice', values: [true, false] },
      'training.optimizer': { kind: 'choice', values: ['adam', 'sgd'] },
      'training.momentum': { kind: 'float', low: 0, high: 0.9, scale: 'linear' },
    },
    attributes: { 'fettle.study': 'study-1' },
    trials,
  }
}

describe.skipIf(python === null)('a study in Optuna (skipped where no Python has the package optuna)', () => {
  it('is opened, ranked, weighed and gone on with there', () => {
    const folder = mkdtempSync(join(tmpdir(), 'fettle-optuna-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    const study = makeStudy()
    const file = join(folder, 'study.db')
    writeFileSync(file, writeOptuna(study))
    const told = v.parse(
      Told,
      JSON.parse(
        execFileSync(python ?? '', ['-W', 'ignore', SCRIPT, file, study.name], { encoding: 'utf8' }),
      ),
    )
    expect(told).toMatchObject({ direction: 'MAXIMIZE', best: 3, started: '2026-01-31T23:59:58.250000' })
    expect(told.attributes).toEqual({ 'fettle.number': 1 })
    expect(told.params.slice(0, 12)).toEqual(study.trials.map(({ assignment }) => assignment))
    expect(told.states.slice(4, 8)).toEqual(['COMPLETE', 'PRUNED', 'FAIL', 'COMPLETE'])
    expect(told.states).toHaveLength(14)
    expect(told.curve).toEqual({ 1: 0.1, 2: 0.2, 3: 0.3 })
    expect(Object.keys(told.importances)).toContain('training.learningRate')
  })
})
