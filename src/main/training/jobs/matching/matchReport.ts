/** @file How the validation rows of a trained model are told apart. */
import { bootstrapEqualError } from '../../matching/bootstrap'
import { embedParts } from '../../matching/embedRows'
import { compareParts } from '../../matching/report'
import { equalError, errorCurve, pairUp } from '../../matching/verification'
import type { Job } from '../../job'

/** Of classes drawn with replacement. */
const SAMPLES = 200

export const matchReport: Job<'matchReport'> = async (trained, { progress, breathe }) => {
  const { meta, parts } = await embedParts(trained, ['train', 'validation'], {
    onRows: async (done, total) => {
      progress(done, 2 * total)
      await breathe()
    },
  })
  const [train, validation] = parts
  const { output } = meta.fitted
  const labels = output.kind === 'classes' ? output.labels : []
  const empty = { rows: 0, width: 1, values: new Float32Array(), classes: [] }
  const pairs = pairUp(validation ?? empty)
  const compared = { train: train ?? empty, validation: validation ?? empty, labels }
  const report = compareParts(compared, pairs)
  await breathe()
  const tuned = equalError(errorCurve(pairs))
  const interval =
    tuned === null
      ? null
      : await bootstrapEqualError(pairs, SAMPLES, async (done) => {
          progress(SAMPLES + done, 2 * SAMPLES)
          await breathe()
        })
  return {
    ...report,
    isTrained: trained.training.mode === 'embedding',
    focus: meta.focus ?? null,
    equalError:
      tuned === null ? null : { ...tuned, low: interval?.low ?? null, high: interval?.high ?? null },
  }
}
