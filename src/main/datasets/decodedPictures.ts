/** @file Pictures of sources, decoded once into a cache and read from there. */
import type { PictureGeometry } from '../../shared/domain/pictureGeometry'
import { cachedPicturesFile, cachePictures } from './images/cache/cachePictures'
import type { PictureTensor } from './images/cache/pictureTensor'
import { picturesOf } from './import/formats/picturesOf'
import type { LoadedTable } from './import/table/tableCache'
import type { DescribeSource } from './sources/describeSource'
import type { SourceFile } from './sourceFile'

export interface WantedPictures {
  readonly file: SourceFile
  readonly loaded: Pick<LoadedTable, 'source' | 'reading'>
  /** Of the column of pictures, in the order in which they are wanted. */
  readonly cells: readonly string[]
  readonly geometry: PictureGeometry
}

export interface DecodedPictures {
  /** The caller closes it. */
  open(wanted: WantedPictures): Promise<PictureTensor>
  /** @returns the file that they lie in. */
  write(wanted: WantedPictures): Promise<string>
}

export function createDecodedPictures(cacheFolder: string, describe: DescribeSource): DecodedPictures {
  const toRequest = async ({ file, loaded, cells, geometry }: WantedPictures) => ({
    cacheFolder,
    sourceHash: (await describe(file)).sha256,
    source: await picturesOf(loaded, cells),
    geometry,
  })
  return {
    open: async (wanted) => cachePictures(await toRequest(wanted)),
    write: async (wanted) => {
      const request = await toRequest(wanted)
      await (await cachePictures(request)).close()
      return cachedPicturesFile(request)
    },
  }
}
