/** @file A layer on the clipboard: as text, so that it goes from one model, window or project to another. */
import * as v from 'valibot'
import { SettingPath } from './design'
import { DesignLayer } from './modelSpec'
import { Domain } from './searchSpace'

export const LayerClip = v.strictObject({
  /** Tells it from other JSON. */
  fettle: v.literal('layer'),
  layer: DesignLayer,
  /** Those of its settings, and of the layers in it, that vary. */
  search: v.record(SettingPath, Domain),
})
export type LayerClip = v.InferOutput<typeof LayerClip>

export function writeLayerClip(clip: LayerClip): string {
  return JSON.stringify(clip, null, 2)
}

/** @returns null for any text that is no layer. */
export function readLayerClip(text: string): LayerClip | null {
  try {
    const read = v.safeParse(LayerClip, JSON.parse(text))
    return read.success ? read.output : null
  } catch {
    return null
  }
}
