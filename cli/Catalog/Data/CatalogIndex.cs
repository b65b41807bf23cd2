namespace ClickFunnels.Cli.Catalog;

/// <summary>The first line of a catalog: the groups at the top of an API. Each further line is one of them, with all below it.</summary>
internal sealed record CatalogIndex
{
    /// <summary>Name of the API, such as <c>clickfunnels</c>.</summary>
    public required string Api { get; init; }

    /// <summary>The version of the contract.</summary>
    public required string Version { get; init; }

    /// <summary>The path parameter that the account fills in, such as <c>workspace_id</c>; null for none.</summary>
    public string? ScopeParameter { get; init; }

    public required IReadOnlyList<CatalogEntry> Groups { get; init; }
}

/// <summary>The place of a group in the catalog.</summary>
/// <param name="Name">Name of the command, such as <c>contacts</c>.</param>
/// <param name="Description">Description of its records.</param>
/// <param name="Start">Position of its line after the first one, in bytes.</param>
/// <param name="Length">Length of its line in bytes.</param>
internal sealed record CatalogEntry(string Name, string Description, int Start, int Length);
