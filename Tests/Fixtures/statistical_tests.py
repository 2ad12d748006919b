"""Known answers for the distributions, tests, intervals and powers of Sources/Statistics.

    python statistical_tests.py FOLDER

writes statistical_tests.json into FOLDER: for each topic a list of cases. Made with Python 3.11.7, NumPy 2.4.6, SciPy
1.17.1, statsmodels 0.15.0 and mpmath 1.4.1. What none of them offers (Fieller's interval, limits that are squared
and added, the power of equivalence tests) is put together here from their parts in another way than in Swift.
"""

import json
import math
import sys
import warnings
from pathlib import Path

import mpmath
import numpy as np
import statsmodels.api as sm
from scipy import optimize, stats
from statsmodels.stats import contingency_tables, multitest, power, proportion, weightstats

warnings.simplefilter("error")
warnings.filterwarnings("ignore", message=".*Precision loss.*")
mpmath.mp.dps = 40
random = np.random.default_rng(17)
TAIL = 0.05


def exponentials():
    xs = [0.0, 1.0, -1.0, 0.5, 709.78, -708.0, -740.0, 1e-20, -1e-9, math.log(2), 0.5 * math.log(2), 88.7]
    xs += random.uniform(-700, 700, 300).tolist() + random.uniform(-1, 1, 100).tolist()
    return [[x, float(mpmath.exp(x))] for x in xs]


def normal():
    zs = [0.0, 1.0, -1.0, 1.959963984540054, 2.5, 2.500001, 5.0, -5.0, 10.0, 37.0, 1e-8]
    zs += random.uniform(-8, 8, 100).tolist()
    return [[z, float(mpmath.erfc(mpmath.mpf(z) / mpmath.sqrt(2)) / 2)] for z in zs]


def normal_quantiles():
    ps = [0.975, 0.95, 0.9, 0.8, 0.5, 0.025, 1e-10, 1e-300] + random.uniform(0, 1, 50).tolist()
    return [[p, float(stats.norm.ppf(p))] for p in ps]


def student_exact(t, n):
    """P(T >= t) with 40 digits."""
    t, n = mpmath.mpf(t), mpmath.mpf(n)
    half = mpmath.betainc(n / 2, mpmath.mpf(1) / 2, 0, n / (n + t * t), regularized=True) / 2
    return float(half if t >= 0 else 1 - half)


def student():
    cases = [(0.0, 1), (1.0, 1), (-1.0, 2), (12.7, 1), (1e3, 3), (50.0, 4), (1e-6, 4), (3.0, 1.5), (2.0, 1e4), (6.0, 1e6)]
    cases += [(float(random.normal(0, 4)), float(10 ** random.uniform(0, 3))) for _ in range(150)]
    return [[t, n, student_exact(t, n)] for t, n in cases]


def student_quantiles():
    cases = [(0.05, 1), (0.05, 4), (0.025, 4), (0.05, 9), (1e-6, 3), (0.3, 2.5), (0.9, 5), (0.05, 1e5)]
    cases += [(float(random.uniform(1e-4, 0.5)), float(10 ** random.uniform(0, 3))) for _ in range(50)]
    return [[tail, n, float(stats.t.isf(tail, n))] for tail, n in cases]


def binomial():
    cases = [(0, 1, 0.3), (1, 1, 0.3), (0, 50, 0.01), (50, 50, 0.99), (3, 7, 0.0), (3, 7, 1.0), (479, 500, 0.94)]
    for _ in range(120):
        n = int(10 ** random.uniform(0, 4.5))
        p = float(random.uniform(0, 1))
        cases.append((int(np.clip(round(random.normal(n * p, 2 * math.sqrt(n * p * (1 - p)))), 0, n)), n, p))
    rows = []
    for k, n, p in cases:
        law = stats.binom(n, p)
        rows.append([k, n, p, float(law.pmf(k)), float(law.sf(k - 1)), float(law.cdf(k))])
    return rows


def noncentral():
    cases = [(1.7, 4, 2.0), (12.7, 1, 16.0), (6.3, 1, 0.0), (2.1, 4, 3.0), (1.65, 5000, 2.5), (2.9, 2.7, 4.0)]
    cases += [
        (float(random.uniform(-1, 6)), float(np.ceil(10 ** random.uniform(0, 2.5))), float(random.uniform(-1, 8)))
        for _ in range(60)
    ]
    return [[t, n, d, float(stats.nct.sf(t, n, d))] for t, n, d in cases]


def samples(sizes, count):
    for size in sizes:
        for _ in range(count):
            yield (random.normal(0, 1) + random.gamma(1) * random.normal(0, 1, size)).tolist()


def limits(result):
    return [float(result.low), float(result.high)]


def means():
    rows = []
    for values in list(samples([2, 3, 5, 10, 40], 8)) + [[1.0, 1.0 + 1e-9], [1e6, 1e6 + 1, 1e6 + 3]]:
        bound = float(np.mean(values) + random.normal() * np.std(values))
        margin = float(abs(random.normal()) + 0.1)
        above = stats.ttest_1samp(values, bound, alternative="greater")
        below = stats.ttest_1samp(values, bound, alternative="less")
        both = stats.ttest_1samp(values, bound)
        tost = weightstats.DescrStatsW(np.array(values)).ttost_mean(bound - margin, bound + margin)[0]
        rows.append({
            "values": values, "bound": bound, "margin": margin, "estimate": float(np.mean(values)),
            "limits": limits(both.confidence_interval(1 - 2 * TAIL)), "above": float(above.pvalue),
            "below": float(below.pvalue), "unequal": float(both.pvalue), "within": float(tost),
        })
    return rows


def differences():
    rows = []
    sizes = [(2, 2), (2, 5), (5, 5), (3, 10), (30, 8)]
    for m, n in sizes * 4:
        a = (random.normal(0, 1) + random.gamma(1) * random.normal(0, 1, m)).tolist()
        b = (random.normal(0, 1) + random.gamma(1) * random.normal(0, 1, n)).tolist()
        bound, margin = float(random.normal()), float(abs(random.normal()) + 0.1)
        moved = [x - bound for x in a]
        above = stats.ttest_ind(moved, b, equal_var=False, alternative="greater")
        below = stats.ttest_ind(moved, b, equal_var=False, alternative="less")
        both = stats.ttest_ind(a, b, equal_var=False)
        tost = weightstats.ttost_ind(np.array(a), np.array(b), bound - margin, bound + margin, usevar="unequal")[0]
        rows.append({
            "a": a, "b": b, "bound": bound, "margin": margin, "estimate": float(np.mean(a) - np.mean(b)),
            "freedom": float(both.df), "limits": limits(both.confidence_interval(1 - 2 * TAIL)),
            "above": float(above.pvalue), "below": float(below.pvalue), "within": float(tost),
        })
    return rows


def geometric_means():
    rows = []
    for size in [2, 3, 5, 20] * 5:
        values = np.exp(random.normal(0, 1) + random.gamma(1) * random.normal(0, 1, size))
        bound = float(np.exp(random.normal()))
        logs = np.log(values)
        both = stats.ttest_1samp(logs, np.log(bound))
        rows.append({
            "values": values.tolist(), "bound": bound, "estimate": float(stats.gmean(values)),
            "limits": np.exp(limits(both.confidence_interval(1 - 2 * TAIL))).tolist(),
            "above": float(stats.ttest_1samp(logs, np.log(bound), alternative="greater").pvalue),
        })
    return rows


def ratios():
    """Fieller: the t test of a - r b at each r; its limits where that test has p = TAIL."""
    rows = []
    for size, mean in [(2, 10), (3, -10), (5, 10), (20, -10)] * 5 + [(3, 1), (5, -0.5), (20, 0.2), (20, 0.1)]:
        b = random.normal(mean, 1, size)
        a = float(random.normal(0, 5)) + 0.5 * b + random.normal(0, 1, size)
        sign = np.sign(np.mean(b))

        def p(r, alternative):
            return float(stats.ttest_1samp(sign * (a - r * b), 0, alternative=alternative).pvalue)

        estimate = float(np.mean(a) / np.mean(b))
        t = stats.t.isf(TAIL, size - 1)
        found = None
        if abs(stats.ttest_1samp(b, 0).statistic) > t:
            far = estimate
            step = 1e-3
            while p(estimate - step, "greater") > TAIL:
                step *= 2
            lower = optimize.brentq(lambda r: p(r, "greater") - TAIL, estimate - step, far, xtol=1e-14, rtol=1e-14)
            step = 1e-3
            while p(estimate + step, "less") > TAIL:
                step *= 2
            upper = optimize.brentq(lambda r: p(r, "less") - TAIL, far, estimate + step, xtol=1e-14, rtol=1e-14)
            found = [float(lower), float(upper)]
        bound = estimate + float(random.normal(0, 0.3))
        rows.append({
            "a": a.tolist(), "b": b.tolist(), "bound": bound, "estimate": estimate, "limits": found,
            "above": p(bound, "greater"), "below": p(bound, "less"),
        })
    return rows


def counts():
    cases = [(0, 1), (1, 1), (0, 48), (48, 48), (1, 2), (479, 500), (21, 500), (500, 500)]
    for _ in range(40):
        n = int(10 ** random.uniform(0, 4))
        cases.append((int(random.integers(0, n + 1)), n))
    return cases


def proportions():
    rows = []
    for count, n in counts():
        bound = float(np.clip(count / n + random.normal(0, 0.5 / math.sqrt(n)), 0.001, 0.999))
        rows.append({
            "count": count, "trials": n, "bound": bound,
            "wilson": list(map(float, proportion.proportion_confint(count, n, 2 * TAIL, method="wilson"))),
            "exact": list(map(float, stats.binomtest(count, n).proportion_ci(1 - 2 * TAIL, method="exact"))),
            "above": float(stats.binomtest(count, n, bound, alternative="greater").pvalue),
            "below": float(stats.binomtest(count, n, bound, alternative="less").pvalue),
        })
    return rows


def proportion_powers():
    """The true proportion that the exact test finds with 80 %, and the margin of equivalence."""
    rows = []
    for n, bound in [(20, 0.3), (100, 0.1), (500, 0.95), (500, 0.5), (1000, 0.02), (10000, 0.94)]:
        mirrored = bound > 0.5
        low = 1 - bound if mirrored else bound
        ks = np.arange(n + 1)
        critical = int(ks[stats.binom.sf(ks - 1, n, low) <= TAIL][0])
        found = optimize.brentq(lambda q: stats.binom.sf(critical - 1, n, q) - 0.8, low, 1, xtol=1e-14)

        def passes(margin):
            fewest = 0 if bound - margin < 0 else ks[stats.binom.sf(ks - 1, n, bound - margin) <= TAIL]
            most = n if bound + margin > 1 else ks[stats.binom.cdf(ks, n, bound + margin) <= TAIL]
            fewest = int(np.min(fewest)) if np.size(fewest) else n + 1
            most = int(np.max(most)) if np.size(most) else -1
            return float(np.sum(stats.binom.pmf(np.arange(fewest, most + 1), n, bound)))

        lower, upper = 0.0, 1.0
        for _ in range(60):
            middle = (lower + upper) / 2
            lower, upper = (middle, upper) if passes(middle) < 0.8 else (lower, middle)
        rows.append([n, bound, float(found - low), upper])
    return rows


def inverted(interval, bound, above):
    """The tail whose limit is the bound, by bisection over its normal quantile."""
    lower, upper = -6.0, 30.0
    if above != (interval(0.25)[2] > bound):
        return None
    lower = 0.0
    for _ in range(200):
        z = (lower + upper) / 2
        a, b, _ = interval(stats.norm.sf(z))
        lower, upper = (z, upper) if (a > bound if above else b < bound) else (lower, z)
    return float(stats.norm.sf((lower + upper) / 2))


def proportion_differences():
    rows = []
    pairs = list(zip(counts(), reversed(counts())))
    for (x, m), (y, n) in pairs:
        if 2 * x == m or 2 * y == n:
            continue

        def interval(tail):
            low, high = proportion.confint_proportions_2indep(x, m, y, n, method="newcomb", compare="diff", alpha=2 * tail)
            return float(low), float(high), x / m - y / n

        bound = float(x / m - y / n + random.normal(0, 0.7 / math.sqrt(min(m, n))))
        above = bound < x / m - y / n
        rows.append({
            "a": [x, m], "b": [y, n], "bound": bound, "limits": list(interval(TAIL)[:2]),
            "above" if above else "below": inverted(interval, bound, above),
        })
    return rows


def paired_limits(e, f, g, h, tail):
    """Newcombe's method 10 for pairs: both, first alone, second alone, neither."""
    n = e + f + g + h
    a, b = (e + f) / n, (e + g) / n
    la, ua = proportion.proportion_confint(e + f, n, 2 * tail, method="wilson")
    lb, ub = proportion.proportion_confint(e + g, n, 2 * tail, method="wilson")
    margins = (e + f) * (g + h) * (e + g) * (f + h)
    phi = 0.0
    if margins:
        cross = e * h - f * g
        phi = (max(cross - n / 2, 0) if cross > 0 else cross) / math.sqrt(margins)
    covariance = np.array([[1, -phi], [-phi, 1]])
    down, up = np.array([a - la, ub - b]), np.array([ua - a, b - lb])
    return float(a - b - math.sqrt(max(0, down @ covariance @ down))), float(a - b + math.sqrt(max(0, up @ covariance @ up)))


def paired_proportions():
    tables = [(14, 5, 0, 22), (36, 12, 2, 0), (0, 0, 0, 5), (5, 0, 0, 0), (0, 3, 0, 0), (0, 0, 1, 1), (400, 60, 20, 20)]
    tables += [tuple(int(x) for x in random.integers(0, int(10 ** random.uniform(0.5, 3)), 4)) for _ in range(30)]
    rows = []
    for e, f, g, h in tables:
        if e + f + g + h == 0:
            continue
        bound = float((f - g) / (e + f + g + h) + random.normal(0, 0.05))
        above = bound < (f - g) / (e + f + g + h)
        row = {
            "table": [e, f, g, h], "bound": bound, "limits": list(paired_limits(e, f, g, h, TAIL)),
            "mcnemar": float(contingency_tables.mcnemar([[e, f], [g, h]], exact=True).pvalue) if f + g else 1.0,
        }
        row["more"] = float(stats.binomtest(f, f + g, alternative="greater").pvalue) if f + g else 1.0
        row["above" if above else "below"] = inverted(
            lambda tail: (*paired_limits(e, f, g, h, tail), (f - g) / (e + f + g + h)), bound, above)
        rows.append(row)
    return rows


def sample_less_proportion():
    rows = []
    for size, (count, n) in zip([2, 3, 5, 5, 10, 20] * 3, [(0, 48), (479, 500), (480, 500), (500, 500), (30, 100), (1, 2)] * 3):
        values = (count / n + random.normal(0, 0.02) + random.normal(0, 0.01, size)).tolist()
        mean = float(np.mean(values))

        def interval(tail):
            low, high = stats.ttest_1samp(values, 0).confidence_interval(1 - 2 * tail)
            under, over = proportion.proportion_confint(count, n, 2 * tail, method="wilson")
            under, over = (0.0 if count == 0 else under), (1.0 if count == n else over)
            d = mean - count / n
            return d - math.hypot(mean - low, over - count / n), d + math.hypot(high - mean, count / n - under), d

        rows.append({"values": values, "b": [count, n], "limits": [float(x) for x in interval(TAIL)[:2]]})
    return rows


def holm():
    rows = []
    for size in [1, 2, 3, 10, 25, 25]:
        ps = (random.uniform(0, 1, size) ** 3).tolist()
        if size == 10:
            ps[3] = ps[7]
        rows.append([ps, multitest.multipletests(ps, method="holm")[1].tolist()])
    rows.append([[0.0, 1.0, 0.5], [0.0, 1.0, 1.0]])
    return rows


def regressions():
    rows = []
    for size, columns, weighted in [(3, 2, False), (5, 2, False), (30, 2, True), (12, 3, True), (200, 3, False)] * 3:
        x = np.column_stack([np.ones(size)] + [random.normal(3, 2, size) for _ in range(columns - 1)])
        y = x @ random.normal(0, 1, columns) + random.normal(0, 0.5, size)
        w = random.gamma(2, 1, size) if weighted else np.ones(size)
        fit = sm.WLS(y, x, weights=w).fit()
        rows.append({
            "x": x.tolist(), "y": y.tolist(), "weights": w.tolist(), "coefficients": fit.params.tolist(),
            "errors": fit.bse.tolist(), "variance": float(fit.scale), "limits": fit.conf_int(2 * TAIL).tolist(),
            "unequal": fit.pvalues.tolist(),
        })
    return rows


def equivalence_power(margin, distance, n, t):
    """P(|x| + t s <= margin), x normal about `distance`, n s² chi-squared: the outer integral over x."""
    def inner(x):
        chi = n * ((margin - abs(x)) / t) ** 2
        return mpmath.npdf(x, distance) * mpmath.gammainc(n / 2, 0, chi / 2, regularized=True)

    mpmath.mp.dps = 20
    value = float(mpmath.quad(inner, np.unique([-margin, 0, margin, *np.clip([distance - 5, distance, distance + 5], -margin, margin)]).tolist()))
    mpmath.mp.dps = 40
    return value


def powers():
    rows = []
    solve = power.TTestPower().solve_power
    for n in [1, 2, 3, 4, 7, 9, 19, 49, 199]:
        def found(alternative):
            def missing(effect):
                reached = power.ttest_power(effect, n + 1, TAIL, alternative=alternative)
                if math.isnan(reached):  # the far side is 0, but SciPy's noncentral t gives up on it
                    reached = power.ttest_power(effect, n + 1, TAIL / 2, alternative="larger")
                return reached - 0.8

            # Its effect is in standard deviations; ours in standard errors.
            effect = optimize.brentq(missing, 0.01, 25 / math.sqrt(n + 1), xtol=1e-13)
            return float(effect * math.sqrt(n + 1))

        t = float(stats.t.isf(TAIL, n))
        cases = [[m * t, d, equivalence_power(m * t, d, n, t)] for m, d in [(0.5, 0.0), (1.5, 0.0), (2.5, 1.0)]]
        checked = solve(effect_size=found("larger") / math.sqrt(n + 1), nobs=n + 1, alpha=TAIL, alternative="larger")
        assert abs(checked - 0.8) < 1e-9
        rows.append({
            "freedom": n, "larger": found("larger"), "two-sided": found("two-sided"), "equivalence": cases,
            "power": float(power.ttest_power(2 / math.sqrt(n + 1), n + 1, TAIL, alternative="larger")),
        })
    return rows


def normal_powers():
    """The difference of two proportions that statsmodels finds with 80 %, by its own normal approximation."""
    rows = []
    for n, p in [(100, 0.3), (300, 0.5), (500, 0.1), (1000, 0.9)]:
        # Its alternative does not see signs: the difference is taken downwards from p.
        found = optimize.brentq(
            lambda d: proportion.power_proportions_2indep(d, p, n, ratio=1, alpha=TAIL, alternative="larger", return_results=False) - 0.8,
            1e-4, 1 - p - 1e-9)
        rows.append([n, p, float(found)])
    return rows


topics = [
    exponentials, normal, normal_quantiles, student, student_quantiles, binomial, noncentral, means, differences,
    geometric_means, ratios, proportions, proportion_powers, proportion_differences, paired_proportions,
    sample_less_proportion, holm, regressions, powers, normal_powers,
]
result = {topic.__name__.replace("_", "-"): topic() for topic in topics}
lines = [f"{json.dumps(name)}: [\n" + ",\n".join(json.dumps(row) for row in rows) + "\n]" for name, rows in result.items()]
(Path(sys.argv[1]) / "statistical_tests.json").write_text("{\n" + ",\n".join(lines) + "\n}\n")
