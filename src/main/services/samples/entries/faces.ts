import { layerOfBackbone } from '../../../../shared/domain/backbone'
import type { Design } from '../../../../shared/domain/design'
import { newLayer } from '../../../../shared/domain/newLayer'
import { FACE_FOCUS } from '../../../../shared/domain/pictureGeometry'
import { newStep, type StepOf } from '../../../../shared/domain/recipe'
import { DEFAULT_SPLIT } from '../../../../shared/domain/split'
import { AS_KERAS, makeDesign, type DesignParts, OUTPUT } from '../makeDesign'
import { PICTURE_SIDE, pictureBackbone } from '../pictureBackbone'
import { changes, type PlanChange, withSettings, withSplit, withSteps } from '../planChanges'
import type { DesignPlace, PartEntry, SampleEntry, StudyEntry } from '../types'

export const faces: SampleEntry = {
  topics: ['pictures'],
  difficulty: 'advanced',
  minutes: 12,
  parts: [
    part('people', ownPictures({}), { id: 'contrastive', design: network }),
    part('photographs', ownPictures({ focus: FACE_FOCUS }), { id: 'foundFaces', design: network }),
    part(
      'peopleOnBackbone',
      // Pictures that never change go through the frozen network only once.
      withSettings('picture', { height: PICTURE_SIDE, width: PICTURE_SIDE, channels: 3 }),
      { id: 'frozenFeatures', design: headOnBackbone },
    ),
  ],
}

/** Small and grey, a little different in every epoch. @param picture further settings */
function ownPictures(picture: Pick<StepOf<'picture'>, 'focus'>): PlanChange {
  return changes(
    withSettings('picture', { height: 56, width: 48, channels: 1, ...picture }),
    withSteps({
      ...newStep('augment', 'augment', 'pictures'),
      ...{ rotation: 10, shiftX: 0.06, shiftY: 0.06, zoom: 0.1, brightness: 0.15 },
      ...{ flipHorizontal: true, fillMode: 'nearest' },
    }),
  )
}

function part(id: string, pictures: PlanChange, study: Pick<StudyEntry, 'id' | 'design'>): PartEntry {
  return {
    id,
    kind: 'images',
    data: { origin: 'own' },
    accepts: 'folder',
    plan: changes(pictures, withSplit({ ...DEFAULT_SPLIT, train: 0.6, validation: 0.2, test: 0.2 })),
    studies: [
      {
        ...study,
        plan: {
          sampler: { kind: 'tpe', mode: 'multivariate', seed: 1 },
          // Of few people soon all are identified: how well pairs are told apart goes on telling models apart.
          objective: { metric: 'equalErrorRate', direction: 'minimize' },
          trials: 8,
        },
      },
    ],
  }
}

function network(): Design {
  return embeddingOf([
    newLayer('conv2d', 'edges', { filters: 24, ...AS_KERAS }),
    newLayer('maxPool2d', 'pool'),
    newLayer('conv2d', 'features', { filters: 48, ...AS_KERAS }),
    newLayer('maxPool2d', 'pool2'),
    newLayer('conv2d', 'parts', { filters: 64, ...AS_KERAS }),
    newLayer('maxPool2d', 'pool3'),
    newLayer('flatten', 'flatten'),
    newLayer('dropout', 'drop', { rate: 0.3 }),
    OUTPUT,
  ])
}

/** What a frozen network sees is turned and weighed such that one person points one way. */
function headOnBackbone(place: DesignPlace): Design {
  const backbone = pictureBackbone(place)
  const isVector = backbone.outputShape.length === 1
  return embeddingOf([
    layerOfBackbone(backbone, 'backbone'),
    ...(isVector ? [] : [newLayer('globalAveragePool', 'average')]),
    // What is never negative points nearly the same way for everybody, until its mean is taken away.
    newLayer('batchNorm', 'centre', { momentum: 0.9 }),
    newLayer('dropout', 'drop', { rate: 0.3 }),
    OUTPUT,
  ])
}

function embeddingOf(layers: DesignParts['layers']): Design {
  return makeDesign({
    layers,
    training: {
      ...{ mode: 'embedding', embeddingSize: 64, loss: 'supervisedContrastive', temperature: 0.1 },
      ...{ learningRate: 0.001, batchSize: 32, rowsPerClass: 4, epochs: 60, patience: 20 },
    },
    search: {
      'training.learningRate': { kind: 'float', low: 0.0003, high: 0.003, scale: 'log' },
      'training.temperature': { kind: 'float', low: 0.05, high: 0.3, scale: 'log' },
      'training.embeddingSize': { kind: 'choice', values: [32, 64, 128], isOrdered: true },
      'drop.rate': { kind: 'float', low: 0.1, high: 0.6, scale: 'linear' },
    },
  })
}
