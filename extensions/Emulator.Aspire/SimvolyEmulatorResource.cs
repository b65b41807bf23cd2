using Aspire.Hosting.ApplicationModel;

namespace ClickFunnels.Emulator.Aspire;

/// <summary>A local stand-in for the Website API of Simvoly in an application of Aspire.</summary>
public sealed class SimvolyEmulatorResource : ApiEmulatorResource
{
    internal SimvolyEmulatorResource(string name, SimvolyEmulatorOptions? options, ParameterResource accessToken)
        : base(name, options, accessToken) { }

    private protected override IEnumerable<EmulatorSetting> ApiSettings =>
        [new EmulatorSetting("AccessToken", "Token", ReferenceExpression.Create($"{AccessTokenParameter}"))];

    /// <summary>Waits until the emulator runs and returns it, so that a test can plan faults and look at its requests.</summary>
    /// <param name="cancellationToken">Cancels the waiting.</param>
    /// <exception cref="Exception">The emulator did not start; its own exception.</exception>
    public async Task<SimvolyEmulator> GetEmulatorAsync(CancellationToken cancellationToken = default) =>
        (SimvolyEmulator)await Started.WaitAsync(cancellationToken).ConfigureAwait(false);

    internal override async Task<ApiEmulator> StartAsync(CancellationToken cancellationToken)
    {
        var options = (SimvolyEmulatorOptions)Options!;
        options.AccessToken = await AccessTokenParameter.GetValueAsync(cancellationToken).ConfigureAwait(false);
        return await SimvolyEmulator.StartAsync(options, cancellationToken).ConfigureAwait(false);
    }
}
