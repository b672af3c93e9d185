/** @file The answer by one or two columns that are held at a value, all others as they are (Friedman 2001; Goldstein et al. 2015). */
import { AppError } from '../../../../shared/errors/appError'
import { countRows, openSubject } from '../../explain/openSubject'
import { type Grid, predictMade } from '../../explain/subject'
import type { Job } from '../../job'

export const partialDependence: Job<'partialDependence'> = async (input, tools) => {
  const { subject, answers } = await openSubject(input)
  const { names, explained } = subject
  try {
    const columns = input.columns.map((name) => {
      const column = names.indexOf(name)
      if (column < 0) throw new AppError('dataset/unknown-column', { column: name })
      return column
    })
    const grids = columns.map((column) => subject.grid(column, input.points))
    const points = crossed(grids)
    const width = answers.labels.length
    const onRows = countRows(tools, explained * points.length)
    const own = Int32Array.from({ length: explained }, (_, row) => row)
    const mean = answers.labels.map((): number[] => [])
    const shown = columns.length === 1 ? Math.min(input.single, explained) : 0
    const single = answers.labels.map(() => Array.from({ length: shown }, (): number[] => []))
    for (const point of points) {
      const from = names.map((_, column) => {
        const place = columns.indexOf(column)
        return place < 0 ? own : new Int32Array(explained).fill(point[place] ?? 0)
      })
      const values = answers.toAnswers(await predictMade({ subject, answers, onRows }, from))
      for (let label = 0; label < width; label++) {
        let sum = 0
        for (let row = 0; row < explained; row++) sum += values[row * width + label] ?? 0
        mean[label]?.push(sum / Math.max(1, explained))
        single[label]?.forEach((curve, row) => curve.push(values[row * width + label] ?? 0))
      }
    }
    return {
      ...{ by: subject.by, columns: [...input.columns], labels: [...answers.labels] },
      grid: grids.map(({ values }) => [...values]),
      rowCount: explained,
      mean,
      single,
    }
  } finally {
    await answers.dispose()
  }
}

/** Every value of the first column with every one of the second. */
function crossed([first, second]: readonly Grid[]): (readonly number[])[] {
  return (first?.places ?? []).flatMap((one) =>
    second ? second.places.map((other) => [one, other]) : [[one]],
  )
}
