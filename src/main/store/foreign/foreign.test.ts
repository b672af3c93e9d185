import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it, onTestFinished } from 'vitest'
import * as v from 'valibot'
import { readForeign } from './readForeign'

const GOLDEN = join(import.meta.dirname, '../../../../test/golden/optuna')

const Told = v.object({
  trials: v.array(
    v.object({
      number: v.number(),
      state: v.string(),
      params: v.record(v.string(), v.nullable(v.union([v.number(), v.string()]))),
      values: v.nullable(v.array(v.number())),
      curve: v.array(v.tuple([v.number(), v.number()])),
      finished: v.nullable(v.number()),
    }),
  ),
})
const told = v.parse(Told, JSON.parse(readFileSync(join(GOLDEN, 'study.json'), 'utf8')))

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'fettle-foreign-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return folder
}

function temporaryFile(content: string, name = 'file'): string {
  const path = join(temporaryFolder(), name)
  writeFileSync(path, content)
  return path
}

/** The database as Optuna wrote it. */
function databaseFile(): string {
  const path = join(temporaryFolder(), 'study.db')
  const database = new Database(path)
  database.pragma('foreign_keys = OFF')
  database.exec(readFileSync(join(GOLDEN, 'study.sql'), 'utf8'))
  database.close()
  return path
}
const read = (path: string, studyName: string | null = null, valueColumns = ['value']) =>
  readForeign({ path, fileName: 'file', studyName, valueColumns })

const STATES = { COMPLETE: 'complete', PRUNED: 'pruned', FAIL: 'failed', WAITING: 'queued' }

describe('what Optuna keeps', () => {
  const sources = { database: databaseFile, journal: () => join(GOLDEN, 'journal.log') }

  it.each(Object.entries(sources))('is read from its %s as Optuna itself tells it', (_kind, file) => {
    const { format, study } = read(file(), 'first')
    expect(format).toBe('optuna')
    expect(study.directions).toEqual(['minimize'])
    expect(study.trials.map(({ number, state }) => [number, state])).toEqual(
      told.trials.map(({ number, state }) => [number, STATES[state as keyof typeof STATES]]),
    )
    for (const [index, { assignment, values, curve }] of study.trials.entries()) {
      const expected = told.trials[index]
      const params = Object.entries(expected?.params ?? {}).map(([name, value]) => [name, value ?? 'None'])
      expect(assignment).toEqual(Object.fromEntries(params))
      expect(curve.map(({ step, value }) => [step, value])).toEqual(expected?.curve)
      expect(values).toEqual(expected?.values ?? null)
    }
    expect(study.domains).toEqual({
      lr: { kind: 'float', low: 1e-4, high: 0.1, scale: 'log' },
      optimizer: { kind: 'choice', values: ['adam', 'sgd', 'None'] },
      units: { kind: 'integer', low: 8, high: 64, scale: 'linear', step: 8 },
      drop: { kind: 'float', low: 0, high: 0.6, scale: 'linear', step: 0.1 },
      momentum: { kind: 'float', low: 0, high: 0.9, scale: 'linear' },
    })
  })

  it.each(Object.entries(sources))(
    'holds trials of several objectives that were added whole, in its %s',
    (_kind, file) => {
      const { study } = read(file(), 'second')
      expect(study.directions).toEqual(['maximize', 'minimize'])
      expect(study.trials).toMatchObject([{ state: 'complete', assignment: { lr: 0.5 }, values: [1, 2] }])
    },
  )

  it('names the moments in which trials ended, in UTC', () => {
    const { study } = read(databaseFile(), 'first')
    expect(study.trials.map(({ finishedAt }) => finishedAt)).toEqual(
      told.trials.map(({ finished }) => (finished === null ? null : Math.floor(finished + 1e-3))),
    )
  })

  it('may be several studies, of which one has to be named', () => {
    const file = databaseFile()
    expect(() => read(file)).toThrow('foreign/several-studies')
    expect(() => read(file, 'third')).toThrow('foreign/no-study')
  })

  it('is not any database, nor any list of objects', () => {
    const path = join(temporaryFolder(), 'other.db')
    const database = new Database(path)
    database.exec('CREATE TABLE notes (text TEXT)')
    database.close()
    expect(() => read(path)).toThrow('foreign/unreadable')
    expect(() => read(temporaryFile('{"op_code": 0, "study_name": "a"\n{}\n'))).toThrow('foreign/unreadable')
  })
})

describe('a table of results', () => {
  it('has a column a parameter, and one for the value', () => {
    const text =
      '\uFEFFnumber;state;value;params_lr;note\r\n0;COMPLETE;0.5;0.01;"a ""b""; c"\r\n1;FAIL;;0.02;\r\n2;PRUNED;0.7;;x'
    const { format, study } = read(temporaryFile(text))
    expect(format).toBe('csv')
    expect(study.directions).toBeNull()
    expect(study.trials).toMatchObject([
      { state: 'complete', values: [0.5], assignment: { lr: '0.01', note: 'a "b"; c' } },
      { state: 'failed', values: null, assignment: { lr: '0.02' } },
      { state: 'pruned', values: [0.7], assignment: { note: 'x' } },
    ])
  })

  it('takes the first of the columns that may hold the value, and trials without a state for complete', () => {
    const { study } = read(temporaryFile('lr,rmse\n0.1,3\n'), null, ['value', 'rmse'])
    expect(study.trials).toMatchObject([{ state: 'complete', values: [3], assignment: { lr: '0.1' } }])
  })

  it('may hold whole configurations, as the script of Weights & Biases writes runs with pandas', () => {
    const text = [
      ',summary,config,name',
      `0,"{'_step': 20, '_wandb': {'runtime': 12}, 'val_accuracy': 0.93, 'note': ""it's"", 'ok': True}","{'lr': 0.004, 'opt': {'name': 'adam'}, 'none': None}",a`,
      `1,"{'_step': 3, 'val_accuracy': nan}","{'lr': 0.01, 'sizes': (3, 5)}",b`,
    ].join('\n')
    const { study } = read(temporaryFile(text), null, ['value', 'val_accuracy'])
    expect(study.trials).toMatchObject([
      { state: 'complete', values: [0.93], assignment: { lr: '0.004', 'opt.name': 'adam', note: "it's" } },
      { state: 'complete', values: null, assignment: { lr: '0.01' } },
    ])
    expect(study.trials[0]?.assignment).not.toHaveProperty('none')
  })

  it('may be JSON: a list of runs, with what they were given and what they came to', () => {
    const runs = [
      { name: 'a', state: 'finished', config: { lr: { value: 0.1, desc: null } }, summary: { loss: 0.5 } },
      { name: 'b', state: 'crashed', config: { lr: 0.2, loss: 'huber' }, summary: { loss: 0.4 } },
    ]
    const text = JSON.stringify(runs).replace('0.5', 'NaN')
    expect(read(temporaryFile(text), null, ['loss']).study.trials).toMatchObject([
      { state: 'complete', values: null, assignment: { lr: '0.1' } },
      { state: 'failed', assignment: { lr: '0.2', loss: 'huber' } },
    ])
    expect(() => read(temporaryFile('[1, 2]'))).toThrow('foreign/unreadable')
    expect(() => read(temporaryFile('[]'))).toThrow('foreign/unreadable')
  })

  it('names its value in any capitals', () => {
    const { study } = read(temporaryFile('lr,Val_Loss\n0.1,3\n'), null, ['value', 'val_loss'])
    expect(study.trials).toMatchObject([{ values: [3] }])
  })

  it.each(['', 'lr\n1\n', 'just a line'])('is not %j', (text) => {
    expect(() => read(temporaryFile(text))).toThrow('foreign/unreadable')
  })
})

describe('a folder of KerasTuner', () => {
  const trial = (values: object, score: number | null, status = 'COMPLETED') =>
    JSON.stringify({
      trial_id: '0',
      hyperparameters: { space: [], values: { ...values, 'tuner/epochs': 2 } },
      metrics: {
        metrics: {
          accuracy: { direction: 'max', observations: [{ value: [0.9], step: 3 }] },
          val_accuracy: {
            direction: 'max',
            observations: [
              { value: [0.7, 0.9], step: 3 },
              { value: [0.5], step: 1 },
            ],
          },
        },
      },
      score,
      best_step: 3,
      status,
      message: null,
    })

  it('has a folder a trial, and its objective is the metric whose best value is the score', () => {
    const folder = temporaryFolder()
    const files: [string, string][] = [
      ['trial_10', trial({ units: 16 }, 0.8)],
      ['trial_2', trial({ units: 8, act: 'relu' }, null, 'FAILED')],
    ]
    for (const [name, text] of files) {
      mkdirSync(join(folder, 'project', name), { recursive: true })
      writeFileSync(join(folder, 'project', name, 'trial.json'), text)
    }
    const { format, study } = read(folder)
    expect(format).toBe('kerasTuner')
    expect(study.directions).toEqual(['maximize'])
    expect(study.trials).toMatchObject([
      { state: 'failed', assignment: { units: 8, act: 'relu' }, values: null },
      {
        state: 'complete',
        assignment: { units: 16 },
        values: [0.8],
        curve: [{ step: 1 }, { step: 3, value: 0.8 }],
      },
    ])
    expect(study.trials[0]?.assignment).not.toHaveProperty('tuner/epochs')
  })

  it('tells another metric than its objective, where that is asked for', () => {
    const folder = temporaryFolder()
    const loss = {
      direction: 'min',
      observations: [
        { value: [0.3, 0.5], step: 3 },
        { value: [0.9], step: 1 },
      ],
    }
    const file = JSON.parse(trial({ units: 16 }, 0.8)) as { metrics: { metrics: object } }
    const both = { ...file, metrics: { metrics: { ...file.metrics.metrics, val_loss: loss } } }
    mkdirSync(join(folder, 'trial_0'))
    writeFileSync(join(folder, 'trial_0', 'trial.json'), JSON.stringify(both))
    const byLoss = read(folder, null, ['value', 'val_loss', 'loss']).study
    expect(byLoss).toMatchObject({ directions: ['minimize'], trials: [{ values: [0.4] }] })
    const other = read(folder, null, ['value', 'val_f1', 'f1']).study
    expect(other).toMatchObject({ directions: ['maximize'], trials: [{ values: [0.8] }] })
  })

  it('counts trials that diverged, which Python writes as no JSON', () => {
    const folder = temporaryFolder()
    const text = trial({ units: 8, note: 'NaN' }, null, 'FAILED')
    const diverged = text.replace('"score":null', '"score":NaN').replace('[0.5]', '[NaN]')
    for (const [name, content] of [
      ['trial_0', trial({ units: 16 }, 0.8)],
      ['trial_1', diverged],
    ] as const) {
      mkdirSync(join(folder, name))
      writeFileSync(join(folder, name, 'trial.json'), content)
    }
    expect(read(folder).study.trials).toMatchObject([
      { state: 'complete', values: [0.8] },
      { state: 'failed', values: null, assignment: { units: 8, note: 'NaN' } },
    ])
  })

  it('is not any folder', () => {
    expect(() => read(temporaryFolder())).toThrow('foreign/unreadable')
  })
})
