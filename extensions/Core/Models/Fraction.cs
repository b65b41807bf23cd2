using System;
using System.Globalization;

namespace ClickFunnels.Core;

/// <summary>
/// A rate as a fraction: 0.25 is a quarter. It neither compares with a <see cref="Percent" /> nor converts to it by itself, so the two
/// forms in which services send rates cannot be mixed up.
/// </summary>
/// <param name="Value">The rate, where 1 is the whole.</param>
public readonly record struct Fraction(decimal Value) : IComparable<Fraction>
{
    private const decimal Whole = 100;

    /// <summary>Returns the same rate in percent: 0.25 is 25 percent.</summary>
    /// <exception cref="OverflowException">The rate has more digits than a decimal holds.</exception>
    public Percent ToPercent() => new(Value * Whole);

    /// <summary>Returns true when the first rate is lower.</summary>
    public static bool operator <(Fraction left, Fraction right) => left.Value < right.Value;

    /// <summary>Returns true when the first rate is higher.</summary>
    public static bool operator >(Fraction left, Fraction right) => left.Value > right.Value;

    /// <summary>Returns true when the first rate is lower, or both are equal.</summary>
    public static bool operator <=(Fraction left, Fraction right) => left.Value <= right.Value;

    /// <summary>Returns true when the first rate is higher, or both are equal.</summary>
    public static bool operator >=(Fraction left, Fraction right) => left.Value >= right.Value;

    /// <inheritdoc />
    public int CompareTo(Fraction other) => Value.CompareTo(other.Value);

    /// <summary>Returns the rate, such as <c>0.25</c>.</summary>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
