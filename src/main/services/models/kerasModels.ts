import { type Design, type Model, MOST_LAYERS } from '../../../shared/domain/design'
import type { KerasRemark } from '../../../shared/domain/kerasRemark'
import { isPlainLayer } from '../../../shared/domain/newLayer'
import { DEFAULT_TRAINING } from '../../../shared/domain/trainingSpec'
import { AppError } from '../../../shared/errors/appError'
import { exportKeras, importKeras } from '../../compiler'
import { applyAssignment } from '../../search'
import { type Download, toDownload } from '../downloads/download'
import { type ModelPlace, refuseInvalidDesign } from './checkModel'

/** A design of the layers of a Keras model; how it trains is not in it. @throws {keras/*} */
export function readKeras(json: string): { design: Design; remarks: KerasRemark[] } {
  const { layers, remarks } = importKeras(json)
  if (layers.length > MOST_LAYERS)
    throw new AppError('keras/too-many-layers', { count: layers.length, limit: MOST_LAYERS })
  return {
    design: { layers: layers.filter(isPlainLayer), training: DEFAULT_TRAINING, search: {} },
    remarks: [...remarks],
  }
}

/** The model that a design is while nothing varies. @throws {model/invalid} @throws {keras/not-exportable} */
export function writeKeras({ name, design }: Model, place: ModelPlace): Download {
  refuseInvalidDesign(design, place)
  const { model, training } = applyAssignment(design, {})
  const written = exportKeras({ layers: model.layers, ...place, training })
  return toDownload(JSON.stringify(written, null, 2), {
    stem: name,
    suffix: '.keras.json',
    mediaType: 'application/json',
  })
}
