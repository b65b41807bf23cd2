using System;
using System.Globalization;
using ClickFunnels.Core.Infrastructure;

namespace ClickFunnels;

/// <summary>
/// A number of records that the service counts up to a bound: the exact number, a lower bound, or no number at all. Check
/// <see cref="IsExact" /> before you show it as a total.
/// </summary>
[Newtonsoft.Json.JsonConverter(typeof(NotSerializableConverter))]
[System.Text.Json.Serialization.JsonConverter(typeof(NotSerializableJsonConverter))]
public readonly struct BoundedCount : IEquatable<BoundedCount>
{
    private readonly long? _number;
    private readonly bool _isBound;

    private BoundedCount(long? number, bool isBound, string? reason)
    {
        _number = number;
        _isBound = isBound;
        UnavailableReason = reason;
    }

    /// <summary>
    /// True when <see cref="Minimum" /> is the number of all records; false for a lower bound, and when there is no number.
    /// </summary>
    public bool IsExact => _number is not null && !_isBound;

    /// <summary>True when the service did not count, or could not: <see cref="UnavailableReason" /> may say why.</summary>
    public bool IsUnavailable => _number is null;

    /// <summary>The number of all records; null unless it is exact.</summary>
    public long? Total => IsExact ? _number : null;

    /// <summary>The number of records that there are at least; 0 when the service did not count.</summary>
    public long Minimum => _number ?? 0;

    /// <summary>The reason why the service did not count, in its own words; null when it counted or gave no reason.</summary>
    public string? UnavailableReason { get; }

    /// <summary>Returns true when both are the same.</summary>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(BoundedCount left, BoundedCount right) => left.Equals(right);

    /// <summary>Returns true when both differ.</summary>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(BoundedCount left, BoundedCount right) => !left.Equals(right);

    /// <summary>Creates the number of all records.</summary>
    /// <param name="number">The number, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public static BoundedCount Exact(long number) => new(Checked(number), isBound: false, null);

    /// <summary>Creates a lower bound: the service stopped to count there.</summary>
    /// <param name="number">The number, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public static BoundedCount AtLeast(long number) => new(Checked(number), isBound: true, null);

    /// <summary>Creates a count without a number.</summary>
    /// <param name="reason">The reason, in the words of the service; null when it gave none.</param>
    public static BoundedCount Unavailable(string? reason = null) => new(null, isBound: false, reason);

    /// <summary>Reads a count as the service sends it. Never throws: a negative number counts as missing.</summary>
    internal static BoundedCount Read(long? count, long? cappedAt, string? unavailableReason) =>
        count is not >= 0 ? Unavailable(unavailableReason)
        : cappedAt is null ? Exact(count.Value)
        : AtLeast(count.Value);

    /// <inheritdoc />
    public bool Equals(BoundedCount other) =>
        _number == other._number && _isBound == other._isBound && UnavailableReason == other.UnavailableReason;

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is BoundedCount other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode() => _number.GetHashCode() ^ _isBound.GetHashCode();

    /// <summary>Returns the number, <c>at least</c> before a lower bound, or <c>unavailable</c>.</summary>
    public override string ToString() =>
        _number is not { } number ? "unavailable" : (_isBound ? "at least " : string.Empty) + number.ToString(CultureInfo.InvariantCulture);

    private static long Checked(long number) =>
        number >= 0 ? number : throw new ArgumentOutOfRangeException(nameof(number), number, "A count is 0 or more.");
}
