namespace ClickFunnels.Cli.Catalog;

/// <summary>A group of operations, such as <c>contacts</c> or <c>contacts tags</c>.</summary>
internal sealed record CatalogGroup
{
    public required string Name { get; init; }

    public required string Description { get; init; }

    public IReadOnlyList<CatalogOperation> Operations { get; init; } = [];

    public IReadOnlyList<CatalogGroup> Groups { get; init; } = [];

    /// <summary>The objects that the fields of the group and of those below it name; only a group at the top has them.</summary>
    public IReadOnlyDictionary<string, CatalogObject>? Objects { get; init; }
}

/// <summary>An object of the contract.</summary>
internal sealed record CatalogObject
{
    /// <summary>The fields in the order of the contract.</summary>
    public IReadOnlyList<CatalogField> Fields { get; init; } = [];

    /// <summary>Sets of fields of which a record needs at least one; empty if any fields will do.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Alternatives { get; init; } = [];

    /// <summary>The value of a key that is not among the fields; null if the fields are all that the object may have.</summary>
    public CatalogField? Other { get; init; }
}
