using System;
using System.Globalization;

namespace ClickFunnels.Core;

/// <summary>
/// A rate in percent: 25 is a quarter. It neither compares with a <see cref="Fraction" /> nor converts to it by itself, so the two forms
/// in which services send rates cannot be mixed up.
/// </summary>
/// <param name="Value">The rate in percent. It may be more than 100 where the service counts events, not people.</param>
public readonly record struct Percent(decimal Value) : IComparable<Percent>
{
    private const decimal Whole = 100;

    /// <summary>Returns the same rate as a fraction: 25 percent is 0.25.</summary>
    public Fraction ToFraction() => new(Value / Whole);

    /// <summary>Returns true when the first rate is lower.</summary>
    public static bool operator <(Percent left, Percent right) => left.Value < right.Value;

    /// <summary>Returns true when the first rate is higher.</summary>
    public static bool operator >(Percent left, Percent right) => left.Value > right.Value;

    /// <summary>Returns true when the first rate is lower, or both are equal.</summary>
    public static bool operator <=(Percent left, Percent right) => left.Value <= right.Value;

    /// <summary>Returns true when the first rate is higher, or both are equal.</summary>
    public static bool operator >=(Percent left, Percent right) => left.Value >= right.Value;

    /// <inheritdoc />
    public int CompareTo(Percent other) => Value.CompareTo(other.Value);

    /// <summary>Returns the rate with its unit, such as <c>25%</c>.</summary>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture) + "%";
}
