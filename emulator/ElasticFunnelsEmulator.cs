using System.Text.Json.Nodes;
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
    public long BrandId
    {
        get
        {
            lock (Store.Gate)
            {
                return Owner.Id;
            }
        }
    }

    private protected override Record Owner => Store.Of(BrandSeeder.Brand)[0];

    private protected override IReadOnlyList<IssuedToken> Issue(RecordStore store) =>
        [IssuedToken.Of(AccessKey, Caller.Of(store.Of(BrandSeeder.Brand)))];

    private protected override void AddCredentials(JsonObject connection)
    {
        connection["access_key"] = AccessKey;
        connection["brand_id"] = BrandId;
    }

    /// <summary>Starts an emulator; it listens when the task completes.</summary>
    /// <param name="options">Options; the defaults when null.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="FileNotFoundException">The snapshot does not exist.</exception>
    /// <exception cref="InvalidDataException">The snapshot, its change log or the recording cannot be read.</exception>
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
        return await StartAsync(
            new ElasticFunnelsEmulator(host, Credential(options.AccessKey, host.Store.Generated)),
            null,
            cancellationToken
        );
    }
}
