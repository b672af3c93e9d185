import {
  type Calibration,
  CALIBRATIONS,
  type CompressionKind,
  type CompressionMethod,
  PRUNING_SCOPES,
  type PruningScope,
  type Rounding,
  ROUNDINGS,
} from '@shared/domain/artifact'
import type { ModelId } from '@shared/domain/ids'

export { CALIBRATIONS, PRUNING_SCOPES, ROUNDINGS }

/** What is set for each way; numbers as fields hold them: shares in percent, null for the usual. */
export interface MethodForm {
  kind: CompressionKind
  rounding: Rounding
  /** Of pruning and distillation: none, or one of the others as well. */
  further: Rounding | 'none'
  calibration: Calibration
  rows: number | null
  sparsity: number | null
  scope: PruningScope
  epochs: number | null
  learningRate: number | null
  /** `scaled`: the same layers, narrower. */
  student: ModelId | 'scaled'
  width: number | null
  temperature: number | null
  alpha: number | null
}

export function newForm(kind: CompressionKind): MethodForm {
  return {
    kind,
    rounding: 'static',
    further: 'none',
    calibration: 'minMax',
    rows: 512,
    sparsity: 80,
    scope: 'global',
    epochs: kind === 'distil' ? 20 : 6,
    learningRate: null,
    student: 'scaled',
    width: 50,
    temperature: 4,
    alpha: 70,
  }
}

/** @returns what is asked for. */
export function methodOf(form: MethodForm): CompressionMethod {
  const { kind, calibration, scope, learningRate, student } = form
  const epochs = form.epochs ?? newForm(kind).epochs ?? 1
  const rounding = form.further === 'none' ? null : form.further
  if (kind === 'int8') return { kind, rounding: form.rounding, calibration, rows: form.rows ?? 512 }
  if (kind === 'prune')
    return { kind, sparsity: (form.sparsity ?? 80) / 100, scope, epochs, learningRate, rounding }
  return {
    ...{ kind, epochs, learningRate, rounding },
    student:
      student === 'scaled'
        ? { kind: 'scaled', share: (form.width ?? 50) / 100 }
        : { kind: 'model', modelId: student },
    temperature: form.temperature ?? 4,
    alpha: (form.alpha ?? 70) / 100,
  }
}
