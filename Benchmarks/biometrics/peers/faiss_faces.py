"""Exact search by faiss over random unit vectors: COUNT DIMENSIONS QUERIES. One thread. Prints queries per second of wall
and of processor time, one at a time and in batches of eight, for 32-bit, 16-bit and 8-bit vectors."""
import sys
import time

import faiss
import numpy

count, dimensions, queries = (int(v) for v in sys.argv[1:4])
faiss.omp_set_num_threads(1)
random = numpy.random.default_rng(1)
probes = random.standard_normal((queries, dimensions), dtype=numpy.float32)
faiss.normalize_L2(probes)
kinds = {
    "single": lambda: faiss.IndexFlatIP(dimensions),
    "half": lambda: faiss.IndexScalarQuantizer(dimensions, faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT),
    "byte": lambda: faiss.IndexScalarQuantizer(dimensions, faiss.ScalarQuantizer.QT_8bit, faiss.METRIC_INNER_PRODUCT),
}
for name, make in kinds.items():
    if len(sys.argv) > 4 and sys.argv[4] != name:
        continue
    index = make()
    random = numpy.random.default_rng(2)
    for start in range(0, count, 50_000):
        block = random.standard_normal((min(50_000, count - start), dimensions), dtype=numpy.float32)
        faiss.normalize_L2(block)
        if not index.is_trained:
            index.train(block)
        index.add(block)
    for batch in (1, 8):
        wall, cpu = time.perf_counter(), time.process_time()
        for k in range(0, queries, batch):
            index.search(probes[k:k + batch], 10)
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
        print(f"faiss {faiss.__version__} {name}, exact, {batch} at a time: {queries / wall:.1f} queries/s (processor {queries / cpu:.1f})", flush=True)
    del index
