/** `texts.py` of an exported folder whose model reads texts: the same cut as in training. */
export const PYTHON_TEXTS = String.raw`"""Texts as the model reads them: numbers of their units, or how often each term stands in them.

Words of scripts without blanks between them (Chinese, Japanese, Thai ...) are cut by ICU's dictionaries: pip install pyicu.
"""
import re
import unicodedata

WORD_END = "\u2581"
WORDS = re.compile(r"(?:\w|(?<=[A-Za-z])['.:](?=[A-Za-z])|(?<=\d)['.,;](?=\d))+", re.ASCII)
WITHOUT_BLANKS = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")


def category(sign):
    return unicodedata.category(sign)[0]


def strip_marks(text):
    kept, is_marked = [], False
    for sign in unicodedata.normalize("NFD", text):
        if category(sign) == "M":
            if not is_marked:
                kept.append(sign)
        else:
            is_marked = unicodedata.name(sign, "").startswith(("LATIN", "GREEK", "CYRILLIC"))
            kept.append(sign)
    return unicodedata.normalize("NFC", "".join(kept))


def lower(text, language):
    if language.split("-")[0].lower() in ("tr", "az"):
        text = text.replace("\u0130", "i").replace("I", "\u0131")
    return text.lower()


def normalize(text, reader):
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
        text = re.sub("[\u2019\u02bc\uff07]", "'", text).replace(WORD_END, " ")
    if reader["lowerCase"]:
        text = lower(text, reader["language"])
    return strip_marks(text) if reader["stripAccents"] and not text.isascii() else text


def words_by_dictionary(text, language):
    try:
        import icu
    except ImportError:
        raise SystemExit("Words of this script are cut by a dictionary: pip install pyicu")
    breaks = icu.BreakIterator.createWordInstance(icu.Locale(language))
    # ICU counts in units of UTF-16.
    units = text.encode("utf-16-le")
    breaks.setText(text)
    ends = list(breaks)
    return [units[2 * start : 2 * end].decode("utf-16-le") for start, end in zip([0, *ends], ends)]


def words_by_blanks(text):
    """UAX #29 for scripts with blanks: letters, marks, digits; one sign between two letters or two digits."""
    words, word = [], ""
    for at, sign in enumerate(text):
        after = text[at + 1] if at + 1 < len(text) else " "
        letters = word != "" and sign in "'.:\u00b7\u2018\u2024" and category(word[-1]) in "LM" and category(after) == "L"
        digits = word != "" and sign in "'.,;" and category(word[-1]) == "N" and category(after) == "N"
        if category(sign) in "LNM" or unicodedata.category(sign) == "Pc" or letters or digits:
            word += sign
            continue
        words += [word, sign] if word else [sign]
        word = ""
    return [*words, word] if word else words


def split_words(text, reader):
    if text.isascii():
        words, end = [], 0
        for found in WORDS.finditer(text):
            words += [*text[end : found.start()], found.group()]
            end = found.end()
        return [*words, *text[end:]]
    if WITHOUT_BLANKS.search(text):
        return words_by_dictionary(text, reader["language"])
    return words_by_blanks(text)


def split_characters(text, reader):
    def is_kept(sign):
        if category(sign) == "N":
            return reader["keepsDigits"]
        return reader["keepsMarks"] or category(sign) in "LM" or sign.isspace() or sign in "\u200c\u200d"

    plain = " ".join("".join(filter(is_kept, text)).split())
    clusters = []
    for sign in plain:
        joins = clusters and (category(sign) == "M" or sign in "\u200c\u200d" or clusters[-1][-1] == "\u200d")
        if joins:
            clusters[-1] += sign
        else:
            clusters.append(sign)
    return clusters


def cut(text, reader):
    """The units of a text in their order."""
    normal = normalize(text, reader)
    if reader["unit"] == "characters":
        return split_characters(normal, reader)
    left_out = set(reader["leftOut"])

    def is_kept(word):
        kinds = {category(sign) for sign in word}
        if word in left_out:
            return False
        if "L" in kinds:
            return True
        if "N" in kinds:
            return reader["keepsDigits"]
        return reader["keepsMarks"] and bool(kinds & {"P", "S"})

    return [word for word in split_words(normal, reader) if is_kept(word)]


def split_pieces(word, ranks):
    """Pieces of a word, merged in the order in which training merged them (Sennrich et al. 2016)."""
    letters = [*word[:-1], word[-1:] + WORD_END]
    return [piece for at in range(0, len(letters), 100) for piece in merge(letters[at : at + 100], ranks)]


def merge(pieces, ranks):
    while True:
        found = [ranks.get(f"{left} {right}") for left, right in zip(pieces, pieces[1:])]
        known = [rank for rank in found if rank is not None]
        if not known:
            return pieces
        place = found.index(min(known))
        left, right = pieces[place], pieces[place + 1]
        merged, at = [], 0
        while at < len(pieces):
            is_pair = pieces[at] == left and pieces[at + 1 : at + 2] == [right]
            merged.append(left + right if is_pair else pieces[at])
            at += 2 if is_pair else 1
        pieces = merged


def to_tokens(text, reader):
    """As many numbers as the model reads: 0 is padding, 1 an unknown unit where those are kept."""
    numbers = {unit: at for at, unit in enumerate(reader["vocabulary"])}
    units = cut(reader["fill"] if text is None else text, reader)
    if reader["unit"] == "bytePairs":
        ranks = {pair: rank for rank, pair in enumerate(reader["merges"])}
        units = [piece for word in units for piece in split_pieces(word, ranks)]
    first, length = reader["firstNumber"], reader["length"]
    found = [first + numbers[unit] if unit in numbers else 1 if first > 1 else None for unit in units]
    tokens = [token for token in found if token is not None]
    if len(tokens) > length:
        tokens = tokens[-length:] if reader["truncation"] == "pre" else tokens[:length]
    gap = [0] * (length - len(tokens))
    return gap + tokens if reader["padding"] == "pre" else tokens + gap


def count_terms(text, reader):
    """How often each term of the vocabulary stands in a text."""
    numbers = {term: at for at, term in enumerate(reader["vocabulary"])}
    units = cut(reader["fill"] if text is None else text, reader)
    counts = [0.0] * len(numbers)
    between = "" if reader["unit"] == "characters" else " "
    for start in range(len(units)):
        for end in range(start + 1, min(len(units), start + reader["ngrams"]) + 1):
            at = numbers.get(between.join(units[start:end]))
            if at is not None:
                counts[at] += 1
    return counts
`
