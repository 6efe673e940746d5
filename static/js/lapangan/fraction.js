// Exact fractions over whole numbers of any size; every denominator is above zero.

function gcd(a, b) {
  let [left, right] = [a < 0n ? -a : a, b];
  while (right) {
    [left, right] = [right, left % right];
  }
  return left || 1n;
}

export class Fraction {
  constructor(over, under = 1n) {
    const shared = gcd(over, under);
    this.over = over / shared;
    this.under = under / shared;
  }

  // "3", "71.25", "7/2"
  static of(text) {
    const [over, under] = String(text).split("/");
    const [whole, decimals = ""] = over.split(".");
    return new Fraction(BigInt(whole + decimals), 10n ** BigInt(decimals.length) * BigInt(under ?? 1));
  }

  plus(other) {
    return new Fraction(this.over * other.under + other.over * this.under, this.under * other.under);
  }

  minus(other) {
    return new Fraction(this.over * other.under - other.over * this.under, this.under * other.under);
  }

  times(other) {
    return new Fraction(this.over * other.over, this.under * other.under);
  }

  by(other) {
    return new Fraction(this.over * other.under, this.under * other.over);
  }

  isBelow(other) {
    return this.over * other.under < other.over * this.under;
  }

  equals(other) {
    return this.over === other.over && this.under === other.under;
  }

  // To so many decimals as text, a tie going up; never of a negative value.
  rounded(places) {
    const unit = 10n ** BigInt(places);
    const whole = (2n * this.over * unit + this.under) / (2n * this.under);
    const digits = String(whole).padStart(places + 1, "0");
    return places ? `${digits.slice(0, -places)}.${digits.slice(-places)}` : digits;
  }
}

export const ZERO = new Fraction(0n);
export const HUNDRED = new Fraction(100n);

export function sum(values) {
  return values.reduce((total, value) => total.plus(value), ZERO);
}

export function mean(values) {
  return sum(values).by(new Fraction(BigInt(values.length)));
}
