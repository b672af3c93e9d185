/** @file Installs an engine pack. */
import { installFrom } from '../../engines'
import type { Job } from '../../job'

/** In a worker, for sums over gigabytes would hold up the core. */
export const engineInstall: Job<'engineInstall'> = async (input, { progress, signal }) => {
  const { version } = await installFrom(input, { progress, signal })
  return { version }
}
