/** @file Steps for pictures. */
import * as v from 'valibot'
import { AUGMENTATION } from '../augmentation'
import { PICTURE_GEOMETRY } from '../pictureGeometry'
import { STEP } from './stepBase'

/** Brings all pictures to one size and the same colours: an input of the model of its own. */
export const PictureStep = v.strictObject({ kind: v.literal('picture'), ...STEP, ...PICTURE_GEOMETRY })

/** Changes the pictures of the training rows by chance, anew in every epoch. */
export const AugmentStep = v.strictObject({ kind: v.literal('augment'), ...STEP, ...AUGMENTATION })
