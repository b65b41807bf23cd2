namespace ClickFunnels.Migration.Formats;

/// <summary>A mistake in a record.</summary>
/// <param name="Field">Path of the field, such as <c>prices[0].amount</c>; null for the record as a whole.</param>
/// <param name="Reason">What is wrong and how to fix it, without the value.</param>
/// <param name="IsMalformed">True if the text is not an object of JSON at all.</param>
internal sealed record RecordProblem(string? Field, string Reason, bool IsMalformed = false)
{
    private const int MaxNameLength = 100;

    /// <summary>The same mistake, seen from the record that contains the field.</summary>
    public RecordProblem Within(string name) => this with { Field = Field is null or ['[', ..] ? name + Field : $"{name}.{Field}" };

    public RecordProblem At(int index) => Within($"[{index}]");

    /// <summary>Shortens a name from outside.</summary>
    public static string Name(string name) => name.Length > MaxNameLength ? name[..MaxNameLength] + "…" : name;
}
