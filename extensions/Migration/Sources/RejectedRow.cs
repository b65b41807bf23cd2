namespace ClickFunnels.Migration;

/// <summary>A row that a source could not read. It may contain personal data: its text shows only the key.</summary>
/// <param name="Record">The row and the reason.</param>
/// <param name="Content">
/// The row as an object of JSON, with every value as it was read. It becomes a line of the rejected records, where it can be corrected.
/// </param>
public sealed record RejectedRow(RejectedRecord Record, string Content)
{
    /// <summary>Returns the key.</summary>
    public override string ToString() => $"rejected {Record.Kind} {Record.Key}";
}
