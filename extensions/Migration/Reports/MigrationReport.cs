namespace ClickFunnels.Migration;

/// <summary>
/// The state of a migration: what was read, what becomes of it, what cannot be carried and why. It contains no values of contacts, only
/// their keys.
/// </summary>
public sealed partial record MigrationReport
{
    /// <summary>The step that made the report.</summary>
    public required MigrationStage Stage { get; init; }

    /// <summary>Name of the source.</summary>
    public required string Source { get; init; }

    /// <summary>Id of the ClickFunnels workspace.</summary>
    public required string Workspace { get; init; }

    /// <summary>The time of the report.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Counts for each kind of record.</summary>
    public IReadOnlyList<ShopRecordCounts> Counts { get; init; } = [];

    /// <summary>Facts that the source does not tell. While there are any, nothing is applied.</summary>
    public IReadOnlyList<MigrationQuestion> Questions { get; init; } = [];

    /// <summary>Records that are not carried. They are also in the folder <c>rejected</c>, from where they can be run again.</summary>
    public IReadOnlyList<RejectedRecord> Rejected { get; init; } = [];

    /// <summary>Fields that ClickFunnels has no place for, of records that are carried.</summary>
    public IReadOnlyList<FieldLoss> Losses { get; init; } = [];

    /// <summary>Records that failed for now, such as by a broken connection. Call the same step again.</summary>
    public IReadOnlyList<RejectedRecord> Unfinished { get; init; } = [];

    /// <summary>Differences between ClickFunnels and what was planned, after a comparison.</summary>
    public IReadOnlyList<FieldDifference> Differences { get; init; } = [];

    /// <summary>Sentences for people, such as what an undo cannot take back.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>True if the step is complete: it left no question, no difference and no unfinished record.</summary>
    public bool IsClean => Questions.Count == 0 && Differences.Count == 0 && Unfinished.Count == 0;
}

/// <summary>The steps of a migration.</summary>
public enum MigrationStage
{
    /// <summary>A dry run. Nothing was sent that changes ClickFunnels.</summary>
    Planned,

    /// <summary>The records were created.</summary>
    Applied,

    /// <summary>ClickFunnels was compared with the plan.</summary>
    Reconciled,

    /// <summary>The created records were removed.</summary>
    Undone,
}

/// <summary>Counts of a kind of record.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Read">Number of records of the source.</param>
/// <param name="New">Number of records that are or will be created.</param>
/// <param name="Existing">Number of records that ClickFunnels had already, and which are or will be completed.</param>
/// <param name="Rejected">Number of records that are not carried.</param>
/// <param name="Done">Number of records that are finished. After an undo, number of records that remain.</param>
public sealed record ShopRecordCounts(ShopRecordKind Kind, int Read, int New, int Existing, int Rejected, int Done);

/// <summary>A fact that the source does not tell.</summary>
/// <param name="Rule">The rule that decides it, such as <c>currency</c> or <c>subscriptions.interval</c>.</param>
/// <param name="Text">The question.</param>
/// <param name="Choices">The possible values; empty if any text is possible.</param>
/// <param name="Count">Number of records that depend on the value.</param>
/// <param name="Examples">Keys of some of these records.</param>
public sealed record MigrationQuestion(string Rule, string Text, IReadOnlyList<string> Choices, int Count, IReadOnlyList<string> Examples);

/// <summary>A field that is not carried.</summary>
/// <param name="Kind">Kind of the record.</param>
/// <param name="Key">Key of the record in its shop.</param>
/// <param name="Field">Name of the field.</param>
/// <param name="Reason">Why it is not carried, and what to do by hand.</param>
public sealed record FieldLoss(ShopRecordKind Kind, string Key, string Field, string Reason);

/// <summary>A difference between ClickFunnels and the plan.</summary>
/// <param name="Kind">Kind of the record.</param>
/// <param name="Key">Key of the record in its shop.</param>
/// <param name="Field">Name of the field.</param>
/// <param name="Expected">The planned value; null for contacts, whose values are personal data.</param>
/// <param name="Actual">The value in ClickFunnels; null for contacts.</param>
public sealed record FieldDifference(ShopRecordKind Kind, string Key, string Field, string? Expected, string? Actual);
