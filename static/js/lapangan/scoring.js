// The way of computing called weighted-mean-1, a second time: the server's assessments/scoring decides, and a test
// holds this one equal to it over random sheets of every edition.

import { Fraction, HUNDRED, ZERO, mean, sum } from "./fraction.js";

// { agencyKind, unitKind, answers: [{ indicator, method, state, value }], notApplicable: [code],
//   expected: { "code method": count } } under the rules of a pack.
export function scoreUnit(unit, rules) {
  const tallies = counted(unit.answers);
  const dimensions = rules.dimensions.map((rule) => dimensionLine(rule, unit, tallies));
  const inForce = dimensions.filter((line) => line.span);
  if (!inForce.length) {
    return { score: null, provisional: false, interval: null, band: null, bands: [] };
  }
  const whole = weightedMean(inForce);
  const low = whole.low.times(HUNDRED).rounded(rules.places);
  const high = whole.high.times(HUNDRED).rounded(rules.places);
  const score = whole.point && whole.point.times(HUNDRED).rounded(rules.places);
  return {
    score: score ?? null,
    provisional: dimensions.some((line) => line.indicators.some((each) => each.span && each.isOwed)),
    interval: [low, high],
    band: score ? bandOf(score, rules) : null,
    bands: bandsBetween(low, high, rules),
  };
}

export function bandOf(score, rules) {
  const printed = Fraction.of(score);
  return rules.bands.find((band) => !printed.isBelow(Fraction.of(band.lower)));
}

function bandsBetween(low, high, rules) {
  const [lowest, highest] = [bandOf(low, rules), bandOf(high, rules)].map((band) => Fraction.of(band.lower));
  return rules.bands
    .filter((band) => {
      const lower = Fraction.of(band.lower);
      return !lower.isBelow(lowest) && !highest.isBelow(lower);
    })
    .reverse();
}

function counted(answers) {
  const tallies = new Map();
  for (const { indicator, method, state, value } of answers) {
    const key = `${indicator} ${method}`;
    const tally = tallies.get(key) ?? { total: ZERO, answered: 0, unanswered: 0, notApplicable: 0 };
    tallies.set(key, tally);
    if (state === "scored") {
      tally.total = tally.total.plus(Fraction.of(value));
      tally.answered += 1;
    } else if (state === "na") {
      tally.notApplicable += 1;
    } else {
      tally.unanswered += 1;
    }
  }
  return tallies;
}

function dimensionLine(rule, unit, tallies) {
  const indicators = rule.indicators.map((each) => indicatorLine(each, unit, tallies));
  const inForce = indicators.filter((line) => line.span);
  return {
    weight: Fraction.of(rule.weight),
    indicators,
    span: inForce.length ? weightedMean(inForce) : null,
  };
}

function asks(rule, unit) {
  return (
    (!rule.agency_kinds.length || rule.agency_kinds.includes(unit.agencyKind)) &&
    (!rule.loci.length || rule.loci.includes(unit.unitKind))
  );
}

function indicatorLine(rule, unit, tallies) {
  const weight = Fraction.of(rule.weight);
  if (!asks(rule, unit) || unit.notApplicable.includes(rule.code)) {
    return { weight, span: null };
  }
  const methods = rule.methods
    .map((code) => methodLine(rule, code, unit, tallies.get(`${rule.code} ${code}`)))
    .filter((line) => line.span);
  if (!methods.length) {
    return { weight, span: null };
  }
  const span = combined(rule, methods);
  return { weight, span, isOwed: !span.point || methods.some((line) => line.missing > 0) };
}

function methodLine(rule, code, unit, tally) {
  const { total, answered, unanswered, notApplicable } = tally ?? {
    total: ZERO,
    answered: 0,
    unanswered: 0,
    notApplicable: 0,
  };
  const rows = answered + unanswered + notApplicable;
  const expected = unit.expected[`${rule.code} ${code}`] ?? (rows ? 0 : 1);
  const missing = unanswered + Math.max(0, expected - rows);
  if (!answered && !missing) {
    return { code, missing, span: null };
  }
  return { code, missing, span: meanOfLevels(total, answered, missing, rule.max_level) };
}

function meanOfLevels(total, answered, missing, top) {
  const everyone = new Fraction(BigInt((answered + missing) * top));
  const low = total.by(everyone);
  if (!missing) {
    return { point: low, low, high: low };
  }
  return {
    point: answered ? total.by(new Fraction(BigInt(answered * top))) : null,
    low,
    high: low.plus(new Fraction(BigInt(missing * top)).by(everyone)),
  };
}

// Several methods on one indicator: a preferred one counts alone, and the others stand in while it is missing.
function combined(rule, methods) {
  const preferred = methods.find((line) => line.code === rule.combine);
  const points = methods.map((line) => line.span.point).filter(Boolean);
  if (preferred) {
    const { span } = preferred;
    return span.point ? span : { point: points.length ? mean(points) : null, low: span.low, high: span.high };
  }
  const together = rule.combine === "min" ? least : mean;
  return {
    point: points.length ? together(points) : null,
    low: together(methods.map((line) => line.span.low)),
    high: together(methods.map((line) => line.span.high)),
  };
}

function least(values) {
  return values.reduce((lowest, value) => (value.isBelow(lowest) ? value : lowest));
}

function weightedMean(lines) {
  const whole = sum(lines.map((line) => line.weight));
  const answered = lines.filter((line) => line.span.point);
  const over = (chosen, side) => sum(chosen.map((line) => line.weight.times(line.span[side])));
  return {
    point: answered.length ? over(answered, "point").by(sum(answered.map((line) => line.weight))) : null,
    low: over(lines, "low").by(whole),
    high: over(lines, "high").by(whole),
  };
}
