import { platform } from 'node:os'
import koffi from 'koffi'

/** From `dlfcn.h`: resolve everything at once, and never let go of the library again. */
const FLAGS: Partial<Record<NodeJS.Platform, number>> = { linux: 0x2 | 0x1000, darwin: 0x2 | 0x80 }

/** What TensorFlow leaves behind at the end of a process reaches into its own code, which must be there still. */
export function pinLibrary(file: string): void {
  const flags = FLAGS[platform()]
  if (flags === undefined) return
  const open = koffi.load(null).func('void *dlopen(const char *file, int flags)') as (
    file: string,
    flags: number,
  ) => unknown
  open(file, flags)
}
