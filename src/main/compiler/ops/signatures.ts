/** @file The table of all ops, a file a family. Everything total is total over this. */
import type { ConvolutionSignatures } from './signature/convolution'
import type { ElementwiseSignatures } from './signature/elementwise'
import type { ForeignSignatures } from './signature/foreign'
import type { LookupSignatures } from './signature/lookup'
import type { LossSignatures } from './signature/loss'
import type { MatrixSignatures } from './signature/matrix'
import type { NormalizationSignatures } from './signature/normalization'
import type { PoolingSignatures } from './signature/pooling'
import type { RecurrentSignatures } from './signature/recurrent'
import type { RowSignatures } from './signature/rows'
import type { ShapeSignatures } from './signature/shape'
import type { UpdateSignatures } from './signature/update'

export interface OpSignatures
  extends
    ShapeSignatures,
    ElementwiseSignatures,
    RowSignatures,
    MatrixSignatures,
    LossSignatures,
    UpdateSignatures,
    ConvolutionSignatures,
    PoolingSignatures,
    NormalizationSignatures,
    RecurrentSignatures,
    LookupSignatures,
    ForeignSignatures {}

export type OpKind = keyof OpSignatures

export type OpAttributes<K extends OpKind> = OpSignatures[K]['attributes']
