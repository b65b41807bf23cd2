using System;
using System.ComponentModel;
using System.Globalization;
using ClickFunnels.Core.Infrastructure;

namespace ClickFunnels.Core;

/// <summary>
/// Identifies a record in a path: by its numeric id or by its public id. Both convert implicitly: <c>GetAsync(42)</c>,
/// <c>GetAsync("dCHKcl")</c>.
/// </summary>
/// <remarks>
/// Conversions never throw. A number below 1, an empty text and a text of dots convert to the empty id, and a call with an empty id is
/// refused before anything is sent. The constructors throw instead.
/// </remarks>
[TypeConverter(typeof(ResourceIdTypeConverter))]
[Newtonsoft.Json.JsonConverter(typeof(ResourceIdConverter))]
[System.Text.Json.Serialization.JsonConverter(typeof(ResourceIdJsonConverter))]
public readonly struct ResourceId : IEquatable<ResourceId>
{
    private readonly string? _publicId;
    private readonly long _id;

    /// <summary>Creates a numeric id.</summary>
    /// <param name="id">The numeric id, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The id is not positive: a record that was not read has the id 0.</exception>
    public ResourceId(long id)
    {
        if (id <= 0)
        {
            throw new ArgumentOutOfRangeException(
                nameof(id),
                id,
                "A numeric id is 1 or more. An id of 0 usually comes from a record that was never read."
            );
        }

        _id = id;
        _publicId = null;
    }

    /// <summary>Creates a public id; a text of digits is sent like a numeric id.</summary>
    /// <param name="publicId">The public id, such as <c>dCHKcl</c>.</param>
    /// <exception cref="ArgumentException">The id is empty, or would change the meaning of the path.</exception>
    public ResourceId(string publicId)
    {
        if (!IsPublicId(publicId))
        {
            throw new ArgumentException(
                "A public id must not be empty, and must not be . or .., which would change the path of the request.",
                nameof(publicId)
            );
        }

        _id = 0;
        _publicId = publicId;
    }

    /// <summary>True when no record is identified, as in <c>default(ResourceId)</c>.</summary>
    public bool IsEmpty => _publicId is null && _id == 0;

    /// <summary>The numeric id; null for a public id and for the empty id.</summary>
    public long? NumericId => _publicId is null && _id != 0 ? _id : null;

    /// <summary>Converts a numeric id; a number below 1 gives the empty id.</summary>
    /// <param name="id">The numeric id.</param>
    public static implicit operator ResourceId(long id) => id > 0 ? new(id) : default;

    /// <summary>Converts a public id; null, an empty text and a text of dots give the empty id.</summary>
    /// <param name="publicId">The public id.</param>
    public static implicit operator ResourceId(string? publicId) => IsPublicId(publicId) ? new(publicId!) : default;

    /// <summary>Returns true when both ids are written in the same way.</summary>
    public static bool operator ==(ResourceId left, ResourceId right) => left.Equals(right);

    /// <summary>Returns true when the ids are written in different ways.</summary>
    public static bool operator !=(ResourceId left, ResourceId right) => !left.Equals(right);

    /// <summary>Reads an id: digits give a numeric id, any other text a public id.</summary>
    /// <param name="text">The text.</param>
    /// <param name="id">The id; empty when the text is not one.</param>
    /// <returns>False when the text is null or empty, or would change the meaning of a path.</returns>
    public static bool TryParse(string? text, out ResourceId id)
    {
        id = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : text;
        return !id.IsEmpty;
    }

    /// <inheritdoc />
    public bool Equals(ResourceId other) => _id == other._id && string.Equals(_publicId, other._publicId, StringComparison.Ordinal);

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is ResourceId other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode() => _publicId is null ? _id.GetHashCode() : StringComparer.Ordinal.GetHashCode(_publicId);

    /// <summary>Returns the id as it is written in a path. Digits need no escaping.</summary>
    internal string ToPathSegment() => _publicId is null ? ToString() : Uri.EscapeDataString(_publicId);

    /// <summary>Returns the id as it is written in a path, before escaping.</summary>
    public override string ToString() => _publicId ?? (_id == 0 ? string.Empty : _id.ToString(CultureInfo.InvariantCulture));

    private static bool IsPublicId(string? text) => !string.IsNullOrWhiteSpace(text) && text is not ("." or "..");
}
