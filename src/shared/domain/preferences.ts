/** @file What the user prefers, wherever the app runs. */
import * as v from 'valibot'
import { ComputeChoice, EngineChoice } from './compute'
import { EngineFolder } from './engine'

export const Preferences = v.strictObject({
  /** `system` follows the desktop. */
  theme: v.picklist(['system', 'light', 'dark']),
  language: v.picklist(['system', 'en', 'zh-CN']),
  /** Trials at the same time for a new study; null: one a core. */
  parallel: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(64))),
  /** What new studies train on. */
  compute: v.optional(ComputeChoice, 'auto'),
  /** And by which engine. */
  engine: v.optional(EngineChoice, 'auto'),
  /** Of a trial on the CPU; null: as many as are fastest. */
  threads: v.optional(v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(64))), null),
  /** Folder of a library of TensorFlow; null: the first that works. */
  enginePath: v.optional(v.nullable(EngineFolder), null),
  /** Trials at the same time on one graphics card: its memory is shared among them. */
  trialsOnCard: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(16)), 2),
})
export type Preferences = v.InferOutput<typeof Preferences>

export const DEFAULT_PREFERENCES: Preferences = {
  theme: 'system',
  language: 'system',
  parallel: null,
  compute: 'auto',
  engine: 'auto',
  threads: null,
  enginePath: null,
  trialsOnCard: 2,
}
