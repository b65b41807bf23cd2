namespace ClickFunnels.Migration;

public sealed partial record MigrationReport
{
    /// <summary>Returns the report as text.</summary>
    public string ToText() => ToString();

    /// <summary>Returns the report as JSON.</summary>
    public string ToJson() => ToString();

    /// <summary>Returns the report as a page.</summary>
    public string ToHtml() => ToString();
}
