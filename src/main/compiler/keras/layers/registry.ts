/** @file All layers in Keras's words, once each way. */
import type { LayerKind, LayerSpec } from '../../../../shared/domain/modelSpec'
import type { LayerPlace } from '../../layers/layer'
import type { KerasLayer } from '../format'
import { attentionReaders, attentionWriters } from './attention'
import { basicReaders, basicWriters } from './basic'
import type { KerasPart, KerasReaders, KerasWriters, WriteKeras } from './codec'
import { convolutionReaders, convolutionWriters } from './convolution'
import { mergingReaders, mergingWriters } from './merging'
import { poolingReaders, poolingWriters } from './pooling'
import { regularReaders, regularWriters } from './regular'
import { sequenceReaders, sequenceWriters } from './sequence'
import { shapingReaders, shapingWriters } from './shaping'

/** An input layer is no layer of its own: the model's inputs are written with their data. */
type WrittenKind = Exclude<LayerKind, 'input'>

const WRITERS: KerasWriters<WrittenKind> = {
  ...basicWriters,
  ...convolutionWriters,
  ...poolingWriters,
  ...shapingWriters,
  ...sequenceWriters,
  ...regularWriters,
  ...attentionWriters,
  ...mergingWriters,
  // Nodes of ONNX have no words there.
  onnx: () => null,
}

export const READERS: KerasReaders = {
  ...basicReaders,
  ...convolutionReaders,
  ...poolingReaders,
  ...shapingReaders,
  ...sequenceReaders,
  ...regularReaders,
  ...attentionReaders,
  ...mergingReaders,
}

/** The writer of a kind takes its spec, which the union over all kinds cannot express. */
export function writeLayer(
  spec: Extract<LayerSpec, { kind: WrittenKind }>,
  place: LayerPlace,
): KerasLayer | readonly KerasPart[] | null {
  return (WRITERS[spec.kind] as unknown as WriteKeras<WrittenKind>)(spec, place)
}
