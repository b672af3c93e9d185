/** @file The config of a foreign layer, read setting by setting: what was never asked for must be of no effect. */
import * as v from 'valibot'
import type { KerasRemark } from '../../../shared/domain/kerasRemark'
import { AppError } from '../../../shared/errors/appError'

/** What a layer of Keras says of itself; `config` is anything at all. */
export interface ForeignLayer {
  readonly name: string
  readonly className: string
  readonly config: Readonly<Record<string, unknown>>
}

/** Settings that change nothing of what Fettle makes of a layer, whatever they are. */
const WITHOUT_EFFECT = new Set([
  ...['name', 'dtype', 'seed', 'batch_input_shape', 'batch_size', 'input_length', 'input_shape', 'rank'],
  ...[
    'implementation',
    'unroll',
    'synchronized',
    'renorm_momentum',
    'autocast',
    'seed_generator',
    'input_dtype',
  ],
  ...['training', 'flash_attention', 'trainable'],
])
/** Settings of which one value only says what Fettle does anyhow. */
const AS_HERE: Readonly<Record<string, readonly unknown[]>> = {
  data_format: ['channels_last', 'channelsLast'],
}
const AS_NOTHING = new Set<unknown>([null, undefined, false, ''])

const Axis = v.union([v.number(), v.array(v.number())])

/** Counted with the batch, from either end. */
export interface AxisClaim {
  readonly setting: string
  readonly axis: number
}

export class KerasConfig {
  /** Settings that name an axis; the model as a whole tells whether it is the last one. */
  readonly axes: AxisClaim[] = []
  private readonly asked = new Set<string>()

  constructor(
    readonly layer: ForeignLayer,
    private readonly remarks: KerasRemark[],
  ) {}

  /** @returns whether the layer says anything of this setting. */
  has(key: string): boolean {
    return !AS_NOTHING.has(this.layer.config[key])
  }

  /** @throws {keras/unsupported-setting} where it is not what the schema takes. */
  read<T>(key: string, schema: v.GenericSchema<unknown, T>, fallback?: T): T {
    this.asked.add(key)
    const value = this.layer.config[key] ?? fallback
    const read = v.safeParse(schema, value)
    return read.success ? read.output : this.refuse(key)
  }

  number(key: string, fallback?: number): number {
    return this.read(key, v.number(), fallback)
  }

  boolean(key: string, fallback?: boolean): boolean {
    return this.read(key, v.boolean(), fallback)
  }

  /** A setting that Fettle has at one value only. @throws {keras/unsupported-setting} where it has another one. */
  only(key: string, ...allowed: readonly unknown[]): void {
    this.asked.add(key)
    const value = this.layer.config[key]
    const isSame = (one: unknown): boolean => JSON.stringify(one) === JSON.stringify(value)
    if (value !== undefined && !allowed.some(isSame)) this.refuse(key)
  }

  /** An axis that has to be the last one, the batch counted. */
  lastAxis(key: string): void {
    if (!this.has(key)) return
    const [axis, ...others] = [this.read(key, Axis)].flat()
    if (axis === undefined || others.length > 0) return this.refuse(key)
    this.axes.push({ setting: key, axis })
  }

  /** Something that is taken in another way than it was meant. */
  remark(code: KerasRemark['code'], details: KerasRemark['details'] = {}): void {
    this.remarks.push({ code, layer: this.layer.name, details })
  }

  /** @throws {keras/unsupported-setting} */
  refuse(key: string): never {
    throw new AppError('keras/unsupported-setting', {
      layer: this.layer.name,
      setting: key,
      value: JSON.stringify(this.layer.config[key] ?? null).slice(0, 200),
    })
  }

  /** Called when the layer is read. @throws {keras/unsupported-setting} for what nobody asked for and that has an effect. */
  finish(): void {
    if (this.layer.config['trainable'] === false) this.remark('frozen')
    for (const [key, value] of Object.entries(this.layer.config)) {
      if (this.asked.has(key) || WITHOUT_EFFECT.has(key) || AS_NOTHING.has(value)) continue
      if (!AS_HERE[key]?.includes(value)) this.refuse(key)
    }
  }
}
