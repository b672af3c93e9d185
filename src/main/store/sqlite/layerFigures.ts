/** @file Figures of the layers of trials that record them: a line of JSON an epoch. */
import type { Database } from 'better-sqlite3'
import * as v from 'valibot'
import { LayerStep } from '../../../shared/domain/diagnosis/layerFigures'
import type { StepMetrics } from '../../../shared/domain/metric'
import { json, readRow } from './rows'

const StoredStep = v.strictObject({ step: v.number(), layers: json(LayerStep.entries.layers) })

export interface StoredLayers {
  /** Epochs without figures are passed over; one that is there already is replaced. */
  append(trialKey: number, steps: readonly StepMetrics[]): void
  clear(trialKey: number): void
  read(trialKey: number): LayerStep[]
}

export function createLayerFigures(database: Database): StoredLayers {
  const add = database.prepare(
    'INSERT OR REPLACE INTO layer_figures (trial_key, step, layers) VALUES (?, ?, ?)',
  )
  const clear = database.prepare('DELETE FROM layer_figures WHERE trial_key = ?')
  const select = database.prepare('SELECT step, layers FROM layer_figures WHERE trial_key = ? ORDER BY step')
  return {
    append: (trialKey, steps) => {
      for (const { step, layers } of steps) {
        if (layers !== undefined) add.run(trialKey, step, JSON.stringify(layers))
      }
    },
    clear: (trialKey) => {
      clear.run(trialKey)
    },
    read: (trialKey) => select.all(trialKey).map((row) => readRow(StoredStep, row)),
  }
}
