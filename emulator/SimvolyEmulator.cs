using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Hosting;
using ClickFunnels.Emulator.Http;
using ClickFunnels.Emulator.Simvoly;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator;

/// <summary>A local stand-in for the Website API of Simvoly and its white labels, with one website.</summary>
public sealed class SimvolyEmulator : ApiEmulator
{
    private SimvolyEmulator(EmulatorHost host, string accessToken)
        : base(host) => AccessToken = accessToken;

    /// <summary>API key of the website.</summary>
    public string AccessToken { get; }

    private protected override Record Owner => Store.Of(WebsiteSeeder.Website)[0];

    private protected override IReadOnlyList<IssuedToken> Issue(RecordStore store) =>
        [IssuedToken.Of(AccessToken, Caller.Of(store.Of(WebsiteSeeder.Website)))];

    private protected override void AddCredentials(JsonObject connection) => connection["access_token"] = AccessToken;

    /// <summary>Starts an emulator; it listens when the task completes.</summary>
    /// <param name="options">Options; the defaults when null.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="FileNotFoundException">The snapshot does not exist.</exception>
    /// <exception cref="InvalidDataException">The snapshot, its change log or the recording cannot be read.</exception>
    /// <exception cref="IOException">The address is in use, or another process uses the snapshot.</exception>
    public static async Task<SimvolyEmulator> StartAsync(
        SimvolyEmulatorOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        options ??= new SimvolyEmulatorOptions();
        options.Validate();
        var host = await EmulatorHost.CreateAsync(
            SimvolyPlatform.Instance,
            options,
            store => new WebsiteSeeder(store, options.TimeProvider).Seed(options),
            cancellationToken
        );
        return await StartAsync(new SimvolyEmulator(host, Credential(options.AccessToken, host.Store.Generated)), null, cancellationToken);
    }
}
