/** @file Nodes of ONNX have no words in TensorFlow: what stands on them is trained by the other engine, or on what they gave once. */
import { AppError } from '../../../../../shared/errors/appError'
import type { ForeignSignatures } from '../../../ops/signature/foreign'
import type { EmittersOf } from './emit'

export const foreignEmitters: EmittersOf<ForeignSignatures> = {
  onnxNodes: () => {
    throw new AppError('backbone/onnx-elsewhere', { what: 'TensorFlow' })
  },
}
