using System;
using System.ComponentModel;
using ClickFunnels.Core.Infrastructure;

namespace ClickFunnels.Core;

/// <summary>
/// The public id of a record, for the fields that take no numeric id. A text converts implicitly: <c>TagIds = [tag.PublicId]</c>. A number
/// does not, so a numeric id in such a field does not compile.
/// </summary>
[TypeConverter(typeof(PublicIdTypeConverter))]
[Newtonsoft.Json.JsonConverter(typeof(PublicIdConverter))]
[System.Text.Json.Serialization.JsonConverter(typeof(PublicIdJsonConverter))]
public readonly struct PublicId : IEquatable<PublicId>
{
    private readonly string? _value;

    /// <summary>Creates a public id.</summary>
    /// <param name="value">The public id, such as <c>dCHKcl</c>.</param>
    /// <exception cref="ArgumentException">The id is null or blank: a record that was not read has none.</exception>
    public PublicId(string? value)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            throw new ArgumentException(
                "A public id must not be empty. A record without one was never read, or was read without the field public_id.",
                nameof(value)
            );
        }

        _value = value;
    }

    /// <summary>The id on the wire; empty for <c>default(PublicId)</c>.</summary>
    public string Value => _value ?? string.Empty;

    /// <summary>Converts a public id.</summary>
    /// <param name="value">The public id.</param>
    /// <exception cref="ArgumentException">The id is null or blank.</exception>
    public static implicit operator PublicId(string? value) => new(value);

    /// <summary>Returns true when both ids are the same text.</summary>
    public static bool operator ==(PublicId left, PublicId right) => left.Equals(right);

    /// <summary>Returns true when the ids are different texts.</summary>
    public static bool operator !=(PublicId left, PublicId right) => !left.Equals(right);

    /// <inheritdoc />
    public bool Equals(PublicId other) => string.Equals(Value, other.Value, StringComparison.Ordinal);

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is PublicId other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Value);

    /// <summary>Returns the id on the wire.</summary>
    public override string ToString() => Value;
}
