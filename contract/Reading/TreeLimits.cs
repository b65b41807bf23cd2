namespace ClickFunnels.Contracts.Reading;

/// <summary>How large a tree may get; what YAML aliases repeat counts each time.</summary>
internal static class TreeLimits
{
    public const int MaxDepth = 200;
    public const int MaxNodes = 4_000_000;
}
