import type { Device, OnnxDevice } from '../../../../shared/domain/device'
import { invariant } from '../../../../shared/errors/appError'

/** @returns where ONNX Runtime is to train. */
export function onnxDevice(device: Device = 'cpu'): OnnxDevice {
  invariant(device !== 'cuda', 'ONNX Runtime was given a device of another engine')
  return device
}
