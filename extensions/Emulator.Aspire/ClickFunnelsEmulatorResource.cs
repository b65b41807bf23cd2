using System.Globalization;
using Aspire.Hosting.ApplicationModel;

namespace ClickFunnels.Emulator.Aspire;

/// <summary>A local stand-in for the ClickFunnels 2.0 API in an application of Aspire.</summary>
public sealed class ClickFunnelsEmulatorResource : ApiEmulatorResource
{
    private readonly ParameterResource? _workspaceIdParameter;
    private readonly EmulatorValue _workspaceId;
    private readonly EmulatorValue _subdomain;

    internal ClickFunnelsEmulatorResource(
        string name,
        ClickFunnelsEmulatorOptions? options,
        ParameterResource accessToken,
        ParameterResource webhookSecret,
        ParameterResource? workspaceId
    )
        : base(name, options, accessToken)
    {
        WebhookSecretParameter = webhookSecret;
        _workspaceIdParameter = workspaceId;
        _workspaceId = new EmulatorValue(
            this,
            "WorkspaceId",
            static emulator => ((ClickFunnelsEmulator)emulator).WorkspaceId.ToString(CultureInfo.InvariantCulture)
        );
        _subdomain = new EmulatorValue(this, "Subdomain", static emulator => ((ClickFunnelsEmulator)emulator).Subdomain);
    }

    /// <summary>The parameter with the secret that signs all webhooks.</summary>
    public ParameterResource WebhookSecretParameter { get; }

    private protected override IEnumerable<EmulatorSetting> ApiSettings
    {
        get
        {
            yield return new EmulatorSetting("AccessToken", "Token", ReferenceExpression.Create($"{AccessTokenParameter}"));
            yield return new EmulatorSetting(
                "WorkspaceId",
                "WorkspaceId",
                _workspaceIdParameter is null
                    ? ReferenceExpression.Create($"{_workspaceId}")
                    : ReferenceExpression.Create($"{_workspaceIdParameter}")
            );

            // A client of the real service finds the subdomain itself.
            if (Options is not null)
            {
                yield return new EmulatorSetting("Subdomain", "Subdomain", ReferenceExpression.Create($"{_subdomain}"), false);
            }

            yield return new EmulatorSetting(
                "WebhookSecret",
                "WebhookSecret",
                ReferenceExpression.Create($"{WebhookSecretParameter}"),
                false
            );
        }
    }

    /// <summary>Waits until the emulator runs and returns it, so that a test can plan faults and look at its requests.</summary>
    /// <param name="cancellationToken">Cancels the waiting.</param>
    /// <exception cref="Exception">The emulator did not start; its own exception.</exception>
    public async Task<ClickFunnelsEmulator> GetEmulatorAsync(CancellationToken cancellationToken = default) =>
        (ClickFunnelsEmulator)await Started.WaitAsync(cancellationToken).ConfigureAwait(false);

    internal override async Task<ApiEmulator> StartAsync(CancellationToken cancellationToken)
    {
        var options = (ClickFunnelsEmulatorOptions)Options!;
        options.AccessToken = await AccessTokenParameter.GetValueAsync(cancellationToken).ConfigureAwait(false);
        options.WebhookSecret = await WebhookSecretParameter.GetValueAsync(cancellationToken).ConfigureAwait(false);
        return await ClickFunnelsEmulator.StartAsync(options, cancellationToken).ConfigureAwait(false);
    }
}
