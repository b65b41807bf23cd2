#pragma warning disable IDE0130 // In the namespace of the client, so that users find it.
namespace ClickFunnels;

/// <summary>The rule on the removal of a split: it names the branches to remove, because by default both go (documented).</summary>
internal static class SplitRemovalRules
{
    public const string NeedsBranch =
        "branch is not set, and then the service removes the steps of both branches. Set it to the branch to remove, or to both.";
}

/// <content>The rule on the branch, which is checked before anything is sent.</content>
public sealed partial class FunnelConditionalSplitStepsDeleteOptions
{
    /// <inheritdoc />
    protected override string? BrokenRule() => Branch is null ? SplitRemovalRules.NeedsBranch : null;
}

/// <content>The rule on the branch, which is checked before anything is sent.</content>
public sealed partial class FunnelSplitTestStepsDeleteOptions
{
    /// <inheritdoc />
    protected override string? BrokenRule() => Branch is null ? SplitRemovalRules.NeedsBranch : null;
}
