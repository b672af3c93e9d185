/** @file Tries a library of TensorFlow. */
import { openTensorFlow } from '../../runners/tensorflow/library'
import type { Job } from '../../job'

/** A library that is loaded stays for good, so the worker is of no use to anybody who wants another one. */
export const engineProbe: Job<'engineProbe'> = ({ folder }) => {
  const library = openTensorFlow(folder)
  return Promise.resolve({ version: library.version, devices: [...library.devices()] })
}
