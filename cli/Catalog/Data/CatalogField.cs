namespace ClickFunnels.Cli.Catalog;

/// <summary>A field of a request, or a parameter of a route or a query.</summary>
internal sealed record CatalogField
{
    /// <summary>Name on the wire; empty for an item of a list.</summary>
    public string Name { get; init; } = "";

    /// <summary>The JSON types that a value may have; empty for any.</summary>
    public IReadOnlyList<FieldKind> Kinds { get; init; } = [];

    /// <summary>The type as the help shows it, such as <c>list of integer</c>.</summary>
    public string Type { get; init; } = "any";

    public string? Format { get; init; }

    public string? Description { get; init; }

    /// <summary>A value of our own, as JSON.</summary>
    public string? Example { get; init; }

    /// <summary>The documented values; empty if any is allowed.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    public bool Required { get; init; }

    public bool Nullable { get; init; }

    /// <summary>True if the value must not be shown.</summary>
    public bool Secret { get; init; }

    /// <summary>True if the value may be a file to upload.</summary>
    public bool File { get; init; }

    /// <summary>True if the values of a list are one text, joined by commas.</summary>
    public bool Joined { get; init; }

    /// <summary>True if a time is sent as seconds since the Unix epoch.</summary>
    public bool UnixTime { get; init; }

    /// <summary>Name of the object among those of the group; null if the value is none.</summary>
    public string? Object { get; init; }

    /// <summary>The items of a list; null if the value is none.</summary>
    public CatalogField? Items { get; init; }
}

/// <summary>The JSON type of a value.</summary>
internal enum FieldKind
{
    Object,
    Array,
    String,
    Integer,
    Number,
    Boolean,
}
