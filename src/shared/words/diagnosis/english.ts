/** @file Findings in English. */
import type { DiagnosisWords } from './words'

export const english: DiagnosisWords = {
  rules: {
    diverged: {
      name: 'Diverged',
      text: 'The training diverged at epoch {step}: its loss was no number any more.',
      why: 'Steps that are too long throw the weights ever further. A tenth of the learning rate, or a gradient that is held, usually ends it.',
    },
    outOfMemory: {
      name: 'Out of memory',
      text: 'There was not enough memory for batches of {batch} rows.',
      why: 'What a step holds grows with the batch. Half of it needs about half the memory.',
    },
    leakSuspected: {
      name: 'Leak suspected',
      text: 'It is right about nearly everything: {value} on {rows} validation rows. Real data seldom allow that; does a column know the answer?',
      why: 'A column that is known only after the answer, or copies it, makes figures that nobody will see again in use. Set it aside and compare.',
    },
    copiesAcrossParts: {
      name: 'Copies across parts',
      text: '{rows} of the rows held out ({share} %) stand among the training rows, too.',
      why: 'On a copy a model shows what it remembers. Remove repeated rows, or divide by groups.',
    },
    learnsNothing: {
      name: 'Learns nothing',
      text: 'The loss on the training rows ({loss}) is that of guessing by how often each answer occurs ({chance}).',
      why: 'Either the steps are of the wrong size, or something blocks the way, or the inputs say nothing about the target.',
    },
    learningRateTooHigh: {
      name: 'Learning rate too high',
      text: 'With a learning rate of {rate} the loss ends at {loss}; guessing would give {chance}, the lowest was {lowest} at epoch {step}.',
      why: 'Every step leaps over the valley that it should go down into.',
    },
    explodingGradients: {
      name: 'Exploding gradients',
      text: 'The gradient of {layer} was {norm} long at epoch {step}; usually it is {usual}.',
      why: 'One such step undoes many. A limit to the length of the gradient leaves its direction and takes its force.',
    },
    vanishingGradients: {
      name: 'Vanishing gradients',
      text: 'The gradient of {layer} is only {ratio} times as long as that of {last}: nothing reaches the first layers.',
      why: 'Flat activations shrink a gradient at every layer on its way back. ReLU, first weights that suit it, or normalisation keep it alive.',
    },
    deadUnits: {
      name: 'Dead units',
      text: '{share} % of the units of {layer} put out 0 whatever comes in.',
      why: 'A unit that is always 0 has no gradient and never comes back. Smaller steps let fewer die, and a leaky activation none.',
    },
    saturatedUnits: {
      name: 'Saturated units',
      text: '{share} % of the outputs of {layer} stand at an end of the activation.',
      why: 'There it is flat, and hardly anything is learnt through it.',
    },
    jumpingLoss: {
      name: 'Jumping loss',
      text: 'The loss on the training rows jumps: {count} times up by much in the second half, by {largest} at most.',
      why: 'Steps are too long or batches too small for the last part of the way.',
    },
    discriminatorWins: {
      name: 'Discriminator wins',
      text: 'The discriminator is hardly ever wrong (loss {judge}), the generator learns nothing from it (loss {maker}), and what it makes comes no nearer to what is real.',
      why: 'A judge that is always sure gives no hint what to do better. Let it learn more slowly, or let it be less sure.',
    },
    modeCollapse: {
      name: 'Mode collapse',
      text: 'The pictures of epoch {step} differ from each other by only {share} % of what real ones do.',
      why: 'The generator has found one thing that the discriminator lets pass, and makes it again and again.',
    },
    overfitting: {
      name: 'Overfitting',
      text: 'The loss on the validation rows was lowest at epoch {step} ({lowest}) and has risen by {rise} % since, while that on the training rows fell.',
      why: 'What is learnt since then is true of the training rows alone. Dropout, a smaller network, or more data help; the weights that are kept are those of the best epoch.',
    },
    underfitting: {
      name: 'Underfitting',
      text: 'The loss on the training rows stands still at {loss}, about as high as on the validation rows, though more is possible (guessing: {chance}).',
      why: 'The network is held down, or too small for what the data say.',
    },
    classesIgnored: {
      name: 'Classes ignored',
      text: 'Not one validation row of {label} is found ({rows} rows, classes: {count}).',
      why: 'Where a class is rare, never naming it costs little. Weighing classes alike makes it count.',
    },
    batchTooLarge: {
      name: 'Batch too large',
      text: 'Batches of {batch} of {rows} rows make {perEpoch} steps an epoch, {steps} in all; the loss is still falling.',
      why: 'It is steps that learn, not epochs. Smaller batches make more of them from the same rows.',
    },
    learningRateTooLow: {
      name: 'Learning rate too low',
      text: 'With a learning rate of {rate} the loss creeps from {first} to {loss}.',
      why: 'The way is right, the steps are too short to get there.',
    },
    plateau: {
      name: 'Plateau',
      text: 'The loss on the training rows stands still at {loss}; trial {other} of the same size came to {otherLoss}.',
      why: 'Steps of the same length all the time cross the valley from side to side. A rate that falls when nothing improves gets further down.',
    },
    stoppedTooEarly: {
      name: 'Stopped too early',
      text: 'Patience of {patience} epochs ended it at epoch {step}, while the loss on the validation rows fell by {fall} %.',
      why: 'The objective moves in leaps, the loss shows what happens in between.',
    },
    epochsTooFew: {
      name: 'Too few epochs',
      text: 'The loss on the validation rows falls to the last of {epochs} epochs.',
      why: 'The training was cut off on its way down.',
    },
    memoryClose: {
      name: 'Memory is tight',
      text: 'The trials that run at the same time need {needed} of {available} bytes of memory.',
      why: 'What else the machine does may end a trial. Smaller batches, or fewer trials at the same time, leave room.',
    },
  },
  figures: {
    gradientNorm: 'length of the gradient',
    weightNorm: 'length of the weights',
    updateRatio: 'step as a share of the weights',
    deadShare: 'share of dead units',
    saturatedShare: 'share of saturated outputs',
  },
  evidence: {
    curve: '{metric} on the {part} rows, epochs {from} to {to}',
    layer: '{layer}: {figure} {value}, epochs {from} to {to}',
    class: '{label}: {share} % of {rows} rows found',
    column: 'column {column}: bond with the target {bond}',
    trial: 'trial {number}',
  },
  terms: {
    seenIn: 'seen in',
    try: 'try',
    or: 'or',
    source: 'source',
    trial: 'Trial {number}, {epochs} epochs:',
    nothing: 'Trial {number}: nothing found in {epochs} epochs.',
    program: 'The trials of this study are runs of a program: their training is not seen.',
    nothingInStudy: 'Nothing found in {trials} trials.',
    share: '{count} of {trials} trials ({share} %)',
    layer: 'layer',
  },
  parts: { train: 'training', validation: 'validation' },
  remedies: {
    setting: '{path}: {from} → {to}',
    insertLayer: 'a layer of {kind} before {before}',
    data: 'look at the columns and the split of the dataset',
  },
}
