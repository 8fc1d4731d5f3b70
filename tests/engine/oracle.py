"""The score of a pair, from the design document alone: dictionaries, loops, nothing shared.

    C(p, v) = base(v) + Σ qᵢ·gᵢ
    S(p, v) = Σ_f W_f·C_f + Σ_k W_k·512·v_k
    cover_i = max(π_i, β · max(evidence · similarity) + (1−β) · similarity to the whole profile)

Imports nothing of the arithmetic it checks.
"""

import math


def oracle_score(weights, needs, base, gains, values):
    """Whole-number score of a pair.

    ``weights``: criterion → whole number. ``needs``, ``gains``: family → {concept: number}.
    ``base``: family → number. ``values``: one-fact criterion → 0..255.
    """
    total = 0
    for family in needs:
        reached = base[family]
        for concept, amount in needs[family].items():
            if concept in gains[family]:
                reached += amount * gains[family][concept]
        total += weights[family] * reached
    for criterion, value in values.items():
        total += weights[criterion] * 512 * value
    return total


def oracle_base(needs, prior_of):
    """What an unknown person is expected to bring for these needs."""
    total = 0
    for concept, amount in needs.items():
        total += amount * prior_of(concept)
    return total


def oracle_tier(statuses):
    """1 when any condition is known to be unmet; ``None`` = nothing is asked."""
    for status in statuses:
        if status == "niet voldaan":
            return 1
    return 0


def oracle_apportion(shares, total=512, most=64):
    """Largest remainder with exact fractions; of equal remainders the smaller id first."""
    from fractions import Fraction

    largest = sorted((-Fraction(share), key) for key, share in shares.items() if share > 0)[:most]
    whole = sum(-share for share, _ in largest)
    if not largest:
        return {}
    given, remainders = {}, []
    for share, key in largest:
        exact = -share * total / whole
        given[key] = math.floor(exact)
        remainders.append((given[key] - exact, key))
    remainders.sort()
    for _, key in remainders[: total - sum(given.values())]:
        given[key] += 1
    return {key: amount for key, amount in given.items() if amount > 0}


def oracle_centred(vectors):
    """Unit vectors without their mean."""
    mean = [sum(map(float, column)) / len(vectors) for column in zip(*vectors, strict=True)]
    found = []
    for row in vectors:
        apart = [float(value) - middle for value, middle in zip(row, mean, strict=True)]
        length = math.sqrt(sum(value * value for value in apart)) or 1.0
        found.append([value / length for value in apart])
    return found


def oracle_cover(concept, offers, near, vectors, beta=0.3):
    """Cover 0..1 of one concept; ``offers`` are (concept, evidence, weight), vectors centred."""
    best = 0.0
    for offered, evidence, _ in offers:
        for target, strength in near(offered):
            if target == concept:
                best = max(best, evidence * strength / 255)
    profile = [0.0] * len(vectors[0])
    for offered, _, weight in offers:
        for place, value in enumerate(vectors[offered]):
            profile[place] += weight * float(value)
    length = math.sqrt(sum(value * value for value in profile))
    whole = 0.0
    if length > 0:
        cosine = sum(a * float(b) for a, b in zip(profile, vectors[concept], strict=True)) / length
        whole = max(0.0, cosine)
    return beta * best + (1 - beta) * whole
