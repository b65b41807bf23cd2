namespace ClickFunnels.Emulator.Aspire;

/// <summary>Paths of an emulator beside its API.</summary>
internal static class EmulatorPaths
{
    public const string Page = "/_emulator/";

    public const string Health = "/_emulator/health";
}
