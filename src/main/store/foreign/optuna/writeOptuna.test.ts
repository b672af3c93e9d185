import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it, onTestFinished } from 'vitest'
import { readForeign } from '../readForeign'
import { type OptunaStudy, type OptunaTrial, writeOptuna } from './writeOptuna'

const trial = (change: Partial<OptunaTrial> = {}): OptunaTrial => ({
  ...{ state: 'complete', assignment: {}, values: [0.5], curve: [], attributes: {} },
  ...{ startedAt: 1_700_000_000_123, finishedAt: 1_700_000_001_000 },
  ...change,
})
const STUDY: OptunaStudy = {
  name: 'Iris',
  directions: ['maximize'],
  domains: {
    'hidden.units': { kind: 'integer', low: 8, high: 64, scale: 'log', step: 1 },
    'training.learningRate': { kind: 'float', low: 1e-4, high: 0.1, scale: 'log' },
    'drop.rate': { kind: 'float', low: 0, high: 0.6, scale: 'linear', step: 0.1 },
    'training.optimizer': { kind: 'choice', values: ['adam', 'sgd'] },
    'out.useBias': { kind: 'choice', values: [true, false] },
  },
  attributes: { 'fettle.study': 'study-1' },
  trials: [
    trial({
      assignment: { 'hidden.units': 16, 'training.optimizer': 'sgd', 'out.useBias': false },
      curve: [
        { step: 1, value: 0.25 },
        { step: 2, value: 0.5 },
      ],
      attributes: { 'fettle.number': 1 },
    }),
    trial({
      state: 'pruned',
      assignment: { 'training.learningRate': 0.01, 'drop.rate': 0.3 },
      values: [0.1],
    }),
    trial({ state: 'failed', values: null }),
    trial({ state: 'running', values: [0.9] }),
    trial({ state: 'queued', values: null, startedAt: null, finishedAt: null }),
    trial({ state: 'complete', values: null }),
  ],
}

function written(study: OptunaStudy = STUDY): string {
  const folder = mkdtempSync(join(tmpdir(), 'fettle-optuna-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const path = join(folder, 'study.db')
  writeFileSync(path, writeOptuna(study))
  return path
}
const read = (path: string) =>
  readForeign({ path, fileName: 'study.db', valueColumns: [], studyName: null }).study

describe('a study written for Optuna', () => {
  it('is read back as it was', () => {
    const study = read(written())
    expect(study).toMatchObject({ name: 'Iris', directions: ['maximize'] })
    expect(study.trials.map(({ number, state }) => [number, state])).toEqual([
      [0, 'complete'],
      [1, 'pruned'],
      [2, 'failed'],
      [3, 'failed'],
      [4, 'queued'],
      [5, 'failed'],
    ])
    expect(study.trials[0]).toEqual({
      ...{ number: 0, state: 'complete', values: [0.5] },
      ...{ startedAt: 1_700_000_000_123, finishedAt: 1_700_000_001_000 },
      assignment: STUDY.trials[0]?.assignment,
      curve: STUDY.trials[0]?.curve,
    })
    const { 'training.learningRate': rate, 'drop.rate': drop } = study.domains
    expect([rate, drop]).toEqual([STUDY.domains['training.learningRate'], STUDY.domains['drop.rate']])
  })

  it('keeps what it knows beyond as attributes', () => {
    const database = new Database(written(), { readonly: true })
    const attributes = database.prepare('SELECT key, value_json FROM trial_user_attributes').raw().all()
    database.close()
    expect(attributes).toEqual([['fettle.number', '1']])
  })

  it('names no revision of Alembic, so that any release takes it for its own', () => {
    const database = new Database(written(), { readonly: true })
    const tables = database.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").pluck().all()
    const version = database.prepare('SELECT schema_version FROM version_info').pluck().get()
    database.close()
    expect(tables).toContain('trial_heartbeats')
    expect(tables).not.toContain('alembic_version')
    expect(version).toBe(12)
  })

  it('holds many trials with long curves', () => {
    const curve = Array.from({ length: 100 }, (_, step) => ({ step, value: step }))
    const trials = Array.from({ length: 200 }, () => trial({ curve }))
    expect(read(written({ ...STUDY, trials })).trials).toHaveLength(200)
  })
})
