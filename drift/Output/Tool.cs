using System.Reflection;

namespace ClickFunnels.Drift.Output;

/// <summary>The name and version of this program in reports.</summary>
internal static class Tool
{
    public const string Name = "clickfunnels-drift";

    public static string Version { get; } = typeof(Tool).Assembly.GetName().Version!.ToString(3);

    /// <summary>Address of the repository; null if the build does not set it (build/repository-url.targets).</summary>
    public static string? Address { get; } =
        typeof(Tool).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(data => data.Key == "RepositoryUrl")?.Value;
}
