/** @file Faces: recognising people. */
import type { SampleWords } from '../types'

export const faces: SampleWords = {
  title: 'Faces: recognising people',
  summary:
    'Drop a folder with a folder a person: a small network learns what makes two pictures the same person.',
  guide: [
    'A classifier knows the people it was trained on, and nobody else. An embedding learns something else: a direction for every picture, such that pictures of one person point the same way and pictures of two people do not. Who somebody is then follows from the nearest known picture, and whether two pictures show one person from a single distance: under a threshold yes, above it no. People can be added later without any training.',
    'Run the study and open the tab “Match” of its best trial. It shows how far pairs of one person and pairs of two lie apart, the threshold at which both mistakes are equally rare, and how sure that figure is with so few people. Drop a picture there: its nearest people are shown, or “unknown”. The split keeps pictures of everybody in training; to see how people fare whom the network never saw, group the split by the person instead. In the end open the sealed test once, at the threshold that validation chose. With a trained network among the backbones there is a shorter way: it stays frozen, sees every picture once, and only the directions are learnt.',
  ],
  model:
    'Three convolutions 24 – 48 – 64 with max pooling, dropout, an embedding of 64 numbers; grey pictures of 56 × 48. Or a frozen backbone on pictures of 224 × 224 in colour, its features centred, dropout, an embedding of 64 numbers.',
  search:
    'Learning rate, temperature of the contrastive loss, size of the embedding, dropout; 8 trials each.',
  expect:
    'On 280 of the AT&T pictures (32 people) the default settings identify all 60 sealed pictures, with each of three splits; 2 to 3.5 % of their pairs are taken for the wrong thing at equal error. For people whom training never saw it is 6 to 12 %, with so few people an uncertain figure. On the features of MobileNet all 8 trials take 40 seconds; their best identify all 63 validation pictures, at an equal error of 0 to 0.2 %.',
  parts: {
    people: 'People',
    photographs: 'People in photographs',
    peopleOnBackbone: 'People, for a backbone',
  },
  own: {
    people:
      'A folder with a folder of pictures a person, five or more each, the face filling most of the picture; the AT&T faces (40 people, ten grey pictures each) are a known set.',
    photographs:
      'A folder with a folder of photographs a person, in which a small detector looks for the face and crops to it; where it finds none, the whole picture is used, and counted.',
    peopleOnBackbone:
      'The same folder as for “People”, when a network of pictures in colour is there (Models → Backbones), such as MobileNet. Its features are computed once.',
  },
  studies: {
    contrastive: 'Contrastive embedding',
    foundFaces: 'Contrastive embedding of found faces',
    frozenFeatures: 'Embedding on a frozen backbone',
  },
  caution:
    'A face is personal data that nobody can change. Use pictures of people who agreed to exactly this, keep them no longer than needed, and tell people when they are recognised by a machine; in many countries the law asks for no less. And mind who is in the data: a network makes more mistakes about people of an age, sex or skin colour that it saw less of. Look at the errors group by group before anything depends on them, never let a match alone decide about somebody.',
}
