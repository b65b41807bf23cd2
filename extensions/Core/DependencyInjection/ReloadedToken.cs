using System.Diagnostics.CodeAnalysis;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ClickFunnels.Core.DependencyInjection;

/// <summary>
/// The access token of the current settings, so that a token that is rotated in the configuration is used by the next request. Settings
/// that became invalid are logged, and the last valid token stays in use.
/// </summary>
internal sealed class ReloadedToken<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] TOptions>(
    IOptionsMonitor<TOptions> monitor,
    string name,
    string token,
    ILoggerFactory? loggerFactory
)
    where TOptions : ApiClientOptions
{
    private volatile string _token = token;
    private bool _isInvalid;

    public ValueTask<string> GetAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (monitor.Get(name).AccessToken is { } current)
            {
                _token = current;
                _isInvalid = false;
            }
        }
        catch (OptionsValidationException exception)
        {
            if (!_isInvalid && loggerFactory is not null)
            {
                _isInvalid = true;
                ClientLog.InvalidSettings(loggerFactory.CreateLogger(typeof(TOptions).FullName!), exception);
            }
        }

        return new ValueTask<string>(_token);
    }
}
