"""What the programs share that learn from marked documents, one a line: {"id", "text", "notes", "spans"}."""
import json
import random


def overlap(a, b):
    """Whether two spans share half of what they cover together, as `laixin eval` counts."""
    inner = min(a[1], b[1]) - max(a[0], b[0])
    return inner > 0 and inner * 2 >= max(a[1], b[1]) - min(a[0], b[0])


def lines(paths):
    for path in paths:
        for line in open(path, encoding='utf-8'):
            yield json.loads(line)


def folds(names, count):
    """The names in so many parts of equal size, the same ones each time."""
    names = sorted(set(names))
    random.Random(2).shuffle(names)
    return [set(names[part::count]) for part in range(count)]
