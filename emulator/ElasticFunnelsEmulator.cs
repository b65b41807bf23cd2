using ClickFunnels.Emulator.ElasticFunnels;
using ClickFunnels.Emulator.Hosting;
using ClickFunnels.Emulator.Http;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator;

/// <summary>A local stand-in for the ElasticFunnels API, with one brand.</summary>
public sealed class ElasticFunnelsEmulator : ApiEmulator
{
    private ElasticFunnelsEmulator(EmulatorHost host, string accessKey)
        : base(host) => AccessKey = accessKey;

    /// <summary>API key of the brand.</summary>
    public string AccessKey { get; }

    /// <summary>Id of the brand.</summary>
    public long BrandId => Owner.Id;

    private protected override Record Owner => Store.Of(BrandSeeder.Brand)[0];

    /// <summary>Starts an emulator; it listens when the task completes.</summary>
    /// <param name="options">Options; the defaults when null.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="FileNotFoundException">The snapshot does not exist.</exception>
    /// <exception cref="InvalidDataException">The snapshot or its change log cannot be read.</exception>
    /// <exception cref="IOException">The address is in use, or another process uses the snapshot.</exception>
    public static async Task<ElasticFunnelsEmulator> StartAsync(
        ElasticFunnelsEmulatorOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        options ??= new ElasticFunnelsEmulatorOptions();
        options.Validate();
        var host = await EmulatorHost.CreateAsync(
            ElasticFunnelsPlatform.Instance,
            options,
            store => new BrandSeeder(store, options.TimeProvider).Seed(options),
            cancellationToken
        );
        var key = Credential(options.AccessKey, host.Store.Generated);
        host.Tokens.Add(key, Caller.Of(host.Store.Of(BrandSeeder.Brand)));
        return await StartAsync(new ElasticFunnelsEmulator(host, key), null, cancellationToken);
    }
}
