/** @file Pictures for the screen: a page of the contact sheet, and one picture as it is, as a model sees it, and changed by chance. */
import type { Augmentation } from '../../../shared/domain/augmentation'
import { changesPictures } from '../../../shared/domain/augmentation'
import type { DatasetPlan } from '../../../shared/domain/dataset'
import type { PictureGeometry } from '../../../shared/domain/pictureGeometry'
import type { PicturePage, PictureSample } from '../../../shared/domain/picturePage'
import type { StepKind, StepOf } from '../../../shared/domain/recipe'
import { AppError } from '../../../shared/errors/appError'
import { drawThumbnails, samplePicture } from '../images/previews'
import { isUsable } from '../images/types'
import type { LoadedPlan } from '../plan/planCache'
import { joinRows } from '../profile/openColumn'
import { openPictures, type OpenPictures } from './openPictures'
import type { PictureSampleView, PictureView } from './types'

export async function pagePictures(
  loaded: LoadedPlan,
  { label, offset, limit }: PictureView,
): Promise<PicturePage> {
  const { train, validation } = loaded.division.parts
  const pictures = await openPictures(loaded, joinRows(train, validation))
  if (!pictures) return { total: 0, pictures: [] }
  const places = [...pictures.rows.keys()].filter(
    (place) => label === null || pictures.labelOf(place) === label,
  )
  return {
    total: places.length,
    pictures: await drawPlaces(pictures, places.slice(offset, offset + limit)),
  }
}

async function drawPlaces(
  pictures: OpenPictures,
  places: readonly number[],
): Promise<PicturePage['pictures']> {
  const { source, rows, pathOf, labelOf } = pictures
  const images = await drawThumbnails(source, places)
  const probed = await Promise.all(places.map((place) => source.probe(place)))
  return places.map((place, at) => {
    const facts = probed[at]
    const size = facts && isUsable(facts) ? facts : { width: 0, height: 0 }
    return {
      row: rows[place] ?? 0,
      label: labelOf(place),
      path: pathOf(place),
      ...{ width: size.width, height: size.height, image: images[at] ?? null },
    }
  })
}

/** @throws {app/not-found} for a row without a picture, or a sealed one. */
export async function showSample(
  loaded: LoadedPlan,
  { row, count, seed }: PictureSampleView,
): Promise<PictureSample> {
  const { data, division } = loaded
  const isSealed = division.parts.test.includes(row)
  const pictures = isSealed ? null : await openPictures(loaded, Int32Array.of(row))
  const sample =
    pictures && pictures.rows.length > 0
      ? await samplePicture({ source: pictures.source, index: 0, count, seed, ...settingsOf(data.plan) })
      : null
  if (!sample) throw new AppError('app/not-found', { what: 'picture', id: row })
  return sample
}

/** What the recipe makes of pictures; without a step they are shown at the size that a step begins with. */
function settingsOf(plan: DatasetPlan): { geometry: PictureGeometry; augmentation: Augmentation | null } {
  const picture = findStep(plan, 'picture')
  const augment = findStep(plan, 'augment')
  return {
    geometry: picture ?? { height: 64, width: 64, channels: 3, fit: 'crop', background: 255 },
    augmentation: augment && changesPictures(augment) ? augment : null,
  }
}

function findStep<Kind extends StepKind>({ recipe }: DatasetPlan, kind: Kind): StepOf<Kind> | null {
  const found = recipe.find((step): step is StepOf<Kind> => step.kind === kind && !step.isOff)
  return found ?? null
}
