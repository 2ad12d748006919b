"""Claims computed a second time, from the tables in figures/ and by SciPy.

    python claims.py FIGURES [--count 20] [--seed N]

draws claims at random (all with --count 0), computes estimate, limits of the 90 % interval and verdict from the
experiment's other CSV files, and compares with its claims.csv: numbers to 1e-9, verdicts word for word. Nothing is read
from claims.csv but what is compared, and the rule. Ends with status 1 if one differs. Needs SciPy 1.11 or newer.
"""

import argparse
import csv
import itertools
import math
import random
import re
import sys
from collections import defaultdict
from pathlib import Path

try:
    from scipy import optimize, stats
except ImportError:
    raise SystemExit("claims.py: needs SciPy: python3 -m pip install scipy")

LEVEL = 0.90
TAIL = (1 - LEVEL) / 2
TOLERANCE = 1e-9


class Tables:
    """The CSV files of one experiment, as lists of dictionaries."""

    def __init__(self, folder):
        self.folder = folder

    def __call__(self, name, **conditions):
        path = self.folder / f"{name}.csv"
        with path.open(newline="") as file:
            rows = list(csv.DictReader(file))
        return [row for row in rows if all(row[key] == str(value) for key, value in conditions.items())]


def by(rows, *keys):
    """Rows in groups of the same keys, in the order of their first rows."""
    groups = defaultdict(list)
    for row in rows:
        groups[tuple(row[key] for key in keys)].append(row)
    return groups


def number(row, column):
    return float(row[column])


# Intervals of 90 %: (estimate, lower, upper).


def mean_interval(values, tail=TAIL):
    n = len(values)
    mean = math.fsum(values) / n
    error = math.sqrt(math.fsum((value - mean) ** 2 for value in values) / (n - 1) / n)
    reach = stats.t.ppf(1 - tail, n - 1) * error
    return mean, mean - reach, mean + reach


def geometric_interval(values):
    return tuple(math.exp(limit) for limit in mean_interval([math.log(value) for value in values]))


def fieller_interval(numerators, denominators):
    """The ratios r for which numerator - r denominator has a mean that t does not tell from zero."""
    estimate = math.fsum(numerators) / math.fsum(denominators)

    def distance(ratio, sign):
        mean, lower, upper = mean_interval([a - ratio * b for a, b in zip(numerators, denominators)])
        return upper if sign > 0 else lower

    width = abs(estimate) + 1
    upper = optimize.brentq(lambda r: distance(r, 1), estimate, estimate + 100 * width, xtol=1e-14, rtol=1e-14)
    lower = optimize.brentq(lambda r: distance(r, -1), estimate - 100 * width, estimate, xtol=1e-14, rtol=1e-14)
    return estimate, lower, upper


def wilson_limits(successes, trials):
    z = stats.norm.ppf(1 - TAIL)
    p = successes / trials
    middle = (p + z * z / (2 * trials)) / (1 + z * z / trials)
    reach = z * math.sqrt(p * (1 - p) / trials + z * z / (4 * trials * trials)) / (1 + z * z / trials)
    return p, middle - reach, middle + reach


def exact_interval(successes, trials):
    interval = stats.binomtest(successes, trials).proportion_ci(LEVEL, method="exact")
    return 100 * successes / trials, 100 * interval.low, 100 * interval.high


def squared_and_added(first, second):
    """First less second, of two independent estimates with limits; both in parts of one, the result in points."""
    (a, a_lower, a_upper), (b, b_lower, b_upper) = first, second
    d = a - b
    return (
        100 * d,
        100 * (d - math.hypot(a - a_lower, b_upper - b)),
        100 * (d + math.hypot(a_upper - a, b - b_lower)),
    )


def paired_interval(both, first, second, neither):
    """Newcombe (1998), method 10 for paired proportions."""
    n = both + first + second + neither
    a, a_lower, a_upper = wilson_limits(both + first, n)
    b, b_lower, b_upper = wilson_limits(both + second, n)
    margins = (both + first) * (second + neither) * (both + second) * (first + neither)
    determinant = both * neither - first * second
    if determinant > 0:
        determinant = max(0, determinant - n / 2)
    phi = determinant / math.sqrt(margins) if margins else 0

    def length(x, y):
        return math.sqrt(max(0, x * x - 2 * phi * x * y + y * y))

    d = (first - second) / n
    return 100 * d, 100 * (d - length(a - a_lower, b_upper - b)), 100 * (d + length(a_upper - a, b - b_lower))


def fractions(interval):
    return tuple(value / 100 for value in interval)


# Experiments: functions from tables to {claim: interval}. Each value is a function, so that only what is drawn is computed.


def benchmarks(tables):
    def table(model, data, hidden=256):
        """The checkpoints of the runs of Table 1, or of those with another number of hidden units."""
        rows = tables("histories", model=model, data=data, datasetSeed=42)
        return [row for row in rows if row["hidden"] in ("", str(hidden)) and (data == "original" or row["permutationSeed"])]

    def best(model, data, hidden=256, steps=8000):
        """The best test accuracy of each run of Table 1."""
        runs = by([row for row in table(model, data, hidden) if int(row["step"]) <= steps], "seed", "permutationSeed")
        if data == "shuffled":  # a permutation of its own for each run
            runs = {key: rows for key, rows in runs.items() if key[0] == key[1]}
        # The network before training is no checkpoint.
        return {key[0]: max(number(row, "testAccuracy") for row in rows if row["step"] != "0") for key, rows in runs.items()}

    def last(model):
        runs = by(table(model, "original"), "seed")
        return {seed: number(max(rows, key=lambda row: int(row["step"])), "testAccuracy") for (seed,), rows in runs.items()}

    def difference(first, second):
        return [first[seed] - second[seed] for seed in first]

    def cnn_errors(digits):
        rows = tables("mistakes", subject="cnn", checkpoint="authors", examples="all")
        return [error(own, digits) for own in by(rows, "seed").values()]

    def error(rows, digits):
        rows = [row for row in rows if int(row["digit"]) in digits]
        return 100 * sum(int(row["wrong"]) for row in rows) / sum(int(row["shown"]) for row in rows)

    def human(digits):
        rows = [row for row in tables("human") if int(row["label"]) in digits]
        return sum(row["human"] != row["label"] for row in rows), len(rows)

    everything = set(range(10))
    groups = {
        "2-7": ({2, 7}, everything - {2, 7}), "4": ({4}, everything - {2, 4, 7}), "9": ({9}, {3, 6}),
        "1": ({1}, {9}), "3-6": (everything - {3, 6}, {3, 6}),
    }
    claims = {}
    models = ["logistic", "mlp", "cnn", "gru"]
    for model in models:
        for data in ["original", "shuffled"]:
            claims[f"{model}-{data}"] = lambda model=model, data=data: mean_interval(list(best(model, data).values()))
        claims[f"{model}-shuffling"] = lambda model=model: mean_interval(
            difference(best(model, "original"), best(model, "shuffled")))
        claims[f"{model}-best-over-last"] = lambda model=model: mean_interval(
            difference(best(model, "original"), last(model)))
        for other in models:
            claims[f"{model}-over-{other}"] = lambda model=model, other=other: mean_interval(
                difference(best(model, "original"), best(other, "original")))
    for name, (digits, others) in groups.items():
        claims[f"human-errors-{name}"] = lambda digits=digits, others=others: squared_and_added(
            wilson_limits(*human(digits)), wilson_limits(*human(others)))
        claims[f"cnn-errors-{name}"] = lambda digits=digits, others=others: mean_interval(
            [a - b for a, b in zip(cnn_errors(digits), cnn_errors(others))])
    claims["cnn-error-rate-3-6"] = lambda: mean_interval(cnn_errors({3, 6}))
    claims["gru-shuffling-in-text"] = claims["gru-shuffling"]
    for data in ["original", "shuffled"]:
        claims[f"mlp-notebook-{data}"] = lambda data=data: mean_interval(list(best("mlp", data, 100, 6000).values()))

    def trainings_without_error():
        runs = by(tables("mistakes", subject="cnn", checkpoint="authors", examples="first500"), "seed").values()
        wrong = [sum(int(row["wrong"]) for row in rows if int(row["digit"]) in {3, 6}) for rows in runs]
        return exact_interval(sum(count == 0 for count in wrong), len(wrong))

    claims["cnn-errors-3-6"] = trainings_without_error

    def worst_two():
        values = []
        for rows in by(tables("mistakes", subject="cnn", checkpoint="authors", examples="all"), "seed").values():
            wrong = sorted(int(row["wrong"]) for row in rows)
            values.append(100 * (wrong[-1] + wrong[-2]) / sum(wrong))
        return mean_interval(values)

    claims["cnn-errors-balanced"] = worst_two

    def human_right():
        wrong, count = human(everything)
        return count - wrong, count

    claims["human-original"] = lambda: exact_interval(*human_right())

    def human_over_cnn():
        table = defaultdict(int)
        for row in tables("human"):
            table[row["human"] == row["label"], row["cnn"] == row["label"]] += 1
        return paired_interval(table[True, True], table[True, False], table[False, True], table[False, False])

    claims["human-over-cnn"] = human_over_cnn

    def human_over_cnns():
        rows = tables("mistakes", subject="cnn", checkpoint="authors", examples="humans")
        right = [100 - error(own, everything) for own in by(rows, "seed").values()]
        return squared_and_added(fractions(mean_interval(right)), wilson_limits(*human_right()))

    claims["human-over-cnns"] = human_over_cnns
    return claims


def double_descent(tables):

    def constant_loss(loss, outputs):
        return math.log(outputs) if loss == "nll" else (outputs - 1) / outputs**2

    def curves(sweep, fitted=0.02):
        """For each curve of each seed its interpolation threshold, test peak and the peak's height; None where it has none."""
        rows = tables("runs", sweep=sweep)
        for key, own in by(rows, "network", "loss", "examples", "outputs", "seed").items():
            network, loss, examples, outputs, seed = key
            own.sort(key=lambda row: int(row["parameters"]))
            size = [float(row["parameters"]) for row in own]
            train = [number(row, "trainLoss") for row in own]
            test = [number(row, "testLoss") for row in own]
            limit = fitted * constant_loss(loss, int(outputs))
            fits = next((i for i, value in enumerate(train) if value <= limit), 0)
            threshold = math.sqrt(size[fits - 1] * size[fits]) if fits > 0 else None
            heights = [test[i] / max(min(test[:i]), min(test[i + 1:])) for i in range(1, len(test) - 1)]
            height = max(heights, default=0)
            peak = size[1 + heights.index(height)] if height > 1 else None
            top = 1 + heights.index(height) if heights else 0
            rise = test[top] - max(min(test[:top]), min(test[top + 1:])) if peak else None
            yield dict(
                network=network, loss=loss, examples=int(examples), outputs=int(outputs), seed=seed, threshold=threshold,
                peak=peak, height=height if peak else None, rise=rise if peak else None)

    def claimed(curve):
        return curve["examples"] * (1 if curve["loss"] == "nll" else curve["outputs"])

    def seeds(sweep, network, loss, fitted=0.02):
        return by([c for c in curves(sweep, fitted) if c["network"] == network and c["loss"] == loss], "seed").values()

    def multiples(sweep, network, loss, landmark, fitted=0.02, task=None):
        values = []
        for own in seeds(sweep, network, loss, fitted):
            own = [c for c in own if task in (None, (c["examples"], c["outputs"]))]
            if all(curve[landmark] for curve in own):
                values.append(math.exp(math.fsum(math.log(c[landmark] / claimed(c)) for c in own) / len(own)))
        return geometric_interval(values)

    def exponent(loss, variable):
        values = []
        for own in seeds("thresholds", "mlp", loss):
            if not all(curve["threshold"] for curve in own):
                continue
            # All n with all K: the fit separates, so that each exponent is a simple regression.
            x = [math.log(curve[variable]) for curve in own]
            values.append(stats.linregress(x, [math.log(curve["threshold"]) for curve in own]).slope)
        return mean_interval(values)

    def ratios(sweep, first, second, value):
        def peaks(network):
            return {
                (c["seed"], c["examples"]): c[value]
                for c in curves(sweep) if c["network"] == network and c["loss"] == "nll" and c["outputs"] == 10 and c["peak"]
            }

        own, others = peaks(first), peaks(second)
        groups = defaultdict(list)
        for key in own.keys() & others.keys():
            groups[key[0]].append(math.log(own[key] / others[key]))
        return geometric_interval([math.exp(math.fsum(logs) / len(logs)) for logs in groups.values()])

    def distance(network, part):
        published = {
            (row["model"].lower(), row["parameters"]): number(row, "published") for row in tables("figure4", part=part)}
        values = []
        for own in by(tables("runs", sweep="figure4", network=network), "seed").values():
            values.append(math.fsum(
                abs(number(row, f"{part}Loss") - published[network, row["parameters"]]) for row in own) / len(own))
        return mean_interval(values)

    def mean_curves(rows):
        """By seed in their order: the test losses at ascending widths; and the widths."""
        groups = by(rows, "seed")
        sizes = sorted({int(row["parameters"]) for row in rows})
        return sizes, [
            [number(row, "testLoss") for row in sorted(own, key=lambda row: int(row["parameters"]))] for own in groups.values()]

    def peak(sizes, losses, draws):
        """Position and height of the peak of the mean curve of some seeds."""
        test = [math.fsum(losses[seed][i] for seed in draws) / len(draws) for i in range(len(sizes))]
        heights = [test[i] / max(min(test[:i]), min(test[i + 1:])) for i in range(1, len(test) - 1)]
        height = max(heights)
        return (sizes[1 + heights.index(height)], height) if height > 1 else (math.nan, math.nan)

    def perceptrons():
        """The MLP of Figure 4 and its near-ties, as in fine-protocols.csv."""
        all = [mean_curves(tables("runs", sweep="figure4", network="mlp"))]
        for row in tables("fine-protocols"):
            if row["isTie"] == "true" and row["isChosen"] == "false":
                all.append(mean_curves(tables(
                    "fine-runs", optimizer=row["optimizer"], isShuffled=row["isShuffled"], weightDecay=row["weightDecay"],
                    step=row["steps"])))
        return all

    def mixed(curves, value):
        """All ordered draws of the seeds of each curve, each curve as likely as the others."""
        outcomes = []
        for curve in curves:
            n = len(curve[1])
            draws = list(itertools.product(range(n), repeat=n))
            known = {}
            for draw in draws:
                key = tuple(sorted(draw))
                if key not in known:
                    known[key] = value(curve, key)
                outcomes.append((known[key], 1 / len(draws) / len(curves)))
        outcomes.sort()

        def quantile(ordered):
            total = 0
            for result, probability in ordered:
                total += probability
                if total > TAIL + 1e-9:
                    return result

        estimate = value(curves[0], tuple(range(len(curves[0][1]))))
        return estimate, quantile(outcomes), quantile(reversed(outcomes))

    def cnn():
        return mean_curves(tables("runs", sweep="figure4", network="cnn"))

    examples = 10000
    claims = {
        "figure4-peak-mlp": lambda: mixed(perceptrons(), lambda curve, draws: peak(*curve, draws)[0] / examples),
        "figure4-peak-cnn": lambda: mixed([cnn()], lambda curve, draws: peak(*curve, draws)[0] / examples),
        "figure4-milder-relative": lambda: (lambda other: mixed(
            perceptrons(), lambda curve, draws: peak(*curve, draws)[1] / peak(*other, draws)[1]))(cnn()),
        "threshold-nll-lowest": lambda: multiples("thresholds", "mlp", "nll", "threshold", task=(800, 2)),
        "threshold-nll-highest": lambda: multiples("thresholds", "mlp", "nll", "threshold", task=(200, 10)),
    }

    def second_run():
        published = {int(row["parameters"]): number(row, "published") for row in tables("second-run")}
        values = []
        for own in by(tables("runs", sweep="figure4", network="mlp"), "seed").values():
            differences = [abs(number(row, "testLoss") - published[int(row["parameters"])]) for row in own if int(row["parameters"]) in published]
            values.append(math.fsum(differences) / len(differences))
        return mean_interval(values)

    for loss in ["nll", "mse"]:
        claims[f"threshold-{loss}"] = lambda loss=loss: multiples("thresholds", "mlp", loss, "threshold")
        claims[f"threshold-{loss}-cnn"] = lambda loss=loss: multiples("thresholds", "cnn", loss, "threshold")
        claims[f"peak-{loss}"] = lambda loss=loss: multiples("thresholds", "mlp", loss, "peak")
        for percent in [1, 5]:
            claims[f"threshold-{loss}-at-{percent}"] = lambda loss=loss, percent=percent: multiples(
                "thresholds", "mlp", loss, "threshold", percent / 100)
        for variable in ["outputs", "examples"]:
            claims[f"threshold-{loss}-{variable}"] = lambda loss=loss, variable=variable: exponent(loss, variable)
    for network in ["mlp", "cnn"]:
        for part in ["train", "test"]:
            claims[f"figure4-{part}-{network}"] = lambda network=network, part=part: distance(network, part)
    claims["figure4-test-mlp-second"] = second_run
    claims["figure4-milder"] = lambda: ratios("figure4", "mlp", "cnn", "rise")
    claims["peak-cnn-milder"] = lambda: ratios("thresholds", "mlp", "cnn", "height")
    claims["peak-cnn-position"] = lambda: ratios("thresholds", "cnn", "mlp", "peak")
    return claims


def lottery_tickets(tables):
    def final(ticket, change, data="same", step="1000"):
        rows = tables("histories", ticket=ticket, change=change, data=data)
        rows = [row for row in rows if row["prunedAfter"] in ("", step)]
        last = max(int(row["step"]) for row in rows)
        return {row["seed"]: number(row, "testAccuracy") for row in rows if int(row["step"]) == last}

    def lead(baseline, change="none", data="same"):
        own, other = final("lottery", change, data), final(baseline, change, data)
        return {seed: own[seed] - other[seed] for seed in own}

    def around(ticket, column):
        rows = [
            row for row in tables("retrains", ticket=ticket)
            if row["prunedAfter"] in ("", "1000") and 0.85 <= number(row, "sparsity") <= 0.95
        ]
        return {seed: math.fsum(number(r, column) for r in own) / len(own) for (seed,), own in by(rows, "seed").items()}

    def dense(column):
        return {row["seed"]: number(row, column) for row in tables("retrains", ticket="random", retrain=0)}

    def minus(first, second):
        return mean_interval([first[seed] - second[seed] for seed in first if seed in second])

    def adjacency(ticket, neighbours, column):
        rows = tables("adjacency-trials", ticket=ticket, neighbours=neighbours)
        return [number(row, column) for row in rows if row["prunedAfter"] in ("", "1000")]

    def values(leads):
        return mean_interval(list(leads.values()))

    claims = {
        "ticket-search-accuracy": lambda: minus(around("lottery", "testAccuracy"), dense("testAccuracy")),
        "ticket-search-random": lambda: minus(around("lottery", "testAccuracy"), around("random", "testAccuracy")),
        "ticket-search-loss": lambda: geometric_interval(
            [around("lottery", "testLoss")[s] / dense("testLoss")[s] for s in around("lottery", "testLoss")]),
        "ticket-prune-at": lambda: minus(final("lottery", "none", step="1500"), final("lottery", "none")),
        "ticket-permutation-loss": lambda: minus(final("lottery", "reversed"), final("lottery", "permuted")),
        "ticket-lead-lost": lambda: minus(lead("dense"), lead("dense", "permuted")),
        "ticket-chunks": lambda: values(lead("dense", "chunks")),
        "ticket-next-seed": lambda: values(lead("dense", "nextSeed")),
        "ticket-fresh-data": lambda: values(lead("dense", "none", "fresh")),
        "adjacency-random": lambda: fieller_interval(adjacency("lottery", 2, "observed"), adjacency("random", 2, "observed")),
    }
    for name, baseline, change in [
        ("over-dense", "dense", "none"), ("over-random", "random", "none"), ("reversed", "dense", "reversed"),
        ("new-weights", "dense", "newWeights"),
    ]:
        claims[f"ticket-{name}"] = lambda baseline=baseline, change=change: values(lead(baseline, change))
        claims[f"ticket-{name}-size"] = claims[f"ticket-{name}"]
    for count in [2, 3, 4]:
        for name, column in [("chance", "uniform"), ("units", "unitsKept"), ("local", "bothKept")]:
            claims[f"adjacency-{count}-{name}"] = lambda count=count, column=column: fieller_interval(
                adjacency("lottery", count, "observed"), adjacency("lottery", count, column))
    return claims


def metalearn_learning_rate(tables):
    def rates(start):
        return {row["seed"]: number(row, "rate") for row in tables("final") if number(row, "initialRate") == start}

    high, low = (lambda: rates(1.5)), (lambda: rates(0.15))

    def ratios():
        return [high()[seed] / low()[seed] for seed in low()]

    return {
        "learned-rates-agree": lambda: geometric_interval(ratios()),
        "learned-rates-agree-share": lambda: exact_interval(
            sum(1 / 1.1 <= ratio <= 1.1 for ratio in ratios()), len(ratios())),
        "learned-rate-1.5": lambda: mean_interval(list(high().values())),
        "learned-rate-0.15": lambda: mean_interval(list(low().values())),
    }


def metalearn_activation(tables):
    def lead(others):
        """Initial weights are dealt to the metalearnings in turn, so that no two share any."""
        first = min(int(row["step"]) for row in tables("runs", activation="learned"))
        rows = tables("runs", step=first)
        fixed = {(row["activation"], row["seed"]): number(row, "testAccuracy") for row in rows if not row["learnedSeed"]}
        learned = by([row for row in rows if row["activation"] == "learned"], "learnedSeed")
        values = []
        for index, own in enumerate(learned.values()):
            own = own[index::len(learned)]
            values.append(math.fsum(
                number(row, "testAccuracy") - max(fixed[other, row["seed"]] for other in others) for row in own) / len(own))
        return mean_interval(values)

    claims = {"learned-over-best": lambda: lead(["relu", "elu", "swish"])}
    for other in ["relu", "elu", "swish", "softplus", "tanh", "sigmoid"]:
        claims[f"learned-over-{other}"] = lambda other=other: lead([other])
    return claims


def pooling(tables):
    def differences(examples, first, second):
        rows = tables("histories", examples=examples)
        last = max(int(row["step"]) for row in rows)
        accuracy = {(row["pooling"], row["seed"]): number(row, "testAccuracy") for row in rows if int(row["step"]) == last}
        return mean_interval([
            math.fsum(accuracy[kind, seed] for kind in first) / len(first) - accuracy[second, seed]
            for kind, seed in accuracy if kind == second
        ])

    pooled = ["max_pool", "avg_pool", "l2_pool"]
    claims = {f"pooling-{examples}": lambda examples=examples: differences(examples, pooled, "no_pool")
              for examples in [1000, 2000, 50000]}
    claims["pooling-hinders-50000"] = claims["pooling-50000"]
    claims["l2-over-max-50000"] = lambda: differences(50000, ["l2_pool"], "max_pool")
    return claims


def training_set_size(tables):
    def above(examples):
        accuracy = [number(row, "testAccuracy") for row in tables("runs", examples=examples)]
        human = tables("accuracy", subject="human")[0]
        # The authors' human: 400 distinct answers.
        return squared_and_added(fractions(mean_interval(accuracy)), wilson_limits(round(4 * number(human, "mean")), 400))

    return {"cnn-more-data": lambda: above(64000), "cnn-same-data": lambda: above(4000)}


def mnist_benchmarks(tables):
    def best(model):
        seeds = by(tables("histories", model=model), "seed").values()
        return mean_interval([max(number(row, "testAccuracy") for row in rows) for rows in seeds])

    models = {"logistic": "logistic", "mlp": "standard-mlp", "cnn": "standard-cnn", "gru": "standard-gru",
              "mlp-small": "mlp", "cnn-small": "cnn", "gru-small": "gru"}
    return {f"mnist-{name}": lambda model=model: best(model) for name, model in models.items()}


def transfer(tables):
    common = ["relu", "elu", "swish", "tanh", "softplus"]

    def ranks(activation, measure, pixels="standardized"):
        """Of each seed the rank among the common activations, each at its rate with the best mean; ties share a rank."""
        rows = [row for row in tables("runs", pixels=pixels) if row[measure] != ""]
        channels = max(int(row["channels"]) for row in rows)
        best = {}
        for other in [activation, *common]:
            own = [row for row in rows if row["activation"] == other and int(row["channels"]) == channels]
            rates = by(own, "learningRate").values()
            chosen = min(rates, key=lambda group: math.fsum(number(row, measure) for row in group) / len(group))
            best[other] = {row["seed"]: number(row, measure) for row in chosen}
        return [1 + sum(best[other][seed] < value for other in common)
                + sum(best[other][seed] == value for other in common) / 2
                for seed, value in sorted(best[activation].items())]

    def preprocessing():
        pairs = zip(ranks("authors-fit", "firstLoss", "unit"), ranks("authors-fit", "firstLoss"))
        return mean_interval([unit - standardized for unit, standardized in pairs])

    folder = tables.folder.name
    prefix = "transfer" if folder == "full" else f"transfer-{folder}"
    return {
        f"{prefix}-early": lambda: mean_interval(ranks("learned", "firstLoss")),
        f"{prefix}-final": lambda: mean_interval(ranks("learned", "testLoss")),
        f"{prefix}-fit-early": lambda: mean_interval(ranks("authors-fit", "firstLoss")),
        f"{prefix}-fit-final": lambda: mean_interval(ranks("authors-fit", "testLoss")),
        f"{prefix}-preprocessing": preprocessing,
    }


def self_supervised(tables):
    def over_seeds(model, value):
        """Of each seed a value of its accuracies by classifier and layer."""
        groups = by(tables("accuracies", model=model), "seed").values()
        accuracies = [{(row["classifier"], int(row["layer"])): number(row, "accuracy") for row in rows} for rows in groups]
        return mean_interval([value(one, max(layer for _, layer in one)) for one in accuracies])

    def others(one):
        return [accuracy for (classifier, layer), accuracy in one.items() if classifier == "linear" and layer != 3]

    return {
        "ssl-linear-h": lambda: over_seeds("default", lambda one, last: one["linear", 3]),
        "ssl-guillotine": lambda: over_seeds("default", lambda one, last: one["linear", 3] - one["linear", last]),
        "ssl-guillotine-deep": lambda: over_seeds("deep", lambda one, last: one["linear", 3] - one["linear", last]),
        "ssl-no-projector": lambda: over_seeds(
            "none", lambda one, last: one["linear", 3] - min(one["linear", 1], one["linear", 2])),
        "ssl-best-layer": lambda: over_seeds("default", lambda one, last: one["linear", 3] - max(others(one))),
        "ssl-neighbors-z": lambda: over_seeds("default", lambda one, last: one["neighbors", last]),
        "ssl-neighbors-over-input": lambda: over_seeds(
            "default", lambda one, last: one["neighbors", last] - one["neighbors", 0]),
    }


def dataset_difficulty(tables):
    def fall(knob):
        """The CNN's accuracy with the least value of a parameter less that with the most, in the same seed."""
        rows = tables("runs", model="cnn", knob=knob)
        values = sorted({number(row, "value") for row in rows})
        accuracy = {(row["seed"], number(row, "value")): number(row, "testAccuracy") for row in rows}
        return mean_interval([accuracy[seed, values[0]] - accuracy[seed, values[-1]] for seed in {row["seed"] for row in rows}])

    knobs = {"noise": "correlated-noise", "translation": "translation", "resolution": "length"}
    return {f"difficulty-{name}": lambda knob=knob: fall(knob) for name, knob in knobs.items()}


def architectures(tables):
    accuracy = {(row["seed"], row["network"], row["order"]): number(row, "bestAccuracy") for row in tables("runs")}
    seeds = sorted({seed for seed, _, _ in accuracy})
    others = {network for _, network, _ in accuracy} - {"logistic", "mlp", "gru", "cnn"}

    def lost(seed, network):
        return accuracy[seed, network, "original"] - accuracy[seed, network, "permuted"]

    def beyond(seed):
        return math.fsum(lost(seed, network) for network in others) / len(others) - lost(seed, "mlp")

    def pooled(seed):
        return math.fsum(lost(seed, network) for network in ("resnet", "tcn", "dilated-cnn")) / 3 - lost(seed, "cnn")

    return {
        "continuum-place": lambda: fieller_interval(
            [beyond(seed) for seed in seeds], [lost(seed, "cnn") - lost(seed, "mlp") for seed in seeds]),
        "continuum-pooled": lambda: mean_interval([pooled(seed) for seed in seeds]),
        "continuum-transformer": lambda: mean_interval([lost(seed, "transformer") for seed in seeds]),
    }


EXPERIMENTS = {
    "benchmarks": benchmarks, "double-descent": double_descent, "lottery-tickets": lottery_tickets,
    "metalearn-learning-rate": metalearn_learning_rate, "metalearn-activation": metalearn_activation, "pooling": pooling,
    "training-set-size": training_set_size, "mnist-benchmarks": mnist_benchmarks, "transfer": transfer,
    "self-supervised": self_supervised, "dataset-difficulty": dataset_difficulty, "architectures": architectures,
}


def verdict(rule, lower, upper):
    """What an interval says under a rule, read from the rule's text."""
    text = rule.replace(",", "")
    value = r"(-?[0-9.]+(?:e-?[0-9]+)?)"

    def within(a, b):
        if a <= lower and upper <= b:
            return "reproduced"
        return None if lower <= b and upper >= a else "outside"

    if match := re.fullmatch(f"equal to {value} ± {value}", text):
        centre, margin = map(float, match.groups())
        found = within(centre - margin, centre + margin)
    elif match := re.fullmatch(f"from {value} to {value}", text):
        found = within(*map(float, match.groups()))
    elif match := re.fullmatch(f"size {value} (±|within a factor of|×/÷) ?{value}", text):
        size, kind, spread = float(match[1]), match[2], float(match[3])
        ends = (size - spread, size + spread) if kind == "±" else sorted((size / spread, size * spread))
        found = within(*ends)
        if found == "outside":
            same_side = lower > 0 if size > 0 else upper < 0
            found = "partly" if same_side else "outside"
    elif match := re.fullmatch(f"at least {value}|at most {value}", text):
        found = within(float(match[1]), math.inf) if match[1] else within(-math.inf, float(match[2]))
    elif match := re.fullmatch(f"(more|less) than {value}(?: .*?{value}.*)?", text):
        sign = 1 if match[1] == "more" else -1
        bound, negligible = float(match[2]), float(match[3] or 0)
        low, high = (lower, upper) if sign > 0 else (-upper, -lower)
        bound *= sign
        above, small = low > bound, high < bound + negligible
        found = ("partly" if small else "reproduced") if above else ("outside" if small else None)
    else:
        raise SystemExit(f"claims.py: unknown rule: {rule}")
    return {None: "inconclusive", "outside": "not reproduced"}.get(found, found)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("figures", type=Path)
    parser.add_argument("--count", type=int, default=20)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    options = parser.parse_args()

    candidates = []
    skipped = []
    for path in sorted(options.figures.glob("**/claims.csv")):
        tables = Tables(path.parent)
        # An edition on other data is in a folder of its own: transfer/full.
        experiment = path.relative_to(options.figures).parts[0]
        known = EXPERIMENTS[experiment](tables) if experiment in EXPERIMENTS else {}
        for row in tables("claims"):
            if row["estimate"] == "":
                continue
            (candidates if row["id"] in known else skipped).append((experiment, row, known.get(row["id"])))
    if not candidates:
        raise SystemExit(f"claims.py: {options.figures}: no claims with a value")
    count = min(options.count, len(candidates)) or len(candidates)
    chosen = random.Random(options.seed).sample(candidates, count)

    failures = 0
    for experiment, row, compute in sorted(chosen, key=lambda item: (item[0], item[1]["id"])):
        estimate, lower, upper = compute()
        names = ["estimate", "lower", "upper"]
        differences = [
            abs(own - float(row[name])) / max(1, abs(own)) for name, own in zip(names, (estimate, lower, upper))]
        own = verdict(row["rule"], lower, upper)
        agrees = max(differences) <= TOLERANCE and own == row["verdict"]
        failures += not agrees
        print(f"{'agrees ' if agrees else 'DIFFERS'}  {experiment:24} {row['id']:28} {estimate:.6g} [{lower:.6g}, {upper:.6g}]  {own}"
              + ("" if agrees else f"  claims.csv: {row['estimate']} [{row['lower']}, {row['upper']}]  {row['verdict']}"))
    print(f"{count - failures} of {count} claims agree to {TOLERANCE:g} (seed {options.seed}); "
          f"{len(candidates)} of {len(candidates) + len(skipped)} claims with a value can be computed here"
          + (f", not {', '.join(item[1]['id'] for item in skipped)}" if skipped else ""))
    sys.exit(failures > 0)


if __name__ == "__main__":
    main()
