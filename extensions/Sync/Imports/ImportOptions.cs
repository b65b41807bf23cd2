namespace ClickFunnels.Sync;

/// <summary>The treatment of rows whose key an earlier row of the input has.</summary>
public enum DuplicateRows
{
    /// <summary>All rows are sent in the order of the input, so that the values of the later row stay.</summary>
    LaterRowWins,

    /// <summary>The later row is rejected.</summary>
    Reject,
}

/// <summary>The treatment of tags of a row.</summary>
public enum ImportedTags
{
    /// <summary>The tags are applied, and other tags of the contact stay. Each new tag of a contact takes one request.</summary>
    Add,

    /// <summary>The contact has only the tags of the row afterwards. It takes no further request. A row without tags changes none.</summary>
    Replace,
}

/// <summary>The form of keys in the result file.</summary>
public enum ImportKeys
{
    /// <summary>The key as it is in the input, such as an email address.</summary>
    Plain,

    /// <summary>SHA-256 of the key in lower case, in hexadecimal digits.</summary>
    Hashed,

    /// <summary>No key.</summary>
    Omitted,
}

/// <summary>Settings of an import.</summary>
public sealed class ImportOptions
{
    /// <summary>The assignment of columns to fields; by name unless it says otherwise.</summary>
    public ImportMapping Mapping { get; set; } = new();

    /// <summary>
    /// True to check all rows before the first request. Rows that are not valid are rejected, and the others are sent, unless
    /// <see cref="RequireAllValid" /> or <see cref="StopAtFirstRejection" /> is set. It also makes the estimate of the remaining time exact.
    /// </summary>
    public bool ValidateFirst { get; set; }

    /// <summary>True to check all rows before the first request, and to send nothing if one is not valid.</summary>
    public bool RequireAllValid { get; set; }

    /// <summary>True to stop at the first row that is rejected. Rows that are being sent end, and a new run goes on after them.</summary>
    public bool StopAtFirstRejection { get; set; }

    /// <summary>The treatment of rows whose key an earlier row of the input has.</summary>
    public DuplicateRows DuplicateRows { get; set; }

    /// <summary>True to create tags that the workspace does not have; false, the default, to reject their rows.</summary>
    public bool CreateMissingTags { get; set; }

    /// <summary>The treatment of tags of a row.</summary>
    public ImportedTags Tags { get; set; }

    /// <summary>
    /// True, the default, to update existing records whose fields differ from the row. False to leave existing records as they are; not
    /// for contacts, because an upsert always updates.
    /// </summary>
    public bool UpdateExisting { get; set; } = true;

    /// <summary>
    /// The largest number of rows that are sent at the same time, 1 to 256; 32 by default. The limits of the client hold as well
    /// (<see cref="Core.ApiClientOptions.MaxConcurrentRequests" />).
    /// </summary>
    public int MaxParallelRows { get; set; } = 32;

    /// <summary>
    /// How long a row is sent again while the service fails and accepts no row at all; 10 minutes by default. Then the import ends with a
    /// <see cref="SyncException" />, and a new run goes on. A row that fails 8 times while others succeed is rejected.
    /// </summary>
    public TimeSpan RepeatFor { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// Path of the result file, CSV (<c>.csv</c>) or JSON Lines (<c>.jsonl</c>): one line for each row with its number, key, outcome, id,
    /// field and reason, in the order in which rows end. A journal is written beside it (<c>.journal</c>), by which a new run with the same
    /// file goes on after an interruption. Null for neither.
    /// </summary>
    public string? ResultPath { get; set; }

    /// <summary>The form of keys in the result file.</summary>
    public ImportKeys Keys { get; set; }

    /// <summary>Receives the progress, at most ten times a second and at the end; null for none.</summary>
    public IProgress<SyncProgress>? Progress { get; set; }

    /// <summary>Gives the time; for tests.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    internal void Check(ImportTarget target)
    {
        ArgumentNullException.ThrowIfNull(Mapping);
        ArgumentNullException.ThrowIfNull(TimeProvider);
        if (MaxParallelRows is < 1 or > 256)
        {
            throw new ArgumentException($"{nameof(MaxParallelRows)} is {MaxParallelRows}. Set 1 to 256.");
        }

        if (RepeatFor < TimeSpan.Zero)
        {
            throw new ArgumentException($"{nameof(RepeatFor)} is negative.");
        }

        if (target.IsUpsert && !UpdateExisting)
        {
            throw new ArgumentException($"{nameof(UpdateExisting)} must be true for {target}: an upsert always updates.");
        }

        if (!Enum.IsDefined(DuplicateRows) || !Enum.IsDefined(Tags) || !Enum.IsDefined(Keys) || !Enum.IsDefined(Mapping.UnknownColumns))
        {
            throw new ArgumentException("An enumeration of the options has a value that it does not define.");
        }

        if (ResultPath is { } path && Path.GetExtension(path).ToUpperInvariant() is not (".CSV" or ".JSONL" or ".NDJSON"))
        {
            throw new ArgumentException($"{nameof(ResultPath)} must end with .csv or .jsonl.");
        }
    }
}
