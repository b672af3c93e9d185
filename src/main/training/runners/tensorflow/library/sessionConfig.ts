import type { TensorFlowDevice } from '../../../../../shared/domain/device'
import { WireWriter } from '../../../../compiler'

export interface SessionOptions {
  readonly device: TensorFlowDevice
  /** Inside one operator on the processor; small models are fastest with one. */
  readonly threads: number
}

/** @returns a `ConfigProto` (`tensorflow/core/protobuf/config.proto`). */
export function sessionConfig({ device, threads }: SessionOptions): Uint8Array {
  const writer = new WireWriter()
  if (device === 'cpu') writer.message(1, hideCards)
  writer.integer(2, threads)
  // One operator after the other: those of a step wait for each other anyhow.
  writer.integer(5, 1)
  writer.message(6, device === 'cuda' ? shareCard : growAsNeeded)
  writer.integer(7, 1)
  // Of their own, so that two sessions of a process do not wait for each other.
  writer.integer(9, 1)
  return writer.finish()
}

/** Memory of a card is taken as it is needed, so that several processes share it. */
function growAsNeeded(options: WireWriter): void {
  options.integer(4, 1)
}

/** Of several cards only the first is used; without that it would take memory of every one, and a moment for each. */
function shareCard(options: WireWriter): void {
  growAsNeeded(options)
  options.text(5, '0')
}

/** `device_count`: no device of that kind. */
function hideCards(entry: WireWriter): void {
  entry.text(1, 'GPU')
  entry.integer(2, 0)
}
