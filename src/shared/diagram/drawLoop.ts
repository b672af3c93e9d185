/** @file The training loop as boxes and arrows, with the settings of a study: from the data to what is kept. */
import type { LoopFacts } from '../domain/modelDiagram'
import type { DiagramEdge, DiagramGraph, DiagramNode, DiagramTone } from './graph'
import type { DiagramWords } from './words'

type LoopWords = DiagramWords['loop']

export function drawLoop(facts: LoopFacts, { loop: words }: DiagramWords): DiagramGraph {
  const { training } = facts
  const clips = [
    ...(training.clipValue > 0 ? [words.clipValue(training.clipValue)] : []),
    ...(training.clipNorm > 0 ? [words.clipNorm(training.clipNorm)] : []),
  ]
  const nodes: DiagramNode[] = [
    box('data', { title: words.data, lines: dataLines(facts, words), tone: 'data' }),
    box('recipe', { title: words.recipe, lines: recipeLines(facts, words), tone: 'step' }),
    box('batches', { title: words.batches, lines: batchLines(facts, words), tone: 'step' }),
    box('forward', { title: words.forward, lines: [words.model], tone: 'weights' }),
    box('loss', { title: words.loss, lines: lossLines(facts, words), tone: 'loss' }),
    box('backward', { title: words.backward, lines: backwardLines(facts, words), tone: 'step' }),
    ...(clips.length > 0 ? [box('clip', { title: words.clip, lines: clips, tone: 'step' as const })] : []),
    box('optimizer', { title: words.optimizer, lines: optimizerLines(facts, words), tone: 'weights' }),
    box('evaluate', { title: words.evaluate, lines: evaluateLines(facts, words), tone: 'step' }),
    box('decide', { title: words.decide, lines: decideLines(facts, words), tone: 'step' }),
    box('done', { title: words.done, lines: [words.keep], tone: 'output' }),
  ]
  const chain = nodes.slice(1).map(({ id }, index): DiagramEdge => ({ from: nodes[index]?.id ?? '', to: id }))
  const again: DiagramEdge[] = [
    { from: 'optimizer', to: 'batches', isBack: true, label: words.nextBatch },
    { from: 'decide', to: 'batches', isBack: true, label: words.nextEpoch(training.epochs) },
  ]
  return { nodes, edges: [...chain, ...again], groups: [] }
}

function box(
  id: string,
  {
    title,
    lines,
    tone,
  }: { readonly title: string; readonly lines: readonly string[]; readonly tone: DiagramTone },
): DiagramNode {
  return { id, title, lines, tone, group: null }
}

function dataLines({ dataName, rows }: LoopFacts, words: LoopWords): string[] {
  return [
    ...(dataName === null ? [] : [dataName]),
    ...(rows === null ? [] : [words.rows(rows.train, rows.validation)]),
  ]
}

function recipeLines({ recipe, folds }: LoopFacts, words: LoopWords): string[] {
  return [
    recipe.length > 0 ? words.recipeSteps(recipe) : words.noRecipe,
    ...(folds > 1 ? [words.foldCount(folds)] : []),
  ]
}

function batchLines({ training, isAugmented }: LoopFacts, words: LoopWords): string[] {
  return [words.batchSize(training.batchSize), words.shuffled, ...(isAugmented ? [words.augmented] : [])]
}

function lossLines({ loss, hasPenalties }: LoopFacts, words: LoopWords): string[] {
  return [words.lossName(loss), ...(hasPenalties ? [words.penalties] : [])]
}

function backwardLines({ training }: LoopFacts, words: LoopWords): string[] {
  return [words.derivatives, ...(training.accumulate > 1 ? [words.accumulated(training.accumulate)] : [])]
}

function optimizerLines({ training }: LoopFacts, words: LoopWords): string[] {
  const { optimizer, learningRate, schedule } = training
  return [
    `${words.optimizerName(optimizer)}, ${words.learningRate(learningRate)}`,
    ...(schedule === 'constant' ? [] : [words.schedule(schedule)]),
  ]
}

function evaluateLines({ metric }: LoopFacts, words: LoopWords): string[] {
  return [words.validation, ...(metric === null ? [] : [words.metric(metric)])]
}

function decideLines({ training, pruner }: LoopFacts, words: LoopWords): string[] {
  return [
    words.best,
    ...(training.patience > 0 ? [words.patience(training.patience)] : []),
    ...(pruner === null ? [] : [words.pruner(pruner)]),
  ]
}
