namespace ClickFunnels.Sync;

/// <summary>The outcome of a row.</summary>
public enum ImportOutcome
{
    /// <summary>A record was created.</summary>
    Created,

    /// <summary>A record was updated. An upsert does not say if that changed anything.</summary>
    Updated,

    /// <summary>The record existed, and was left as it is.</summary>
    Unchanged,

    /// <summary>The row was not imported, because of the contract or of the service.</summary>
    Rejected,
}

/// <summary>A row that was not imported. It contains no data of the row.</summary>
/// <param name="Line">Number of the row.</param>
/// <param name="Field">The field that is wrong; null if the row as a whole is.</param>
/// <param name="Reason">The reason.</param>
public sealed record ImportRejection(long Line, string? Field, string Reason);

/// <summary>The result of an import.</summary>
public sealed record ImportResult
{
    /// <summary>Name of the target.</summary>
    public required string Target { get; init; }

    /// <summary>
    /// True if all rows of the input have an outcome. False if the import stopped before: see
    /// <see cref="ImportOptions.StopAtFirstRejection" /> and <see cref="ImportOptions.RequireAllValid" />.
    /// </summary>
    public bool IsComplete { get; init; }

    /// <summary>Number of rows with an outcome, with those of earlier runs.</summary>
    public long Rows => Created + Updated + Unchanged + Rejected;

    /// <summary>Number of rows that created a record.</summary>
    public long Created { get; init; }

    /// <summary>Number of rows that updated a record.</summary>
    public long Updated { get; init; }

    /// <summary>Number of rows whose record was left as it is.</summary>
    public long Unchanged { get; init; }

    /// <summary>Number of rows that were not imported.</summary>
    public long Rejected { get; init; }

    /// <summary>Number of rows that had an outcome from an earlier run, and were not sent again.</summary>
    public long Resumed { get; init; }

    /// <summary>The first rejections of this run, at most 100. The result file has all.</summary>
    public IReadOnlyList<ImportRejection> Rejections { get; init; } = [];

    /// <summary>Number of requests of this run.</summary>
    public long Requests { get; init; }

    /// <summary>Duration of this run.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>Time that requests waited because of the limits of the service or of the options, summed over all requests.</summary>
    public TimeSpan Waiting { get; init; }
}

/// <summary>The result of a dry run: what an import would send.</summary>
public sealed record ImportPreview
{
    /// <summary>Name of the target.</summary>
    public required string Target { get; init; }

    /// <summary>Number of rows of the input.</summary>
    public long Rows { get; init; }

    /// <summary>Number of rows that would be sent.</summary>
    public long Valid { get; init; }

    /// <summary>Number of rows that would be rejected before they are sent.</summary>
    public long Rejected { get; init; }

    /// <summary>Number of rows whose key an earlier row has.</summary>
    public long Duplicates { get; init; }

    /// <summary>The first rejections, at most 100.</summary>
    public IReadOnlyList<ImportRejection> Rejections { get; init; } = [];

    /// <summary>The fields by column; null for a column that is left out. For JSON Lines, the columns of the last row.</summary>
    public IReadOnlyList<KeyValuePair<string, string?>> Columns { get; init; } = [];

    /// <summary>
    /// The first records as JSON, with masked values: each letter is an x and each digit a 0, so that the form can be checked and no
    /// personal data is shown.
    /// </summary>
    public IReadOnlyList<string> Samples { get; init; } = [];

    /// <summary>Names of the tags that the rows have, at most 1,000; for contacts.</summary>
    public IReadOnlyCollection<string> Tags { get; init; } = [];
}
