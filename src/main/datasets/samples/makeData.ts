import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { MadeData } from '../../../shared/domain/sample'
import { createRandom } from '../../../shared/util/random'
import { MAKERS } from './makers/registry'
import type { MakeTools } from './types'

export interface DataToMake {
  readonly data: MadeData
  readonly seed: number
  readonly rows: number
  /** Where the files go; made where it is not there. */
  readonly folder: string
}

/** Makes the data of a sample. @param tick is told how many rows are there. */
export async function makeData(
  { data, seed, rows, folder }: DataToMake,
  tick: MakeTools['tick'],
): Promise<void> {
  const write: MakeTools['write'] = async (path, content) => {
    const file = join(folder, ...path.split('/'))
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, content)
  }
  await MAKERS[data]({ random: createRandom(seed), rows, write, tick })
}
