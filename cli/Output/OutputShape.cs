namespace ClickFunnels.Cli.Output;

/// <summary>The shape of the data that a command writes.</summary>
internal sealed record OutputShape
{
    /// <summary>True for a list of records, false for one record.</summary>
    public required bool IsList { get; init; }

    /// <summary>
    /// The fields of a record in their order, for a format that needs them before the first record; empty if they are not known.
    /// </summary>
    public IReadOnlyList<string> Fields { get; init; } = [];

    /// <summary>The fields of a table, unless the user chose others; empty to show those of the first records.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>Fields whose values are written as *** unless the user asked for secrets.</summary>
    public IReadOnlyCollection<string> Secrets { get; init; } = [];

    /// <summary>False for data that <c>--fields</c> does not apply to, such as the request of a dry run.</summary>
    public bool IsSelectable { get; init; } = true;
}
