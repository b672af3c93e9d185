import type { Backbone } from '../../../shared/domain/backbone'
import { AppError } from '../../../shared/errors/appError'
import type { DesignPlace } from './types'

/** Height and width of what most networks of pictures were trained on. */
export const PICTURE_SIDE = 224

/** @returns the newest network that reads pictures in colour. @throws {sample/backbone-needed} */
export function pictureBackbone({ backbones }: Pick<DesignPlace, 'backbones'>): Backbone {
  const fitting = backbones.find(({ inputShape }) => inputShape.length === 3 && inputShape[2] === 3)
  if (!fitting) throw new AppError('sample/backbone-needed')
  return fitting
}
