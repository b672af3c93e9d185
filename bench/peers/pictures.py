"""Probes and decodes a folder of pictures with Pillow, as bench/pictures.ts does with Fettle.

    pictures.py <folder> <side>

Prints {"probe", "decode"}: seconds. Imports are not counted. One process decodes, because Pillow alone has no pool; a second
figure, "decodeThreads", is with a thread a core (Pillow lets go of the interpreter's lock while it decodes).
"""
import glob
import hashlib
import json
import os
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import numpy
from PIL import Image, ImageOps

folder, side = sys.argv[1], int(sys.argv[2])
paths = sorted(glob.glob(f"{folder}/class*/*.jpg"))


def probe(path):
    with open(path, "rb") as file:
        digest = hashlib.sha256(file.read()).hexdigest()
    with Image.open(path) as picture:
        return picture.size, picture.mode, picture.format, digest


def decode(path):
    with Image.open(path) as picture:
        turned = ImageOps.exif_transpose(picture).convert("RGB")
        return numpy.asarray(ImageOps.fit(turned, (side, side), Image.Resampling.LANCZOS))


def seconds(work):
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def write(decoded):
    target = os.path.join(folder, "decoded.u8")
    with open(target, "wb") as file:
        for picture in decoded:
            file.write(picture.tobytes())
    os.remove(target)


with ThreadPoolExecutor(os.cpu_count()) as pool:
    print(
        json.dumps(
            {
                "probe": seconds(lambda: [probe(path) for path in paths]),
                "decode": seconds(lambda: write(map(decode, paths))),
                "decodeThreads": seconds(lambda: write(pool.map(decode, paths))),
            }
        )
    )
