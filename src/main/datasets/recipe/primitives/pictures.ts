/** @file Primitives from pictures. They are decoded when they are written, for that takes time and files. */
import { wholeOrNone, type PrimitiveRules } from './rule'

export const PICTURE_RULES: PrimitiveRules<'picture'> = {
  picture: {
    apply: ({ column, geometry }, frame) => {
      const { codes, texts } = frame.texts(column)
      frame.set(column, { kind: 'pictures', codes, texts, geometry })
    },
    ...wholeOrNone(({ column }) => ({ reads: [column], writes: [column] })),
  },
}
