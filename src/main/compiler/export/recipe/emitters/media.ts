/** @file Emitters of primitives from texts and pictures: cutting and decoding is left to the program around the model. */
import type { FittedTfidf } from '../../../../../shared/domain/fittedText'
import { attribute } from '../../../backends/onnx/proto'
import type { OnnxSketch } from '../../onnxSketch'
import { one, reduce, row, TO_DOUBLE, TO_FLOAT } from '../math/constants'
import type { Emitters } from '../recipeSketch'

const TO_INT32 = { to: attribute.int(6) }

export const MEDIA_EMITTERS: Emitters<'tokens' | 'tfidf' | 'picture'> = {
  tokens: ({ column, fitted }, { sketch, inputs, wholes }) => {
    const input = inputs.add({ kind: 'tokens', column, shape: [fitted.settings.length], fitted })
    wholes.set(column, sketch.op('Cast', [input], TO_INT32))
  },
  tfidf: ({ column, fitted, names }, { sketch, frame, inputs }) => {
    const input = inputs.add({ kind: 'terms', column, shape: [names.length], fitted })
    frame.put(names, emitWeights(sketch, sketch.op('Cast', [input], TO_DOUBLE), fitted))
  },
  picture: ({ column, geometry }, { sketch, inputs, wholes }) => {
    const { height, width, channels } = geometry
    const input = inputs.add({ kind: 'picture', column, shape: [height, width, channels], geometry })
    wholes.set(
      column,
      sketch.op('Div', [sketch.op('Cast', [input], TO_FLOAT), sketch.floats('white', [1], [255])]),
    )
  },
}

/** What the terms of a text weigh, from how often they stand in it. */
function emitWeights(sketch: OnnxSketch, counts: string, { settings, idf }: FittedTfidf): string {
  const { weighting, sublinear, norm } = settings
  const isThere = sketch.op('Greater', [counts, one(sketch, 0)])
  const times = weighting === 'binary' ? sketch.op('Cast', [isThere], TO_DOUBLE) : counts
  const seen = sublinear ? emitSublinear(sketch, times, isThere) : times
  const weights = idf.every((factor) => factor === 1)
    ? seen
    : sketch.op('Mul', [seen, row(sketch, 'idf', idf)])
  if (norm === 'none') return weights
  const size = reduce(sketch, norm === 'l1' ? 'ReduceL1' : 'ReduceL2', weights)
  const isEmpty = sketch.op('Equal', [size, one(sketch, 0)])
  return sketch.op('Div', [weights, sketch.op('Where', [isEmpty, one(sketch, 1), size])])
}

/** 1 + ln(count), 0 where a term is not there. */
function emitSublinear(sketch: OnnxSketch, times: string, isThere: string): string {
  const logarithm = sketch.op('Add', [sketch.op('Log', [times]), one(sketch, 1)])
  return sketch.op('Where', [isThere, logarithm, one(sketch, 0)])
}
