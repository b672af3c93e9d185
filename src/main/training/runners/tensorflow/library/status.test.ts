import { describe, expect, it } from 'vitest'
import { AppError } from '../../../../../shared/errors/appError'
import { checkStatus } from './status'
import type { Symbols } from './symbols'

const [UNKNOWN, INVALID, NOT_FOUND, EXHAUSTED, PRECONDITION, INTERNAL] = [2, 3, 5, 8, 9, 13]

function thrownBy(code: number, message: string): AppError | null {
  const symbols = { number: () => code, text: () => message } as unknown as Symbols
  try {
    checkStatus(symbols, 1n)
    return null
  } catch (thrown) {
    return thrown instanceof AppError ? thrown : expect.fail(String(thrown))
  }
}

describe('checkStatus', () => {
  it('is silent where all went well', () => {
    expect(thrownBy(0, '')).toBeNull()
  })

  // As TensorFlow has them, from 2.9 to 2.21.
  it.each([
    [
      EXHAUSTED,
      'OOM when allocating tensor with shape[16,112,112,147] and type float on /job:localhost/replica:0/task:0/device:GPU:0 by allocator GPU_0_bfc\n\t [[{{node train/conv}}]]',
    ],
    [EXHAUSTED, 'Ran out of GPU memory when allocating 4294967296 bytes for train/matmul'],
    [EXHAUSTED, 'SameWorkerRecvDone unable to allocate output tensor. Key: /job:localhost'],
    [INTERNAL, 'Dst tensor is not initialized.\n\t [[{{node _arg_feed/numbers_0_1}}]]'],
    [PRECONDITION, 'Failed to allocate scratch buffer for device 0'],
    [INTERNAL, 'CUDA runtime implicit initialization on GPU:0 failed. Status: out of memory'],
    [
      INTERNAL,
      'failed initializing StreamExecutor for CUDA device ordinal 0: CUDA_ERROR_OUT_OF_MEMORY: out of memory',
    ],
    [INTERNAL, 'Failed to get memory allocator for TF GPU 0 with 0 bytes of memory.'],
    [INTERNAL, 'failed to create cublas handle: CUBLAS_STATUS_ALLOC_FAILED'],
    [UNKNOWN, 'Could not create cudnn handle: CUDNN_STATUS_ALLOC_FAILED'],
    [
      NOT_FOUND,
      `No algorithm worked!  Error messages:\n${'  Profiling failure on CUDNN engine 1#TC: INTERNAL: other\n'.repeat(20)}  Profiling failure on CUDNN engine eng4: RESOURCE_EXHAUSTED: Out of memory while trying to allocate 8589934592 bytes.`,
    ],
    [INTERNAL, 'std::bad_alloc'],
  ])('knows a card or a machine without memory (%i): %s', (code, message) => {
    expect(thrownBy(code, message)).toMatchObject({ code: 'training/out-of-memory' })
  })

  it.each([
    [INVALID, 'Incompatible shapes: [32,10] vs. [32,2]'],
    [INTERNAL, 'Blas xGEMM launch failed : a.shape=[1,32,64], b.shape=[1,64,10]'],
    [UNKNOWN, 'Failed to get convolution algorithm. This is probably because cuDNN failed to initialize'],
    [INVALID, "No OpKernel was registered to support Op 'LRN' used by {{node train/lrn}}"],
  ])('tells everything else in the words of the library (%i): %s', (code, message) => {
    expect(thrownBy(code, message)).toMatchObject({ code: 'training/failed', details: { message } })
  })

  it('shows no more than the beginning of long words', () => {
    const error = thrownBy(INVALID, 'x'.repeat(5000))
    expect(String(error?.details['message'])).toHaveLength(600)
  })
})
