"""NBIS on FVC2002 set B, through PyPI's nbis-py: DATA OUT.

Writes OUT/nbis-DB1.csv ... with the columns of `sextant fingerprint evaluate --scores` (mindtct and bozorth3), and OUT/nfiq2-DB1.csv
... with NFIQ 2's score of each image."""
import pathlib
import sys
import time

import nbis

data, out = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
out.mkdir(exist_ok=True)


def extractor(quality, ppi):
    return nbis.new_nbis_extractor(nbis.NbisExtractorSettings(
        min_quality=0.0, get_center=False, check_fingerprint=False, compute_nfiq2=quality, ppi=ppi))


for db in range(1, 5):
    ppi = 569.0 if db == 2 else 500.0
    plain, judge = extractor(False, ppi), extractor(True, ppi)
    samples = []
    cpu = time.process_time()
    folder = data / "fingerprints" / f"fvc2002-DB{db}_B"
    for path in sorted(folder.glob("*.png")):
        samples.append((path.stem, plain.extract_minutiae(path.read_bytes())))
    print(f"DB{db}: {len(samples) / (time.process_time() - cpu):.1f} images per second of processor time", flush=True)
    with open(out / f"nfiq2-DB{db}.csv", "w") as sheet:
        sheet.write("sample,quality\n")
        for path in sorted(folder.glob("*.png")):
            try:
                score = judge.extract_minutiae(path.read_bytes()).quality().score
            except nbis.NbisError:
                score = ""  # NFIQ 2 refuses some images
            sheet.write(f"{path.stem},{score}\n")
    cpu, pairs = time.process_time(), 0
    with open(out / f"nbis-DB{db}.csv", "w") as sheet:
        sheet.write("a,b,genuine,score\n")
        for i, (a, x) in enumerate(samples):
            for b, y in samples[i + 1:]:
                pairs += 1
                sheet.write(f"{a},{b},{int(a.rsplit('_', 1)[0] == b.rsplit('_', 1)[0])},{x.compare(y)}\n")
    print(f"DB{db}: {pairs / (time.process_time() - cpu):.0f} comparisons per second of processor time", flush=True)
