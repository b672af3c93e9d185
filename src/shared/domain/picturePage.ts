/** @file Pictures on their way to the screen: a contact sheet, one before and after, one as chance changes it. */
import * as v from 'valibot'

/** Pictures of one page at most. */
export const PAGE_PICTURES = 64

/** `data:image/…;base64,…` */
const DataUrl = v.pipe(v.string(), v.startsWith('data:image/'))

export const PicturePage = v.strictObject({
  /** Pictures that there are, of this class where one was asked for. */
  total: v.number(),
  pictures: v.array(
    v.strictObject({
      row: v.number(),
      /** The cell of the target; null where there is none. */
      label: v.nullable(v.string()),
      path: v.string(),
      width: v.number(),
      height: v.number(),
      /** Null where it cannot be decoded. */
      image: v.nullable(DataUrl),
    }),
  ),
})
export type PicturePage = v.InferOutput<typeof PicturePage>

export const PictureSample = v.strictObject({
  /** As it lies in the source. */
  original: DataUrl,
  /** As the model sees it. */
  prepared: DataUrl,
  /** Whether the face was found that is looked for; null where none is. */
  isFocused: v.nullable(v.boolean()),
  /** As training may see it; empty without augmentation. */
  augmented: v.array(DataUrl),
})
export type PictureSample = v.InferOutput<typeof PictureSample>
