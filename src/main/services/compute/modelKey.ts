import { createHash } from 'node:crypto'
import { arch, cpus, platform } from 'node:os'
import type { RunRequest } from '../../../shared/contract/worker'
import type { InputSpec } from '../../../shared/domain/modelInput'
import { canonicalJson } from '../../../shared/util/canonicalJson'
import type { BackbonePass } from '../../training'
import type { Machine } from './candidates'
import type { UsableEngine } from './usableEngine'

export interface KeySubject extends Machine {
  readonly request: RunRequest
  /** Of the data. */
  readonly inputs: readonly InputSpec[]
  /** Of Fettle, and with it of its engines. */
  readonly version: string
  readonly tensorFlow: UsableEngine | null
  /** Null where the model begins with no trained network. */
  readonly pass: BackbonePass | null
}

/** Settings that change what is learnt, but not how long a step takes; names change nothing at all. */
const WITHOUT_COST = ['id', 'rate', 'initializer', 'initialScale', 'l1', 'l2']

/** @returns a text that is equal for models that train equally fast: of the same shape, on this machine, by this version. */
export function modelKey(keyed: KeySubject): string {
  const { request, inputs, version, cores, parallel, tensorFlow, pass } = keyed
  const { model, training, task, output } = request
  const { batchSize, optimizer, loss, mode } = training
  const subject = {
    networks: [model.layers, model.discriminator ?? []].map((layers) => layers.map(shapeOf)),
    ...{ batchSize, optimizer, loss, mode, task },
    backbones: (model.backbones ?? []).map(({ layers, keepsStatistics }) => ({
      frozen: layers.filter(({ isFrozen }) => isFrozen).length,
      keepsStatistics,
    })),
    inputs: inputs.map(({ kind, shape, vocabulary }) => ({ kind, shape, vocabulary })),
    outputs: output.kind === 'classes' ? output.labels.length : 1,
    machine: [platform(), arch(), cpus()[0]?.model ?? '', cores, parallel],
    version,
    ...(keyed.threads === null ? {} : { threads: keyed.threads }),
    // To pass all of a network at every step takes longer than to read what it gave once.
    ...(pass === null ? {} : { pass }),
    // What was measured without it stays valid for those who have it not.
    ...(tensorFlow === null
      ? {}
      : { tensorFlow: [tensorFlow.version, ...tensorFlow.devices, keyed.trialsOnCard] }),
  }
  return createHash('sha256').update(canonicalJson(subject)).digest('hex').slice(0, 32)
}

function shapeOf(layer: object): object {
  return Object.fromEntries(Object.entries(layer).filter(([name]) => !WITHOUT_COST.includes(name)))
}
