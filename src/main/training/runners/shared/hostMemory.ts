/** @file Where the tensors of a run lie, as whoever owns them sees it. */
import type { Tensors } from './tensors'

/** Moves tensors to where programs of a device run, and back; what lies there already stays. */
export interface DeviceMemory {
  upload(tensors: Tensors): Promise<Tensors>
  /** The data of what `download` gives can be read here. */
  download(tensors: Tensors): Promise<Tensors>
  /** Gives the device's memory back; the tensors must not be used any more. */
  free(tensors: Tensors): void
  release(): Promise<void>
}

/** Programs on the processor run where we are. */
export const HOST_MEMORY: DeviceMemory = {
  upload: (tensors) => Promise.resolve(tensors),
  download: (tensors) => Promise.resolve(tensors),
  free: () => undefined,
  release: () => Promise.resolve(),
}
