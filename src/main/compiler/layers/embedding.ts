/** @file A learnt vector for every token. */
import { channelsLast, feature } from './feature'
import type { Layer, LayerPlace, LayerSpecOf } from './layer'
import type { Misfit } from './misfit'
import { kernelParameter } from './parameter'

type EmbeddingSpec = LayerSpecOf<'embedding'>

/** Numbers that are no tokens are cut to whole ones within the vocabulary. */
export const embedding: Layer<'embedding'> = {
  kind: 'embedding',
  misfit: misfitOf,
  outputShape: ({ units }, { inputShape }) => [...inputShape, units],
  parameters: (spec, place) => {
    const rows = vocabularyOf(spec, place)
    const settings = { ...spec, l1: 0, maxNorm: 0 }
    return [kernelParameter(settings, { shape: [rows, spec.units], fanIn: rows, fanOut: spec.units })]
  },
  build: (spec, { emit, input, parameter, place }) => {
    const given = channelsLast(emit, input)
    const isTokens = given.type.element === 'int32'
    const tokens = isTokens ? given : emit.op('toIndices', [given], { count: vocabularyOf(spec, place) })
    const isStep = spec.maskZero && tokens.type.shape.length === 2
    const mask = isStep ? emit.op('differsFrom', [tokens], { value: 0 }) : input.mask
    return feature(emit.op('gatherRows', [parameter(`${spec.id}/kernel`), tokens]), mask)
  },
}

function vocabularyOf({ vocabulary }: EmbeddingSpec, place: LayerPlace): number {
  return vocabulary > 0 ? vocabulary : place.vocabulary
}

/** A table with fewer rows than the data has tokens could not answer all of them. */
function misfitOf({ vocabulary }: EmbeddingSpec, place: LayerPlace): Misfit | null {
  const least = Math.max(1, place.vocabulary)
  const rows = vocabulary > 0 ? vocabulary : place.vocabulary
  return rows >= least ? null : { reason: 'noVocabulary', expected: `≥ ${least}`, found: `${rows}` }
}
