using System.Globalization;
using Aspire.Hosting.ApplicationModel;

namespace ClickFunnels.Emulator.Aspire;

/// <summary>A local stand-in for the ElasticFunnels API in an application of Aspire.</summary>
public sealed class ElasticFunnelsEmulatorResource : ApiEmulatorResource
{
    private readonly ParameterResource? _brandIdParameter;
    private readonly EmulatorValue _brandId;

    internal ElasticFunnelsEmulatorResource(
        string name,
        ElasticFunnelsEmulatorOptions? options,
        ParameterResource accessKey,
        ParameterResource? brandId
    )
        : base(name, options, accessKey)
    {
        _brandIdParameter = brandId;
        _brandId = new EmulatorValue(
            this,
            "BrandId",
            static emulator => ((ElasticFunnelsEmulator)emulator).BrandId.ToString(CultureInfo.InvariantCulture)
        );
    }

    private protected override IEnumerable<EmulatorSetting> ApiSettings =>
        [
            new EmulatorSetting("AccessKey", "Token", ReferenceExpression.Create($"{AccessTokenParameter}")),
            new EmulatorSetting(
                "BrandId",
                "BrandId",
                _brandIdParameter is null ? ReferenceExpression.Create($"{_brandId}") : ReferenceExpression.Create($"{_brandIdParameter}")
            ),
        ];

    /// <summary>Waits until the emulator runs and returns it, so that a test can plan faults and look at its requests.</summary>
    /// <param name="cancellationToken">Cancels the waiting.</param>
    /// <exception cref="Exception">The emulator did not start; its own exception.</exception>
    public async Task<ElasticFunnelsEmulator> GetEmulatorAsync(CancellationToken cancellationToken = default) =>
        (ElasticFunnelsEmulator)await Started.WaitAsync(cancellationToken).ConfigureAwait(false);

    internal override async Task<ApiEmulator> StartAsync(CancellationToken cancellationToken)
    {
        var options = (ElasticFunnelsEmulatorOptions)Options!;
        options.AccessKey = await AccessTokenParameter.GetValueAsync(cancellationToken).ConfigureAwait(false);
        return await ElasticFunnelsEmulator.StartAsync(options, cancellationToken).ConfigureAwait(false);
    }
}
