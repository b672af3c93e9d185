/** @file Steps for pictures: they learn nothing. */
import * as v from 'valibot'
import { PictureGeometry } from '../../../../shared/domain/pictureGeometry'
import type { FrameColumn } from '../frame/columns'
import { NOTHING_FITTED, type StepRules } from './rule'

export const PICTURE_STEP_RULES: StepRules<'picture' | 'augment'> = {
  picture: {
    takes: (column: FrameColumn) => column.kind === 'texts' && column.use === 'picture',
    fit: (step, { columns }) => {
      const geometry = v.parse(v.object(PictureGeometry.entries), step)
      return {
        primitives: columns.map((column) => ({ kind: 'picture', column, geometry })),
        facts: () => [],
      }
    },
  },
  // Pictures are changed in training, epoch by epoch.
  augment: { takes: (column) => column.kind === 'pictures', fit: () => NOTHING_FITTED },
}
