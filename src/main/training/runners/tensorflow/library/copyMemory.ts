import { platform } from 'node:os'
import koffi from 'koffi'
import type { Address } from './symbols'

type Copy = (to: Address | ArrayBufferView, from: Address | ArrayBufferView, bytes: number) => unknown

/** The C library is part of every process but on Windows, where its functions are those of a file. */
const load = (): Copy => {
  const library = koffi.load(platform() === 'win32' ? 'ucrtbase.dll' : null)
  return library.func('void *memcpy(void *to, const void *from, size_t bytes)') as Copy
}

let copy: Copy | null = null

/** Between memory of JavaScript and of the library; buffers that the library owns cannot be had in Electron. */
export function copyMemory(
  to: Address | ArrayBufferView,
  from: Address | ArrayBufferView,
  bytes: number,
): void {
  if (bytes === 0) return
  copy ??= load()
  copy(to, from, bytes)
}
