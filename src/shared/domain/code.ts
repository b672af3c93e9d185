/** @file A model and its training as a script of another framework. */
import * as v from 'valibot'

export const CODE_FRAMEWORKS = ['keras', 'pytorch', 'tfjs'] as const
export const CodeFramework = v.picklist(CODE_FRAMEWORKS)
export type CodeFramework = v.InferOutput<typeof CodeFramework>

/** What a script draws by itself, so that its losses are near those of the trial and not equal to them. */
export const CODE_REMARKS = ['dropout', 'noise', 'augmentation', 'latentNoise'] as const
export const CodeRemark = v.picklist(CODE_REMARKS)
export type CodeRemark = v.InferOutput<typeof CodeRemark>

export const WrittenScript = v.strictObject({
  fileName: v.string(),
  text: v.string(),
  remarks: v.array(CodeRemark),
})
export type WrittenScript = v.InferOutput<typeof WrittenScript>
