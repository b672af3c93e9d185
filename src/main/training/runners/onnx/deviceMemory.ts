import type { Tensor } from 'onnxruntime-node'
import type { OnnxDevice } from '../../../../shared/domain/device'
import { encodeModel, ONNX_OPERATOR_SET } from '../../../compiler'
import { type DeviceMemory, HOST_MEMORY } from '../shared/hostMemory'
import type { Tensors } from '../shared/tensors'
import { openSession, type Session } from './session'

export function openDeviceMemory(device: OnnxDevice): DeviceMemory {
  return device === 'cpu' ? HOST_MEMORY : new CopyingMemory(device)
}

/** ONNX Runtime copies what a program takes or gives, so a program that does nothing else is a copy. */
class CopyingMemory implements DeviceMemory {
  private readonly sessions = new Map<string, Promise<Session>>()

  constructor(private readonly device: OnnxDevice) {}

  upload(tensors: Tensors): Promise<Tensors> {
    return this.copyAll(tensors, 'device')
  }

  download(tensors: Tensors): Promise<Tensors> {
    return this.copyAll(tensors, 'host')
  }

  free(tensors: Tensors): void {
    for (const tensor of Object.values(tensors)) if (tensor.location !== 'cpu') tensor.dispose()
  }

  async release(): Promise<void> {
    for (const session of this.sessions.values()) await (await session).release()
    this.sessions.clear()
  }

  private async copyAll(tensors: Tensors, to: 'device' | 'host'): Promise<Tensors> {
    const copies: [string, Tensor][] = []
    for (const [name, tensor] of Object.entries(tensors)) copies.push([name, await this.copy(tensor, to)])
    return Object.fromEntries(copies)
  }

  private async copy(tensor: Tensor, to: 'device' | 'host'): Promise<Tensor> {
    if ((tensor.location === 'cpu') === (to === 'host')) return tensor
    const session = await this.sessionFor(tensor, to)
    return (await session.run({ from: tensor }))['to'] ?? tensor
  }

  private sessionFor({ type, dims }: Tensor, to: 'device' | 'host'): Promise<Session> {
    const key = `${type} ${String(dims.length)} ${to}`
    const known = this.sessions.get(key)
    const session =
      known ??
      openSession(copyProgram(type === 'int32' ? 'int32' : 'float32', dims.length), {
        device: this.device,
        threads: 1,
        isResident: to === 'device',
      })
    this.sessions.set(key, session)
    return session
  }
}

function copyProgram(dataType: 'float32' | 'int32', rank: number): Uint8Array {
  const shape = Array.from({ length: rank }, (_, axis) => `axis${String(axis)}`)
  return encodeModel({
    operatorSets: { '': ONNX_OPERATOR_SET },
    graph: {
      name: 'copy',
      inputs: [{ name: 'from', dataType, shape }],
      outputs: [{ name: 'to', dataType, shape }],
      initializers: [],
      nodes: [{ opType: 'Identity', inputs: ['from'], outputs: ['to'] }],
    },
  })
}
