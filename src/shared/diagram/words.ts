/** @file What diagrams say, in one language. */

export interface DiagramWords {
  /** Of a kind of layer: "Dense". */
  layer(kind: string): string
  setting(name: string, value: string | number | boolean): string
  weights(count: number): string
  shape(sizes: readonly number[]): string
  repeated(name: string, times: number): string
  readonly maker: string
  readonly judge: string
  readonly made: string
  readonly again: string
  /** Steps of the training loop: a title, and its small lines. */
  readonly loop: {
    readonly data: string
    rows(train: number, validation: number): string
    readonly recipe: string
    recipeSteps(kinds: readonly string[]): string
    readonly noRecipe: string
    readonly folds: string
    foldCount(count: number): string
    readonly batches: string
    batchSize(rows: number): string
    readonly shuffled: string
    readonly augmented: string
    readonly forward: string
    readonly model: string
    readonly loss: string
    lossName(name: string): string
    readonly penalties: string
    readonly backward: string
    readonly derivatives: string
    accumulated(batches: number): string
    readonly clip: string
    clipValue(limit: number): string
    clipNorm(limit: number): string
    readonly optimizer: string
    optimizerName(name: string): string
    learningRate(rate: number): string
    schedule(name: string): string
    readonly evaluate: string
    readonly validation: string
    metric(name: string): string
    readonly decide: string
    readonly best: string
    patience(epochs: number): string
    pruner(name: string): string
    readonly nextBatch: string
    nextEpoch(epochs: number): string
    readonly done: string
    readonly keep: string
  }
}
