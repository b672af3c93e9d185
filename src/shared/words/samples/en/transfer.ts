/** @file Transfer learning: a network that has seen more than these pictures. */
import type { SampleWords } from '../types'

export const transfer: SampleWords = {
  title: 'Transfer learning: begin where others ended',
  summary:
    'Drop a trained network and a folder of pictures: its layers stay frozen, and a small head learns on what they see.',
  guide: [
    'A network that was trained on a million photographs knows edges, textures and parts of things. Cut off its last layer, and what is left turns every picture into a thousand telling numbers. A small head on these features needs a few dozen pictures a class, where a whole network would learn them by heart. The frozen layers give the same numbers in every epoch, so Fettle computes them once, keeps them, and trains the head in seconds.',
    'First bring in a network under Models → Backbones: MobileNet or another one as a TF.js layers model, a Keras model with its weights, a file of ONNX, or a trial of yours (“Keep as a backbone” on its page). Then open this sample with a folder of photographs. Compare “Frozen backbone” with “From scratch”. Later thaw the last layers in the model builder (“Trained”) at a tenth of the learning rate, which pays with more pictures. What a backbone expects of pixels matters: look at its scaling where the result is no better than chance.',
  ],
  model: 'The backbone, dropout, dense 64; beside it three convolutions 16 – 32 – 64 trained from scratch.',
  search: 'Learning rate and dropout; 8 trials frozen, 4 from scratch.',
  expect:
    'MobileNet v1 on 450 photographs of cats, dogs and ships (32 × 32, enlarged): 79 % of the validation rows frozen, after 10 seconds for the features and half a second a trial; 60 % with a small network from scratch.',
  parts: { scenes: 'Houses, boats and trees', photographs: 'Photographs' },
  own: {
    photographs:
      'A folder with a folder of photographs a class, 50 or more each; three classes of CIFAR-10, or flowers, are known sets. A backbone has to be there already.',
  },
  studies: { frozen: 'Frozen backbone', scratch: 'From scratch' },
}
