"""Logistic regression over features by name, as the programs share it that learn a file of weights."""
from collections import Counter

import numpy as np
from scipy import optimize
from scipy.sparse import csr_matrix


class Features:
    """The features that are not rare, by their numbers."""

    def __init__(self, rows, rare):
        seen = Counter()
        for row in rows:
            seen.update(set(row))
        self.names = sorted(name for name, count in seen.items() if count >= rare)
        self.number = {name: number for number, name in enumerate(self.names)}

    def matrix(self, rows):
        columns, ends = [], [0]
        for row in rows:
            columns += [self.number[name] for name in row if name in self.number]
            ends.append(len(columns))
        matrix = csr_matrix((np.ones(len(columns)), columns, ends), shape=(len(rows), len(self.names)))
        matrix.sum_duplicates()
        return matrix


def minimum(loss, size, steps=250):
    return optimize.minimize(loss, np.zeros(size), jac=True, method='L-BFGS-B', options={'maxiter': steps}).x


def fit(rows, outcomes, rare, penalty, free, strength=None, steps=250):
    """The weights by feature of a regression of outcomes, true or false; the feature `free` is not drawn towards 0."""
    features = Features(rows, rare)
    x = features.matrix(rows)
    sign = np.where(outcomes, 1.0, -1.0)
    strength = np.ones(len(rows)) if strength is None else strength
    bias = features.number[free]

    def loss(weights):
        margins = sign * (x @ weights)
        wrong = strength * -sign / (1 + np.exp(np.clip(margins, -40, 40)))
        pull = penalty * weights
        pull[bias] = 0
        return strength @ np.logaddexp(0, -margins) + pull @ weights / 2, x.T @ wrong + pull

    return dict(zip(features.names, minimum(loss, len(features.names), steps)))


def fit_apart(rows, outcomes, rare, penalty, strength=None, steps=250):
    """The same, and apart from the weights what all rows have in common."""
    weights = fit([row + [''] for row in rows], outcomes, rare, penalty, free='', strength=strength, steps=steps)
    return weights, weights.pop('')


def fit_places(rows, rare, penalty, carrier, steps):
    """The same for rows of an id, a place or text, features and an outcome.

    Every row has one feature that begins with `carrier`, which carries what all rows have in common.
    """
    weights, common = fit_apart([row[2] for row in rows], [row[3] for row in rows], rare, penalty, steps=steps)
    return {name: weight + (common if name.startswith(carrier) else 0) for name, weight in weights.items()}


def write(weights, smallest, digits):
    """The lines of a file of weights; what weighs less than `smallest` is left out."""
    for name, weight in sorted(weights.items()):
        if abs(weight) >= smallest:
            print(name, f'{weight:.{digits}f}', sep='\t')
