namespace ClickFunnels.Drift.Output;

/// <summary>This program, as reports name it.</summary>
internal static class Tool
{
    public const string Name = "clickfunnels-drift";
    public const string Address = "https://github.com/clickfunnels-dotnet/clickfunnels-dotnet";

    public static string Version { get; } = typeof(Tool).Assembly.GetName().Version!.ToString(3);
}
