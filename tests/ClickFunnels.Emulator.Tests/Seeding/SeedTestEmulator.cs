namespace ClickFunnels.Emulator.Tests.Seeding;

/// <summary>Emulators of any API, for tests of seed files.</summary>
internal static class SeedTestEmulator
{
    public static async Task<ApiEmulator> StartAsync(string api, Action<ApiEmulatorOptions>? configure = null)
    {
        switch (api)
        {
            case "simvoly":
                var simvoly = new SimvolyEmulatorOptions { TrafficFolder = null };
                configure?.Invoke(simvoly);
                return await SimvolyEmulator.StartAsync(simvoly);
            case "elasticfunnels":
                var elastic = new ElasticFunnelsEmulatorOptions { TrafficFolder = null };
                configure?.Invoke(elastic);
                return await ElasticFunnelsEmulator.StartAsync(elastic);
            default:
                var clickFunnels = new ClickFunnelsEmulatorOptions { TrafficFolder = null };
                configure?.Invoke(clickFunnels);
                return await ClickFunnelsEmulator.StartAsync(clickFunnels);
        }
    }

    public static string CredentialOf(ApiEmulator emulator) =>
        emulator switch
        {
            SimvolyEmulator simvoly => simvoly.AccessToken,
            ElasticFunnelsEmulator elastic => elastic.AccessKey,
            _ => ((ClickFunnelsEmulator)emulator).AccessToken,
        };
}
