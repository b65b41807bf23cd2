using ClickFunnels.OAuth;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ClickFunnels.AspNetCore;

/// <summary>Warns at the start when tokens would be lost with the process.</summary>
internal sealed class ConnectStoreWarning(IOAuthTokenStore tokens, ILogger<ClickFunnelsConnector> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (tokens is InMemoryOAuthTokenStore)
        {
            ConnectLog.KeptInMemory(logger);
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
