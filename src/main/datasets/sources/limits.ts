/** @file How much a folder or an archive may hold. */

/** Files in a folder or an archive. */
export const MAX_FILES = 200_000
/** Bytes that an archive may unpack to. */
export const MAX_UNPACKED_BYTES = 16 * 2 ** 30
/** An archive that unpacks to more than so many times its size is made to fill a disk … */
export const MAX_EXPANSION = 100
/** … unless what comes out is small anyway. */
export const HARMLESS_BYTES = 10 * 2 ** 20
/** Archives within archives that are opened. */
export const MAX_NESTING = 3
