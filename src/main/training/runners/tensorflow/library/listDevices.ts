import type { TensorFlowDevice } from '../../../../../shared/domain/device'
import type { SessionOptions } from './sessionConfig'
import type { TensorFlowSession } from './tensorFlowSession'

type OpenSession = (
  graph: Uint8Array,
  options: SessionOptions,
) => Pick<TensorFlowSession, 'deviceTypes' | 'release'>

/** A card that is not ready (its driver is too old, another program has it for itself) keeps nobody from the processor. */
export function listDevices(open: OpenSession): readonly TensorFlowDevice[] {
  const typesBy = (device: TensorFlowDevice): string[] => {
    const session = open(new Uint8Array(), { device, threads: 1 })
    try {
      return session.deviceTypes()
    } finally {
      session.release()
    }
  }
  try {
    return typesBy('cuda').includes('GPU') ? ['cpu', 'cuda'] : ['cpu']
  } catch {
    typesBy('cpu')
    return ['cpu']
  }
}
