namespace ClickFunnels.Sync;

/// <summary>The type of the values of a column.</summary>
public enum SyncColumnType
{
    /// <summary>Whole numbers of 64 bits; values are <c>long</c>.</summary>
    WholeNumber,

    /// <summary>Decimal numbers, with the digits that the service sent; values are <c>decimal</c>.</summary>
    DecimalNumber,

    /// <summary>Text; values are <c>string</c>.</summary>
    Text,

    /// <summary>Yes or no; values are <c>bool</c>.</summary>
    Boolean,

    /// <summary>Points in time; values are <c>DateTimeOffset</c> in UTC.</summary>
    Timestamp,

    /// <summary>JSON of any kind, for nested records, lists and undocumented fields; values are <c>string</c>.</summary>
    Json,
}

/// <summary>A column of a table.</summary>
/// <param name="Name">Name of the field on the wire.</param>
/// <param name="Type">Type of its values.</param>
/// <param name="IsDocumented">True if the contract has the field; false if it appeared in a response.</param>
public sealed record SyncColumn(string Name, SyncColumnType Type, bool IsDocumented = true);
