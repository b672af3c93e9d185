import * as v from 'valibot'
import { Design } from '../../../shared/domain/design'
import { newLayer } from '../../../shared/domain/newLayer'
import { DEFAULT_TRAINING } from '../../../shared/domain/trainingSpec'

type DesignInput = v.InferInput<typeof Design>

export interface DesignParts
  extends Pick<DesignInput, 'layers'>, Partial<Omit<DesignInput, 'layers' | 'training'>> {
  /** Instead of the usual settings. */
  readonly training: Partial<DesignInput['training']>
}

/** A design from its layers; what is not said is as usual. */
export function makeDesign({ training, search = {}, ...rest }: DesignParts): Design {
  return v.parse(Design, { ...rest, search, training: { ...DEFAULT_TRAINING, ...training } })
}

/** Weights begin as in Keras, so that results can be held against its own. */
export const AS_KERAS = { initializer: 'glorotUniform' } as const

/** The last layer: its units and activation follow from the data. */
export const OUTPUT = newLayer('output', 'output')
