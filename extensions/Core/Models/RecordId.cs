using System;
using System.Globalization;

namespace ClickFunnels.Core;

/// <summary>
/// The numeric id of a record of one type, for fields in which the id of another type is often used by mistake: a <c>RecordId</c> of one
/// record does not compile where that of another is expected.
/// </summary>
/// <typeparam name="TRecord">The type of the record.</typeparam>
public readonly record struct RecordId<TRecord>
    where TRecord : Model
{
    /// <summary>Creates an id.</summary>
    /// <param name="value">The numeric id, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The id is not positive: a record that was not read has the id 0.</exception>
    [Newtonsoft.Json.JsonConstructor]
    [System.Text.Json.Serialization.JsonConstructor]
    public RecordId(long value)
    {
        if (value <= 0)
        {
            throw new ArgumentOutOfRangeException(
                nameof(value),
                value,
                $"The numeric id of a {typeof(TRecord).Name} is 1 or more. An id of 0 usually comes from a record that was never read."
            );
        }

        Value = value;
    }

    /// <summary>The numeric id; 0 for the default value.</summary>
    public long Value { get; }

    /// <summary>Returns the numeric id.</summary>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Creates ids of records.</summary>
public static class RecordId
{
    /// <summary>Returns the numeric id of a record that was read.</summary>
    /// <param name="record">The record.</param>
    /// <typeparam name="TRecord">The type of the record.</typeparam>
    /// <exception cref="ArgumentException">The record has no numeric id.</exception>
    public static RecordId<TRecord> Of<TRecord>(TRecord record)
        where TRecord : Model
    {
        if (record is null)
        {
            throw new ArgumentNullException(nameof(record));
        }

        return long.TryParse(record.FindId(), NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id > 0
            ? new RecordId<TRecord>(id)
            : throw new ArgumentException($"The {typeof(TRecord).Name} has no numeric id. Read it from the service first.", nameof(record));
    }
}
