/** @file Whether the disk has room. */
import { statfs } from 'node:fs/promises'
import { AppError } from '../../../../shared/errors/appError'

/** A disk that is full to the last byte serves nobody. */
const RESERVE = 64 * 2 ** 20

/** @throws {engine/no-space}; where the file system does not say, the disk will. */
export async function checkSpace(folder: string, neededBytes: number): Promise<void> {
  const found = await statfs(folder).catch(() => null)
  const freeBytes = found === null ? Infinity : found.bavail * found.bsize
  if (neededBytes > 0 && freeBytes < neededBytes + RESERVE) {
    throw new AppError('engine/no-space', { neededBytes, freeBytes })
  }
}
