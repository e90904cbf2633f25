#!/usr/bin/env python3
"""Linking beside rensa and datasketch on letters of `letters.py`: copies found, precision, processor time, memory.

    linking.py LETTERS.ndjson TRUTH.tsv [--laixin PROGRAM] [--peers] [--threshold .7]

`pip install rensa datasketch` for --peers (num_perm 128, character 5-grams, each letter asked against those before it).
Copies are `identical`, `near-duplicate` and `template` in TRUTH; a copy is found when links tie it to its first letter.
"""
import argparse, collections, concurrent.futures, json, re, resource, subprocess, tempfile, time

COPIES = ('identical', 'near-duplicate', 'template')


def truth(path):
    matter, kind, first = {}, {}, {}
    for line in open(path, encoding='utf-8'):
        letter, number, how = line.rstrip('\n').split('\t')
        matter[letter], kind[letter] = number, how
        first.setdefault(number, letter)
    return matter, kind, first


def score(links, matter, kind, first):
    """Precision of links by relation, and recall by how letters came about."""
    parent = {}

    def find(x):
        while parent.setdefault(x, x) != x:
            parent[x] = parent[parent[x]]
            x = parent[x]
        return x

    right, all_links = collections.Counter(), collections.Counter()
    for a, b, relation in links:
        part = 'same-matter' if relation == 'same-matter' else 'copies'
        all_links[part] += 1
        right[part] += matter[a] == matter[b]
        parent[find(a)] = find(b)
    found, wanted = collections.Counter(), collections.Counter()
    for letter, how in kind.items():
        if how != 'first':
            wanted[how] += 1
            found[how] += find(letter) == find(first[matter[letter]])
    copies = sum(found[k] for k in COPIES) / max(1, sum(wanted[k] for k in COPIES))
    print('  precision', {k: '%.4f of %d' % (right[k] / n, n) for k, n in all_links.items()}, 'recall of copies %.4f' % copies,
          {k: '%.4f of %d' % (found[k] / n, n) for k, n in wanted.items()})


def peer(name, letters, threshold):
    """Links of a peer, and what it took. Making the grams is left out of its time."""
    cleaned = re.compile(r'[^\w]')
    ids, links, kept, spent = [], [], [], 0.0
    if name == 'rensa':
        from rensa import RMinHash, RMinHashLSH
        index = RMinHashLSH(threshold, 128, 32 if threshold < .65 else 16)
    else:
        from datasketch import MinHash, MinHashLSH
        index = MinHashLSH(threshold=threshold, num_perm=128)
    for number, line in enumerate(open(letters, encoding='utf-8')):
        letter = json.loads(line)
        text = cleaned.sub('', letter['text'])
        ids.append(letter['id'])
        grams = [text[i:i + 5] for i in range(max(1, len(text) - 4))]
        start = time.process_time()
        if name == 'rensa':
            sketch = RMinHash(num_perm=128, seed=42)
            sketch.update(grams)
            for other in index.query(sketch):
                if other != number and kept[other].jaccard(sketch) >= threshold:
                    links.append((ids[other], ids[number], 'copy'))
            kept.append(sketch)
        else:
            sketch = MinHash(num_perm=128)
            sketch.update_batch([gram.encode() for gram in grams])
            for other in index.query(sketch):
                links.append((ids[other], ids[number], 'copy'))
        index.insert(number, sketch)
        spent += time.process_time() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print('%s at %.2f: %.1f s of processor time, %.0f letters a second, %d MB' % (
        name, threshold, spent, len(ids) / spent, memory), flush=True)
    return links


def ours(program, letters):
    with tempfile.TemporaryDirectory() as folder:
        links = folder + '/links.tsv'
        print(subprocess.run([program, 'bench', '--linking', letters, '--links', links],
                             capture_output=True, text=True, check=True).stdout, end='')
        with open(links, encoding='utf-8') as lines:
            return [line.split('\t')[:3] for line in lines]


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument('letters')
    arguments.add_argument('truth')
    arguments.add_argument('--laixin', default='.build/release/laixin', help='empty for the peers alone')
    arguments.add_argument('--peers', action='store_true')
    arguments.add_argument('--threshold', type=float, default=.7)
    options = arguments.parse_args()
    known = truth(options.truth)
    if options.laixin:
        score(ours(options.laixin, options.letters), *known)
    if options.peers:
        for name in ('rensa', 'datasketch'):
            # In a process of its own, so that its memory is its own.
            with concurrent.futures.ProcessPoolExecutor(1) as other:
                links = other.submit(peer, name, options.letters, options.threshold).result()
            score(links, *known)


if __name__ == '__main__':
    main()
