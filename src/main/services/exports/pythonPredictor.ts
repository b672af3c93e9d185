/** `predict.py` of an exported folder. */
export const PYTHON_PREDICTOR = String.raw`"""Predicts with model.onnx: rows of a CSV, of JSON lines or of a JSON list, or pictures.

python predict.py rows.csv        python predict.py picture.jpg        cat rows.jsonl | python predict.py -
One JSON object a row goes to standard output.
"""
import csv
import io
import json
import re
import sys
from datetime import date
from pathlib import Path

import numpy as np
import onnxruntime

HERE = Path(__file__).resolve().parent
SCHEMA = json.loads((HERE / "schema.json").read_text("utf-8"))
PICTURES = {".jpg", ".jpeg", ".png", ".webp", ".gif", ".bmp", ".tif", ".tiff"}
BATCH = 1024
DATE = re.compile(r"^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2}))?)?")


def read_text(text):
    stripped = text.lstrip("\ufeff")
    if stripped.lstrip().startswith("["):
        return json.loads(stripped)
    if stripped.lstrip().startswith("{"):
        return [json.loads(line) for line in stripped.splitlines() if line.strip()]
    delimiter = SCHEMA["delimiter"]
    return list(csv.DictReader(io.StringIO(stripped, newline=""), delimiter=delimiter))


def read_rows(names):
    rows = []
    for name in names:
        if name == "-":
            rows += [(row, Path.cwd()) for row in read_text(sys.stdin.read())]
            continue
        path = Path(name)
        if path.suffix.lower() in PICTURES:
            column = next(one["column"] for one in SCHEMA["inputs"] if one["kind"] == "picture")
            rows.append(({column: path.name}, path.resolve().parent))
        else:
            rows += [(row, path.resolve().parent) for row in read_text(path.read_text("utf-8"))]
    return rows


def cell_of(row, column):
    cell = row.get(column)
    if cell is None:
        return None
    text = str(cell).strip()
    return None if text == "" or text in SCHEMA["missing"] else text


def number_of(cell, column):
    if cell is None:
        return np.nan
    try:
        return float(cell if SCHEMA["decimal"] == "." else cell.replace(".", "").replace(",", "."))
    except ValueError:
        raise SystemExit(f'{column}: "{cell}" is no number')


def days_of(cell, column):
    if cell is None:
        return np.nan
    found = DATE.match(cell)
    if not found:
        raise SystemExit(f'{column}: "{cell}" is no date such as 2024-12-31')
    year, month, day, hours, minutes, seconds = (int(part or 0) for part in found.groups())
    days = (date(year, month, day) - date(1970, 1, 1)).days
    return days + (hours * 3600 + minutes * 60 + seconds) / 86400


def picture_of(cell, folder, geometry):
    from PIL import Image, ImageOps

    size = (geometry["width"], geometry["height"])
    level = (geometry["background"],) * 3
    picture = ImageOps.exif_transpose(Image.open(folder / cell)).convert("RGBA")
    plain = Image.new("RGB", picture.size, level)
    plain.paste(picture, mask=picture.getchannel("A"))
    method = Image.Resampling.LANCZOS
    if geometry["fit"] == "stretch":
        plain = plain.resize(size, method)
    elif geometry["fit"] == "pad":
        plain = ImageOps.pad(plain, size, method, color=level)
    else:
        plain = ImageOps.fit(plain, size, method)
    points = np.asarray(plain.convert("L") if geometry["channels"] == 1 else plain, dtype=np.uint8)
    return points.reshape(geometry["height"], geometry["width"], geometry["channels"])


def tensor_of(one, rows):
    column, kind = one["column"], one["kind"]
    cells = [(cell_of(row, column), folder) for row, folder in rows]
    if kind == "number":
        return np.array([[number_of(cell, column)] for cell, _ in cells], dtype=np.float32)
    if kind == "date":
        return np.array([[days_of(cell, column)] for cell, _ in cells], dtype=np.float64)
    if kind == "category":
        return np.array([[cell or ""] for cell, _ in cells], dtype=object)
    if kind == "tokens":
        from texts import to_tokens

        return np.array([to_tokens(cell, one["reader"]) for cell, _ in cells], dtype=np.int64)
    if kind == "terms":
        from texts import count_terms

        return np.array([count_terms(cell, one["reader"]) for cell, _ in cells], dtype=np.float32)
    return np.stack([picture_of(cell, folder, one["geometry"]) for cell, folder in cells])


def lacking(row):
    return next((column for column in SCHEMA["required"] if cell_of(row, column) is None), None)


def predict(rows, session):
    """rows: pairs of a row (column to cell) and the folder that pictures are looked for in."""
    answers = [{"value": None, "missing": lacking(row)} for row, _ in rows]
    usable = [index for index, answer in enumerate(answers) if answer["missing"] is None]
    for start in range(0, len(usable), BATCH):
        places = usable[start : start + BATCH]
        batch = [rows[place] for place in places]
        feeds = {one["input"]: tensor_of(one, batch) for one in SCHEMA["inputs"]}
        names = [output.name for output in session.get_outputs()]
        outputs = dict(zip(names, session.run(names, feeds)))
        for index, place in enumerate(places):
            if "value" in outputs:
                answers[place] = {"value": float(outputs["value"][index])}
            else:
                shares = [float(share) for share in outputs["probabilities"][index]]
                answers[place] = {
                    "value": str(outputs["label"][index]),
                    "probabilities": dict(zip(SCHEMA["labels"], shares)),
                }
    return answers


def main(names):
    if not names:
        raise SystemExit(__doc__)
    session = onnxruntime.InferenceSession(str(HERE / "model.onnx"), providers=["CPUExecutionProvider"])
    for answer in predict(read_rows(names), session):
        print(json.dumps(answer, ensure_ascii=False))


if __name__ == "__main__":
    main(sys.argv[1:])
`
