using Aspire.Hosting.ApplicationModel;

namespace ClickFunnels.Emulator.Aspire;

/// <summary>A value that is known when the emulator has started, such as its address.</summary>
internal sealed class EmulatorValue(ApiEmulatorResource resource, string name, Func<ApiEmulator, string> read)
    : IValueProvider,
        IManifestExpressionProvider,
        IValueWithReferences
{
    public string ValueExpression => $"{{{resource.Name}.connectionProperties.{name}}}";

    public IEnumerable<object> References => [resource];

    public async ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) =>
        read(await resource.Started.WaitAsync(cancellationToken).ConfigureAwait(false));
}
