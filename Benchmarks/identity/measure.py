"""Runs Sextant and a peer on the same data and prints both, with ratios. See README.md."""

import collections
import csv
import gzip
import os
import re
import resource
import subprocess
import sys
import time
from pathlib import Path

import numpy as np

HERE = Path(__file__).resolve().parent
OUT = HERE / "out"
BINARY = os.environ.get("SEXTANT", str(HERE.parent.parent / ".build/release/sextant"))
DATA = Path(os.environ.get("SEXTANT_DATA", ".")) / "identity"


def need(*packages):
    """Installs a peer where it is missing."""
    subprocess.run([sys.executable, "-m", "pip", "-q", "install", *packages], check=True)


def rows(path):
    opened = gzip.open(path, "rt", encoding="utf-8", newline="") if str(path).endswith(".gz") else open(path, encoding="utf-8", newline="")
    with opened as file:
        yield from csv.DictReader(file, skipinitialspace=True)


def stripped(source, name, hidden):
    """A copy without the columns that hold the truth."""
    target = OUT / name
    if not target.exists():
        with open(target, "w", encoding="utf-8", newline="") as file:
            writer = None
            for row in rows(source):
                kept = {k: v for k, v in row.items() if k not in hidden}
                if writer is None:
                    writer = csv.DictWriter(file, list(kept))
                    writer.writeheader()
                writer.writerow(kept)
    return target


def run(*arguments):
    """Runs Sextant; returns output, wall and CPU seconds, and the greatest resident memory in MB."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begin = time.perf_counter()
    done = subprocess.run(["/usr/bin/env", BINARY, *map(str, arguments)], check=True, capture_output=True, text=True)
    wall = time.perf_counter() - begin
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return done.stdout + done.stderr, wall, cpu, after.ru_maxrss / 1024


def average_precision(labels, scores, positives=None):
    labels, scores = np.asarray(labels, bool), np.asarray(scores, float)
    order = np.argsort(-scores, kind="stable")
    labels = labels[order]
    hits = np.cumsum(labels)
    precision = hits / np.arange(1, len(labels) + 1)
    total = positives or max(int(labels.sum()), 1)
    recall = hits / total
    f1 = 2 * precision * recall / np.maximum(precision + recall, 1e-12)
    return float((precision * labels).sum() / total), float(f1.max() if len(f1) else 0)


def wilson(hits, total):
    if not total:
        return (0.0, 1.0)
    z, p = 1.959964, hits / total
    centre, spread = p + z * z / (2 * total), z * ((p * (1 - p) + z * z / (4 * total)) / total) ** 0.5
    return ((centre - spread) / (1 + z * z / total), (centre + spread) / (1 + z * z / total))


# Searching


def register(size):
    folder = DATA / f"synthetic-{size}"
    records = folder / "records.csv"
    records = records if records.exists() else folder / "records.csv.gz"
    person = {row["rec_id"]: row["person_id"] for row in rows(records)}
    queries = list(rows(folder / "queries.csv"))
    return (
        person, queries, stripped(records, f"records-{size}.csv", {"person_id", "err"}),
        stripped(folder / "queries.csv", f"queries-{size}.csv", {"person_id", "err"}), records,
    )


def judge_search(name, person, queries, results):
    """results: query id to a list of (record id, score), best first."""
    mated = [q for q in queries if q["person_id"]]
    first = sum(bool(r) and person[r[0][0]] == q["person_id"] for q in mated for r in [results.get(q["qid"], [])])
    ten = sum(any(person[i] == q["person_id"] for i, _ in results.get(q["qid"], [])[:10]) for q in mated)
    right = sorted((r[0][1] for q in mated for r in [results.get(q["qid"], [])] if r and person[r[0][0]] == q["person_id"]), reverse=True)
    wanted = int(np.ceil(0.97 * len(mated)))
    line = f"{name:10} recall@1 {first / len(mated):.4f} recall@10 {ten / len(mated):.4f}"
    if len(right) >= wanted:
        threshold = right[wanted - 1]
        absent = [q for q in queries if not q["person_id"]]
        above = sum(bool(r) and r[0][1] >= threshold for q in absent for r in [results.get(q["qid"], [])])
        low, high = wilson(above, len(absent))
        line += f"; at the threshold of recall .97 ({threshold:.2f}): {above}/{len(absent)} absent answered [{low:.4f}, {high:.4f}]"
    print(line)


def search(size, peer):
    person, queries, people, asked, _ = register(size)
    output, wall, processor, memory = run("search-file", people, asked, "-k", 10, "-o", OUT / "results.csv", "--stats")
    results = collections.defaultdict(list)
    for row in rows(OUT / "results.csv"):
        results[row["qid"]].append((row["rec_id"], float(row["score"])))
    judge_search("Sextant", person, queries, results)
    print(output.strip(), f"\nwhole run {wall:.1f} s ({processor:.1f} s of processor time), {memory:.0f} MB resident")
    # Each mated query once more, with all records of its person taken away: nobody is there to be found.
    wanted = {q["person_id"] for q in queries if q["person_id"]}
    erased = OUT / f"records-{size}-erased.csv"
    with open(people, encoding="utf-8", newline="") as source, open(erased, "w", encoding="utf-8", newline="") as target:
        reader, writer = csv.reader(source), csv.writer(target)
        writer.writerow(next(reader))
        writer.writerows(row for row in reader if person[row[0]] not in wanted)
    run("search-file", erased, asked, "-k", 1, "-o", OUT / "erased.csv")
    tops = {row["qid"]: float(row["score"]) for row in rows(OUT / "erased.csv")}
    right = sorted((r[0][1] for q in queries if q["person_id"] for r in [results.get(q["qid"], [])] if r and person[r[0][0]] == q["person_id"]), reverse=True)
    mated = [q for q in queries if q["person_id"]]
    if len(right) >= int(np.ceil(0.97 * len(mated))):
        threshold = right[int(np.ceil(0.97 * len(mated))) - 1]
        above = sum(tops.get(q["qid"], -1e9) >= threshold for q in mated)
        low, high = wilson(above, len(mated))
        print(f"           with every mated person erased: {above}/{len(mated)} mated queries answered above that threshold [{low:.4f}, {high:.4f}]")
    if peer:
        tantivy_search(person, queries, people)
        postgres_search(person, queries, people)


def changes(size):
    """Searches and changes alone and side by side, one thread each. Restart from a snapshot as well."""
    _, _, people, asked, _ = register(size)
    print("load before:", *(f"{load:.1f}" for load in os.getloadavg()), "on", os.cpu_count(), "processors")
    output, *_ = run("search-file", people, asked, "-k", 10, "-o", OUT / "results.csv", "--trial")
    print(output.strip())
    tails = dict(re.findall(r"^(\w[\w/ ]*?) {2,}\d+ searches a second, p50 [\d.]+ ms, p99 ([\d.]+) ms", output, re.MULTILINE))
    alone = float(tails["searches alone"])
    for name, tail in tails.items():
        if name != "searches alone":
            print(f"p99 of a search beside {name}: {float(tail) / alone:.2f} times that without changes")


def tantivy_search(person, queries, people):
    need("tantivy", "rapidfuzz", "anyascii")
    import tantivy
    from anyascii import anyascii
    from rapidfuzz import fuzz

    def words(row):
        return [w for w in anyascii(row["family"] + " " + row["given"]).lower().replace("-", " ").replace("'", "").split() if w]

    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw")
    builder.add_text_field("name", stored=True)
    builder.add_text_field("dob", stored=True, tokenizer_name="raw")
    index = tantivy.Index(builder.build())
    writer = index.writer(200_000_000, 1)
    begin = time.perf_counter()
    for row in rows(people):
        writer.add_document(tantivy.Document(id=row["rec_id"], name=" ".join(words(row)), dob=row["dob"]))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()
    loaded = time.perf_counter() - begin
    schema = index.schema
    times, results = [], {}
    processor = time.process_time()
    for query in queries:
        begin = time.perf_counter()
        name = words(query)
        parts = [(tantivy.Occur.Should, tantivy.Query.fuzzy_term_query(schema, "name", w, distance=2 if len(w) > 3 else 1)) for w in name]
        if query["dob"]:
            parts.append((tantivy.Occur.Should, tantivy.Query.boost_query(tantivy.Query.term_query(schema, "dob", query["dob"]), 3.0)))
        ranked = []
        for _, address in searcher.search(tantivy.Query.boolean_query(parts), 200).hits:
            found = searcher.doc(address)
            score = fuzz.token_sort_ratio(" ".join(name), found["name"][0]) + (40 if query["dob"] and found["dob"][0] == query["dob"] else 0)
            ranked.append((found["id"][0], score))
        ranked.sort(key=lambda item: -item[1])
        results[query["qid"]] = ranked[:10]
        times.append(time.perf_counter() - begin)
    processor = time.process_time() - processor
    judge_search("tantivy", person, queries, results)
    times.sort()
    print(f"loaded in {loaded:.1f} s; queries a second {len(times) / sum(times):.0f} ({len(times) / processor:.0f} a second of processor time), p50 {times[len(times) // 2] * 1e3:.2f} ms, p99 {times[len(times) * 99 // 100] * 1e3:.2f} ms")


def postgres_search(person, queries, people):
    """pg_trgm over a GIN index, in a server of its own: a sample of the queries, as each takes a good part of a second at a million."""
    programs = next(iter(sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)), None)
    if programs is None:
        print("pg_trgm: no PostgreSQL here (Debian: postgresql)")
        return
    need("psycopg[binary]", "anyascii")
    import pwd
    import shutil
    import tempfile

    import psycopg
    from anyascii import anyascii

    folder = tempfile.mkdtemp(prefix="sextant-pg-")
    # The server refuses to run as root.
    as_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    if as_user:
        user = pwd.getpwnam("postgres")
        os.chown(folder, user.pw_uid, user.pw_gid)
    control = lambda *words: subprocess.run([*as_user, *words], check=True, stdout=subprocess.DEVNULL, cwd=folder)
    control(str(programs / "initdb"), "-D", folder + "/data", "-A", "trust", "-U", "postgres")
    control(str(programs / "pg_ctl"), "-D", folder + "/data", "-w", "-l", folder + "/log", "-o",
            f"-k {folder} -c listen_addresses= -c shared_buffers=512MB -c fsync=off -c maintenance_work_mem=512MB -c max_parallel_workers_per_gather=0", "start")
    name = lambda row: anyascii(row["family"] + " " + row["given"]).lower()
    try:
        with psycopg.connect(f"host={folder} user=postgres", autocommit=True) as database:
            database.execute("CREATE EXTENSION pg_trgm; CREATE TABLE person (id text, name text, dob text)")
            begin = time.perf_counter()
            with database.cursor().copy("COPY person FROM STDIN") as copy:
                for row in rows(people):
                    copy.write_row((row["rec_id"], name(row), row["dob"]))
            database.execute("CREATE INDEX ON person USING gin (name gin_trgm_ops); ANALYZE person")
            loaded = time.perf_counter() - begin
            sample = queries[:: max(1, len(queries) // 300)] if len(person) > 200_000 else queries
            times, results = [], {}
            for query in sample:
                begin = time.perf_counter()
                found = database.execute(
                    "SELECT id, similarity(name, %(n)s) + CASE WHEN dob = %(d)s THEN 0.4 ELSE 0 END AS score FROM person WHERE name %% %(n)s "
                    "ORDER BY score DESC LIMIT 10", {"n": name(query), "d": query["dob"]}).fetchall()
                times.append(time.perf_counter() - begin)
                results[query["qid"]] = found
        judge_search("pg_trgm", person, sample, results)
        times.sort()
        print(f"{len(sample)} queries; loaded in {loaded:.1f} s; queries a second {len(times) / sum(times):.1f}, p50 {times[len(times) // 2] * 1e3:.1f} ms, p99 {times[len(times) * 99 // 100] * 1e3:.1f} ms")
    finally:
        subprocess.run([*as_user, str(programs / "pg_ctl"), "-D", folder + "/data", "-m", "immediate", "stop"], stdout=subprocess.DEVNULL, cwd="/tmp")
        shutil.rmtree(folder, ignore_errors=True)


# Linking


def judge_pairs(name, truth, scored, clusters=None):
    sizes = collections.Counter(truth.values())
    total = sum(n * (n - 1) // 2 for n in sizes.values())
    ap, f1 = average_precision([truth[a] == truth[b] for a, b, _ in scored], [s for _, _, s in scored], total)
    line = f"{name:14} average precision {ap:.4f}, best F1 {f1:.4f}"
    if clusters:
        pairs = lambda keys: sum(n * (n - 1) // 2 for n in collections.Counter(keys).values())
        shared = pairs((clusters[r], truth[r]) for r in truth)
        precision, recall = shared / max(pairs(clusters.values()), 1), shared / total
        line += f", cluster F1 {2 * precision * recall / max(precision + recall, 1e-12):.4f}"
    print(line)
    return ap


def sextant_link(truth, people, columns=None):
    arguments = ["link", people, "-o", OUT / "pairs.csv", "--clusters", OUT / "clusters.csv"]
    if columns:
        arguments += ["--columns", columns]
    _, wall, cpu, memory = run(*arguments)
    scored = [(r["left_id"], r["right_id"], float(r["bits"])) for r in rows(OUT / "pairs.csv")]
    clusters = {r["rec_id"]: r["cluster"] for r in rows(OUT / "clusters.csv")}
    judge_pairs("Sextant", truth, scored, clusters)
    print(f"               {len(truth) / wall:,.0f} records a second ({wall:.1f} s wall, {cpu:.1f} s CPU), {memory:.0f} MB")
    return wall


def dedupe(size, peer):
    person, _, people, _, _ = register(size)
    ours = sextant_link(person, people)
    if peer:
        need("splink", "duckdb", "pandas", "anyascii")
        import pandas
        from anyascii import anyascii

        frame = pandas.read_csv(people, dtype=str, keep_default_na=False)
        frame["unique_id"] = frame["rec_id"]
        for column in ("family", "given"):
            frame[column] = frame[column].map(lambda v: anyascii(v).lower())
        frame["year"] = frame["dob"].str[:4]
        theirs = splink_link(
            person, frame.replace({"": None}), ["family", "given", "dob", "nat", "sex"],
            ["family,dob", "given,dob", "family,given", "dob,nat,sex", "doc_no", "family,year", "given,year,nat"], [("dob", "nat"), ("family", "given")])
        print(f"Sextant is {theirs / ours:.1f} times as fast")


def historical(peer):
    source = DATA / "historical-dev.csv"
    truth = {r["unique_id"]: r["cluster"] for r in rows(source)}
    people = stripped(source, "historical.csv", {"cluster"})
    sextant_link(truth, people, "id=unique_id,name=full_name,birth=dob,text=birth_place,code=postcode_fake,sex=gender,category=occupation")
    if peer:
        need("splink", "duckdb", "pandas")
        import pandas

        frame = pandas.read_csv(people, dtype=str, keep_default_na=False).replace({"": None})
        splink_link(
            truth, frame, ["first_name", "surname", "dob", "birth_place", "postcode_fake", "occupation"],
            ["first_name,surname", "surname,dob", "first_name,dob", "postcode_fake,first_name", "postcode_fake,surname", "dob,birth_place", "dob,postcode_fake"],
            [("first_name", "surname"), ("dob",)])


def splink_link(truth, frame, columns, blocks, trainings):
    import splink.comparison_library as compare
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    def comparison(column):
        if column in ("nat", "sex", "occupation", "postcode_fake", "birth_place", "postcode", "suburb"):
            return compare.ExactMatch(column).configure(term_frequency_adjustments=True)
        if column in ("dob", "date_of_birth", "soc_sec_id"):
            return compare.DamerauLevenshteinAtThresholds(column, [1, 2])
        return compare.JaroWinklerAtThresholds(column, [0.92, 0.8]).configure(term_frequency_adjustments=True)

    begin, processor = time.perf_counter(), sum(os.times()[:2])
    settings = SettingsCreator(
        link_type="dedupe_only", comparisons=[comparison(c) for c in columns],
        blocking_rules_to_generate_predictions=[block_on(*b.split(",")) for b in blocks])
    linker = Linker(DuckDBAPI().register(frame), settings, log_level=None)
    linker.training.estimate_probability_two_random_records_match([block_on(*blocks[0].split(","))], recall=0.6)
    linker.training.estimate_u_using_random_sampling(max_pairs=5e6)
    for training in trainings:
        linker.training.estimate_parameters_using_expectation_maximisation(block_on(*training))
    found = linker.inference.predict(threshold_match_probability=0.001).as_pandas_dataframe()
    wall, processor = time.perf_counter() - begin, sum(os.times()[:2]) - processor
    scored = list(zip(found["unique_id_l"], found["unique_id_r"], found["match_weight"]))
    clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(
        linker.inference.predict(threshold_match_probability=0.001), threshold_match_probability=0.95).as_pandas_dataframe()
    judge_pairs("Splink", truth, scored, dict(zip(clusters["unique_id"], clusters["cluster_id"])))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"               {len(truth) / wall:,.0f} records a second ({wall:.1f} s wall, {processor:.1f} s CPU), {memory:.0f} MB")
    return wall


def febrl(peer):
    source = DATA / "febrl-dataset3.csv"
    truth = {r["rec_id"]: r["rec_id"].split("-")[1] for r in rows(source)}
    people = stripped(source, "febrl3.csv", set())
    sextant_link(
        truth, people,
        "id=rec_id,given=given_name,family=surname,birth=date_of_birth,code=soc_sec_id,code=postcode,code=street_number,text=address_1,text=suburb,category=state")
    if peer:
        need("recordlinkage", "pandas<3")
        import pandas
        import recordlinkage

        frame = pandas.read_csv(people, dtype=str).set_index("rec_id")
        indexer = recordlinkage.Index()
        for column in ("given_name", "surname", "date_of_birth", "soc_sec_id", "postcode"):
            indexer.block(column)
        candidates = indexer.index(frame)
        comparer = recordlinkage.Compare()
        for column in ("given_name", "surname", "address_1", "suburb"):
            comparer.string(column, column, method="jarowinkler", threshold=0.85)
        for column in ("date_of_birth", "soc_sec_id", "postcode", "state", "street_number"):
            comparer.exact(column, column)
        features = comparer.compute(candidates, frame)
        judge = recordlinkage.ECMClassifier()
        judge.fit(features)
        chances = judge.prob(features)
        judge_pairs("recordlinkage", truth, [(a, b, s) for (a, b), s in chances.items()])
        need("splink", "duckdb")
        table = pandas.read_csv(people, dtype=str, keep_default_na=False, skipinitialspace=True)
        table.columns = [c.strip() for c in table.columns]
        table["unique_id"] = table["rec_id"]
        splink_link(
            truth, table.replace({"": None}), ["given_name", "surname", "date_of_birth", "soc_sec_id", "postcode", "suburb"],
            ["given_name,surname", "date_of_birth", "soc_sec_id", "postcode", "surname,suburb", "given_name,suburb"],
            [("given_name", "surname"), ("date_of_birth",), ("soc_sec_id",)])


# Names alone


def names(peer):
    source = DATA / "name-pairs-dev.tsv"
    with open(source, encoding="utf-8", newline="") as file:
        pairs = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    run("names", "--pairs", source, "-o", OUT / "name-scores.csv")
    ours = [float(r["score"]) for r in rows(OUT / "name-scores.csv")]
    judge_names("Sextant", pairs, ours)
    # For the speed the pairs twenty times over: tables that are filled once are not what is measured.
    lines = source.read_text(encoding="utf-8").splitlines(keepends=True)
    (OUT / "name-pairs-20.tsv").write_text(lines[0] + "".join(lines[1:]) * 20, encoding="utf-8")
    output, _, _, _ = run("names", "--pairs", OUT / "name-pairs-20.tsv", "-o", OUT / "name-scores-20.csv")
    print(output.strip())
    if peer:
        need("rapidfuzz", "anyascii")
        from anyascii import anyascii
        from rapidfuzz import fuzz

        begin = time.perf_counter()
        theirs = [fuzz.token_sort_ratio(anyascii(p["name1"]).lower(), anyascii(p["name2"]).lower()) for p in pairs]
        judge_names("rapidfuzz", pairs, theirs)
        print(f"{len(pairs) / (time.perf_counter() - begin):,.0f} pairs a second")
        need("nomenklatura", "followthemoney")
        from followthemoney import model
        from nomenklatura.matching import LogicV2
        from nomenklatura.matching.types import ScoringConfig

        def entity(number, name):
            return model.get_proxy({"id": f"e{number}", "schema": "Person", "properties": {"name": [name]}})

        config = ScoringConfig.defaults() if hasattr(ScoringConfig, "defaults") else LogicV2.default_config()
        begin, processor = time.perf_counter(), time.process_time()
        theirs = [LogicV2.compare(entity(2 * n, p["name1"]), entity(2 * n + 1, p["name2"]), config).score for n, p in enumerate(pairs)]
        wall, processor = time.perf_counter() - begin, time.process_time() - processor
        judge_names("nomenklatura", pairs, theirs)
        print(f"{len(pairs) / wall:,.0f} pairs a second ({len(pairs) / processor:,.0f} a second of processor time)")


def judge_names(name, pairs, scores):
    def of(chosen):
        picked = [(p["label"] == "1", s) for p, s in zip(pairs, scores) if chosen(p)]
        return average_precision([l for l, _ in picked], [s for _, s in picked])[0]

    korean = lambda p: p["set"] == "wdko"
    print(f"{name:14} same script {of(lambda p: p['kind'] == 'same'):.4f}, across scripts {of(lambda p: p['kind'] == 'cross'):.4f}, English–Korean {of(korean):.4f}")


if __name__ == "__main__":
    OUT.mkdir(exist_ok=True)
    arguments = [a for a in sys.argv[1:] if not a.startswith("--")]
    with_peer = "--no-peer" not in sys.argv
    what = arguments[0] if arguments else ""
    size = arguments[1] if len(arguments) > 1 else "100k"
    if what == "search":
        search(size, with_peer)
    elif what == "dedupe":
        dedupe(size, with_peer)
    elif what == "changes":
        changes(size)
    elif what in ("historical", "febrl", "names"):
        {"historical": historical, "febrl": febrl, "names": names}[what](with_peer)
    else:
        sys.exit("usage: run search|dedupe|changes [100k|1m] | historical | febrl | names  [--no-peer]")
