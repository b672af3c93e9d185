/** @file What layers with weights have in common. */
import type { InitializerName } from '../../../../shared/domain/modelSpec'
import type { Json } from '../format'
import { readInitializer, writeInitializer, type FirstValues } from '../initializers'
import type { KerasConfig } from '../kerasConfig'
import {
  readConstraint,
  readRegularizer,
  writeConstraint,
  writeRegularizer,
  type Penalties,
} from '../penalties'

type Kernel = FirstValues & Penalties
type Settings = Readonly<Record<string, Json>>

/** @param prefix of the names: `kernel`, `depthwise`. @param axes of its weights that reach one unit */
export function writeKernel(spec: Kernel, prefix = 'kernel', axes: readonly number[] = [0]): Settings {
  return {
    [`${prefix}_initializer`]: writeInitializer(spec),
    [`${prefix}_regularizer`]: writeRegularizer(spec),
    [`${prefix}_constraint`]: writeConstraint(spec, axes),
  }
}

export function readKernel(
  config: KerasConfig,
  prefix = 'kernel',
  { axes = [0], usual = 'glorotUniform' }: { axes?: readonly number[]; usual?: InitializerName } = {},
): Kernel {
  return {
    ...readInitializer(config, `${prefix}_initializer`, usual),
    ...readRegularizer(config, `${prefix}_regularizer`),
    maxNorm: readConstraint(config, `${prefix}_constraint`, axes),
  }
}

const ZEROS = { initializer: 'zeros', initialScale: 0.05 } as const

export function writeBias(useBias: boolean): Settings {
  return { use_bias: useBias, bias_initializer: writeInitializer(ZEROS) }
}

/** A bias begins at zero and nothing holds it down. */
export function readBias(config: KerasConfig): { useBias: boolean } {
  readStart(config, 'bias_initializer', 'zeros')
  return { useBias: config.boolean('use_bias', true) }
}

/** A tensor that always begins the same way here; another beginning is worth a remark. */
export function readStart(config: KerasConfig, key: string, start: 'zeros' | 'ones'): void {
  const { initializer, initialScale } = readInitializer(config, key, start === 'zeros' ? 'zeros' : 'constant')
  const begins = initializer === 'constant' ? initialScale : initializer === 'zeros' ? 0 : null
  const wanted = start === 'zeros' ? 0 : 1
  if (config.has(key) && begins !== wanted) config.remark('initializerReplaced', { initializer: key })
}
