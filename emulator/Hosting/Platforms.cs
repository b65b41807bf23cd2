using ClickFunnels.Emulator.ClickFunnels;
using ClickFunnels.Emulator.ElasticFunnels;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Simvoly;

namespace ClickFunnels.Emulator.Hosting;

/// <summary>The platforms that the emulator knows.</summary>
internal static class Platforms
{
    public static IReadOnlyList<Platform> All { get; } =
    [ClickFunnelsPlatform.Instance, SimvolyPlatform.Instance, ElasticFunnelsPlatform.Instance];

    /// <summary>Finds a platform by the name of its API.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static Platform Named(string api) =>
        All.FirstOrDefault(platform => platform.Api == api)
        ?? throw new ArgumentException(
            $"There is no API '{api}'. Use one of: {string.Join(", ", All.Select(one => one.Api))}.",
            nameof(api)
        );
}
