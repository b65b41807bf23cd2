namespace ClickFunnels.Migration;

/// <summary>Progress of a step of a migration.</summary>
/// <param name="Phase">The kind of work.</param>
/// <param name="Done">Number of finished records of this phase.</param>
/// <param name="Total">Number of all its records; 0 while it is not known.</param>
public sealed record MigrationProgress(MigrationPhase Phase, int Done, int Total);

/// <summary>Kinds of work.</summary>
public enum MigrationPhase
{
    /// <summary>The shop is read.</summary>
    Reading,

    /// <summary>The records of the workspace are read.</summary>
    Looking,

    /// <summary>Contacts are created or completed.</summary>
    Contacts,

    /// <summary>Contacts are unsubscribed.</summary>
    OptOuts,

    /// <summary>Products are created, with their images, variants and prices.</summary>
    Products,

    /// <summary>Collections are created.</summary>
    Collections,

    /// <summary>Discounts are created.</summary>
    Discounts,

    /// <summary>ClickFunnels is compared with the plan.</summary>
    Comparing,

    /// <summary>Records are removed.</summary>
    Undoing,
}
