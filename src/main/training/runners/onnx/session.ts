import { InferenceSession } from 'onnxruntime-node'
import type { OnnxDevice } from '../../../../shared/domain/device'
import { AppError } from '../../../../shared/errors/appError'
import type { Program } from '../shared/tensors'

export interface SessionOptions {
  readonly device: OnnxDevice
  /** Threads inside one operator on the processor; small models are fastest with one. */
  readonly threads: number
  /** Whether results stay on the device until a program there takes them. @default false */
  readonly isResident?: boolean
  /**
   * Whether memory is laid out ahead, as the run before needed it: a tenth faster where steps take a few microseconds, but the
   * memory is held twice. @default true
   */
  readonly plansMemory?: boolean
}

export interface Session extends Program {
  release(): Promise<void>
}

/** @throws {training/no-device}, {training/out-of-memory} or {training/failed}; the latter two in `run` as well. */
export async function openSession(
  program: Uint8Array,
  { device, threads, isResident = false, plansMemory = true }: SessionOptions,
): Promise<Session> {
  const session = await translateErrors(() =>
    InferenceSession.create(program, {
      executionProviders: [device],
      ...(isResident && device !== 'cpu' ? { preferredOutputLocation: 'gpu-buffer' as const } : {}),
      intraOpNumThreads: threads,
      interOpNumThreads: 1,
      executionMode: 'sequential',
      enableMemPattern: plansMemory,
      // Above 'extended' only convolutions are rewritten, for the worse.
      graphOptimizationLevel: 'extended',
      // State that fades to denormal numbers costs up to a hundred times the usual arithmetic. The switch is the process's:
      // numbers below 1e-308 become 0 in JavaScript too, which a worker that only trains can bear.
      extra: { session: { set_denormal_as_zero: '1' } },
      logSeverityLevel: 3,
    }),
  )
  return {
    run: (feeds) => translateErrors(() => session.run(feeds)),
    release: () => session.release(),
  }
}

async function translateErrors<T>(action: () => Promise<T>): Promise<T> {
  try {
    return await action()
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    if (/failed to get a webgpu adapter/i.test(message)) {
      throw new AppError('training/no-device', { device: 'webgpu' }, { cause: error })
    }
    const isMemory = /bad_alloc|alloc(ate|ation)|out of memory/i.test(message)
    throw isMemory
      ? new AppError('training/out-of-memory', {}, { cause: error })
      : new AppError('training/failed', { message }, { cause: error })
  }
}
