namespace ClickFunnels.Workflows;

/// <summary>The keys that the workflow gives to records, to recognize them. They are the same for the same plan and step.</summary>
internal sealed class PlanKeys(string prefix)
{
    private const int StepDigits = 8;

    public string For(string step) => $"{prefix}-{Digest.Of(step).Substring(0, StepDigits)}";
}
