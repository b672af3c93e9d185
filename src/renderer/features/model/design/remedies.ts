import type { Diagnostic } from '@shared/domain/modelCheck'
import type { DesignLayer } from '@shared/domain/modelSpec'
import type { DesignEdit } from './editDesign'
import { wantsOf, type Wants } from './layerFit'
import { readingOf } from './layerLinks'
import type { LayerKind, PlainKind } from './layerTree'
import type { LayerValues } from './newLayer'

/** Something that makes a layer fit, to be done with one press. */
export interface Remedy {
  /** The layer to put before the one that does not fit. */
  readonly layer: LayerKind
  readonly edit: DesignEdit
}

/** @returns layers that, put before one that does not fit, give it what it wants. */
export function remediesOf(layer: DesignLayer, { code, details }: Diagnostic): Remedy[] {
  if (code !== 'model/shape-mismatch' || details['reason'] !== 'rank') return []
  if (readingOf(layer.kind) !== 'one') return []
  const found = parseShape(String(details['found'] ?? ''))
  return bridges(wantsOf(layer.kind), found).map(({ kind, values }) => ({
    layer: kind,
    edit: { kind: 'addBefore', layer: kind, id: layer.id, ...(values ? { values } : {}) },
  }))
}

interface Bridge {
  readonly kind: PlainKind
  readonly values?: LayerValues
}

const GLOBAL: readonly Bridge[] = [{ kind: 'flatten' }, { kind: 'globalAveragePool' }]

function bridges(wants: Wants, found: readonly number[]): readonly Bridge[] {
  if (wants === 'features') return found.length > 1 ? GLOBAL : []
  if (wants === 'picture') return [{ kind: 'reshape', values: { shape: pictureOf(found) } }]
  if (wants !== 'steps' && wants !== 'stepsOrPicture') return []
  return [{ kind: 'reshape', values: { shape: [-1, found.length > 2 ? (found.at(-1) ?? 1) : 1] } }]
}

/** A square where the numbers make one, else one column of them. */
function pictureOf(found: readonly number[]): number[] {
  const [steps = 1, channels = 1] = found
  const side = Math.round(Math.sqrt(steps))
  return side * side === steps ? [side, side, channels] : [-1, 1, channels]
}

/** Reads `[8, 8, 1]`. */
export function parseShape(text: string): number[] {
  return (text.match(/\d+/g) ?? []).map(Number)
}
