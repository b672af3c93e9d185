import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { newPruner, PRUNER_ORDER } from '@shared/domain/search/newPruner'
import { newSampler, SAMPLER_ORDER } from '@shared/domain/search/newSampler'
import { PrunerSpec } from '@shared/domain/search/prunerSpec'
import { SamplerSpec } from '@shared/domain/search/samplerSpec'
import { english } from '@renderer/i18n/en'
import { PRUNER_FIELDS, SAMPLER_FIELDS, withField, type SpecField } from './specFields'

const size = { seed: 1, trials: 60, epochs: 30 }

/** What a form can make of a field: both ends, every choice, and nothing where that may be. */
function answers({ low, high, choices, empty }: SpecField): unknown[] {
  return [
    ...(choices ?? []),
    ...(low === undefined ? [] : [low]),
    ...(high === undefined ? [] : [high]),
    ...(empty === undefined ? [] : [empty === 'null' ? null : undefined]),
  ]
}

const cases = [
  ...SAMPLER_ORDER.map((kind) => ({
    kind,
    schema: SamplerSpec,
    spec: newSampler(kind, size),
    fields: SAMPLER_FIELDS[kind],
  })),
  ...PRUNER_ORDER.map((kind) => ({
    kind,
    schema: PrunerSpec,
    spec: newPruner(kind, 30),
    fields: PRUNER_FIELDS[kind],
  })),
]

describe('fields of strategies and pruners', () => {
  it.each(cases)('ask for every setting of $kind', ({ spec, fields }) => {
    const asked = fields.map(({ key }) => key)
    expect(Object.keys(spec).filter((key) => key !== 'kind' && !asked.includes(key as never))).toEqual([])
  })

  it.each(cases)('answer only what the schema of $kind allows', ({ schema, spec, fields }) => {
    const refused = fields.flatMap((field) =>
      answers(field).filter((value) => !v.is(schema, withField<object>(spec, field.key, value))),
    )
    expect(refused).toEqual([])
  })

  it('have words', () => {
    const { field, option } = english.strategy
    const fields = cases.flatMap((one): readonly SpecField[] => one.fields)
    expect(fields.map(({ key, words = key }) => words).filter((words) => !(words in field))).toEqual([])
    expect(fields.flatMap(({ choices = [] }) => choices).filter((choice) => !(choice in option))).toEqual([])
  })
})
