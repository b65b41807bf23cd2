using ClickFunnels.Contracts.Operations;

namespace ClickFunnels.Sync;

/// <summary>The list of the contract that fills a table.</summary>
internal sealed class ListSource
{
    /// <summary>Name of the table.</summary>
    public required string Table { get; init; }

    /// <summary>Name of the schema of the records.</summary>
    public required string Schema { get; init; }

    /// <summary>The operation that lists the records.</summary>
    public required ContractOperation List { get; init; }

    /// <summary>The operation that returns one record of the list by its id; null if there is none.</summary>
    public required ContractOperation? Get { get; init; }

    /// <summary>The table whose records have the lists; null for a list of the workspace.</summary>
    public ListSource? Parent { get; init; }

    /// <summary>The field of a record that holds the id of its parent; null if it has none.</summary>
    public string? ParentField { get; init; }

    /// <summary>The tables with lists of the records of this one.</summary>
    public List<ListSource> Children { get; } = [];

    /// <summary>The documented columns.</summary>
    public required SyncTable Documented { get; init; }

    /// <summary>True if the list has pages.</summary>
    public bool IsPaged => List.Paged || List.QueryParameters.Contains("after");

    /// <summary>True if the list can be read from its end.</summary>
    public bool HasOrder => List.QueryParameters.Contains("sort_order");

    /// <summary>True if the list can be read by the time of the last change.</summary>
    public bool SortsByChange => List.Paged && List.SortProperties.Contains("updated_at") && Documented.Columns.Any(IsChangeTime);

    /// <summary>True if the records of a deleted kind stay readable with the time of their deletion.</summary>
    public bool HasDeletionTime => Documented.Columns.Any(column => column.Name == "deleted_at");

    private static bool IsChangeTime(SyncColumn column) => column is { Name: "updated_at", Type: SyncColumnType.Timestamp };
}
