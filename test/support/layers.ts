/** @file Layers of every kind with any settings, for tests of what walks over them. */
import fc from 'fast-check'
import * as v from 'valibot'
import { LayerSpec } from '../../src/shared/domain/modelSpec'
import { type NewKind, newLayer } from '../../src/shared/domain/newLayer'
import { settingsOf, type Setting } from '../../src/shared/domain/settingCatalogue'

/** Sizes stay so small that most models can be built. */
const LARGEST_SIZE = 5

function valueOf(setting: Setting): fc.Arbitrary<unknown> {
  if (setting.kind === 'choice') return fc.constantFrom(...setting.choices)
  const { low, high } = setting.range
  const top = Math.min(high, low + LARGEST_SIZE)
  return setting.kind === 'integer'
    ? fc.integer({ min: Math.ceil(low), max: Math.floor(top) })
    : fc.integer({ min: 0, max: 20 }).map((part) => low + ((top - low) * part) / 20)
}

/** What is no setting. */
const OTHERS: Readonly<Record<string, fc.Arbitrary<object>>> = {
  reshape: fc
    .array(fc.constantFrom(-1, 1, 2, 3, 4, 6), { minLength: 1, maxLength: 4 })
    .filter((shape) => shape.filter((size) => size === -1).length < 2)
    .map((shape) => ({ shape })),
  permute: fc.constantFrom([1], [2, 1], [1, 2], [3, 1, 2], [2, 3, 1], [1, 3, 2]).map((order) => ({ order })),
}

/** Any settings that the schema allows; a few of them, so that the rest is as usual. */
export function arbitraryLayer(kind: NewKind, id: string): fc.Arbitrary<LayerSpec> {
  const settings = settingsOf(kind)
  const values = fc
    .tuple(...settings.map((setting) => fc.option(valueOf(setting), { freq: 1 })))
    .map((found) =>
      Object.fromEntries(
        settings.flatMap(({ name }, index) => (found[index] === null ? [] : [[name, found[index]]])),
      ),
    )
  return fc
    .tuple(values, OTHERS[kind] ?? fc.constant({}))
    .map(([set, others]) => ({ ...newLayer(kind, id), ...set, ...others }))
    .filter((layer) => v.is(LayerSpec, layer))
}
