namespace ClickFunnels.Contracts.Reading;

/// <summary>The limits for the size of a tree. Nodes that a YAML alias repeats count each time.</summary>
internal static class TreeLimits
{
    public const int MaxDepth = 200;
    public const int MaxNodes = 4_000_000;
}
