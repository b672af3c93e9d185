/** @file Makes the data of a sample: drawing hundreds of pictures is no work for the core. */
import { makeData } from '../../datasets'
import type { Job } from '../job'

export const makeSampleData: Job<'makeSampleData'> = async (input, { progress, breathe }) => {
  await makeData(input, async (done) => {
    progress(done, input.rows)
    await breathe()
  })
  return {}
}
