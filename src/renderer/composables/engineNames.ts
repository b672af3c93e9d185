/** Engines and devices as their makers write them; what is unknown stays as it is. */
const NAMES: Readonly<Record<string, string>> = {
  onnx: 'ONNX',
  tensorflow: 'TensorFlow',
  cpu: 'CPU',
  webgpu: 'WebGPU',
  cuda: 'CUDA',
}

export function engineName(id: string): string {
  return NAMES[id] ?? id
}
