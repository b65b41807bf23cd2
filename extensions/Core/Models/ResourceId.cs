using System;
using System.Globalization;

namespace ClickFunnels.Core;

/// <summary>
/// What a path takes to name a record: its numeric id or its public id. Both convert by themselves:
/// <c>GetAsync(42)</c>, <c>GetAsync("dCHKcl")</c>.
/// </summary>
/// <remarks>Request bodies take numeric ids; their properties have the type <see cref="long" />.</remarks>
public readonly struct ResourceId : IEquatable<ResourceId>
{
    private readonly string? _publicId;
    private readonly long _id;

    /// <summary>Names a record by its numeric id.</summary>
    /// <param name="id">The numeric id, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The id is not positive: a record that was not read has the id 0.</exception>
    public ResourceId(long id)
    {
        if (id <= 0)
        {
            throw new ArgumentOutOfRangeException(nameof(id), id, "A numeric id is 1 or more. An id of 0 usually comes from a record that was never read.");
        }

        _id = id;
        _publicId = null;
    }

    /// <summary>Names a record by its public id; a string of digits is a numeric id all the same on the wire.</summary>
    /// <param name="publicId">The public id, such as <c>dCHKcl</c>.</param>
    /// <exception cref="ArgumentException">The id is empty, or would change the meaning of the path.</exception>
    public ResourceId(string publicId)
    {
        if (string.IsNullOrWhiteSpace(publicId))
        {
            throw new ArgumentException("A public id must not be empty.", nameof(publicId));
        }

        if (publicId is "." or "..")
        {
            throw new ArgumentException("A public id of dots alone would change the path of the request.", nameof(publicId));
        }

        _id = 0;
        _publicId = publicId;
    }

    /// <summary>Whether no record is named, as in <c>default(ResourceId)</c>.</summary>
    public bool IsEmpty => _publicId is null && _id == 0;

    /// <summary>The numeric id, or null where the record is named by its public id.</summary>
    internal long? NumericId => _publicId is null && _id != 0 ? _id : null;

    /// <summary>Names a record by its numeric id.</summary>
    /// <param name="id">The numeric id, 1 or more.</param>
    public static implicit operator ResourceId(long id) => new(id);

    /// <summary>Names a record by its public id.</summary>
    /// <param name="publicId">The public id.</param>
    public static implicit operator ResourceId(string publicId) => new(publicId);

    /// <summary>Whether both name a record in the same way.</summary>
    public static bool operator ==(ResourceId left, ResourceId right) => left.Equals(right);

    /// <summary>Whether the two name a record in different ways.</summary>
    public static bool operator !=(ResourceId left, ResourceId right) => !left.Equals(right);

    /// <inheritdoc />
    public bool Equals(ResourceId other) => _id == other._id && string.Equals(_publicId, other._publicId, StringComparison.Ordinal);

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is ResourceId other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode() => _publicId is null ? _id.GetHashCode() : StringComparer.Ordinal.GetHashCode(_publicId);

    /// <summary>Returns the id as it stands in a path. Digits need no escaping.</summary>
    internal string ToPathSegment() => _publicId is null ? ToString() : Uri.EscapeDataString(_publicId);

    /// <summary>Returns the id as it stands in a path, before escaping.</summary>
    public override string ToString() => _publicId ?? (_id == 0 ? string.Empty : _id.ToString(CultureInfo.InvariantCulture));
}
