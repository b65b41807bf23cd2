using ClickFunnels.Cli.Accounts;
using ClickFunnels.Cli.Running;
using ClickFunnels.Webhooks;

namespace ClickFunnels.Cli.Webhooks;

/// <summary>An endpoint of the service that exists as long as the command listens.</summary>
internal sealed class TemporaryEndpoint : IDisposable
{
    private static readonly TimeSpan LongestRemoval = TimeSpan.FromSeconds(15);

    private readonly CommandRun _run;
    private readonly ClickFunnelsClient _client;
    private readonly bool _isOwn;

    private TemporaryEndpoint(CommandRun run, ClickFunnelsClient client, long id, string? secret, bool isOwn)
    {
        _run = run;
        _client = client;
        Id = id;
        Secret = secret;
        _isOwn = isOwn;
    }

    public long Id { get; }

    /// <summary>The secret of the endpoint; null if it existed before.</summary>
    public string? Secret { get; }

    /// <summary>The number of event types; null if the endpoint existed before.</summary>
    public int? TypeCount { get; private init; }

    /// <summary>Creates an endpoint, or uses the one that has the address.</summary>
    /// <exception cref="CliException">There is one, and its secret is not known.</exception>
    public static async Task<TemporaryEndpoint> CreateAsync(
        CommandRun run,
        Account account,
        Uri address,
        ListenSettings settings,
        CancellationToken cancellationToken
    )
    {
        var client = Clients.ClickFunnels(run, account);
        try
        {
            // An endpoint of the user keeps its event types.
            await foreach (var endpoint in client.Webhooks.Endpoints.ListAsync(cancellationToken: cancellationToken))
            {
                if (endpoint.Url != address.AbsoluteUri)
                {
                    continue;
                }

                run.Note($"The service has the endpoint {endpoint.Id} with this address already. It is used as it is, and is not removed.");
                return settings.Secret is not null
                    ? new TemporaryEndpoint(run, client, endpoint.Id, null, isOwn: false)
                    : throw CliException.Usage(
                        $"The secret of the endpoint {endpoint.Id} is not known: the service shows it only once. "
                            + $"Set {WebhookSecrets.Variable}, or remove it: clickfunnels webhooks endpoints delete {endpoint.Id}."
                    );
            }

            var types = settings.HasTypes ? settings.Types : await TypesAsync(client, cancellationToken);
            var made = await client.Webhooks.Endpoints.EnsureEndpointAsync(address, types, "clickfunnels listen", cancellationToken);
            return new TemporaryEndpoint(run, client, made.Endpoint.Id, made.Secret, made.Change == WebhookEndpointChange.Created)
            {
                TypeCount = types.Count,
            };
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    /// <summary>Removes the endpoint if this run created it, also when the run was canceled.</summary>
    /// <returns>False if it could not be removed.</returns>
    public async Task<bool> RemoveAsync()
    {
        if (!_isOwn)
        {
            return true;
        }

        using var limit = new CancellationTokenSource(LongestRemoval);
        try
        {
            await _client.Webhooks.Endpoints.DeleteAsync(Id, cancellationToken: limit.Token);
            return true;
        }
        catch (Exception problem) when (problem is Core.ApiException or OperationCanceledException)
        {
            _run.Host.Error.WriteLine(
                $"The endpoint {Id} could not be removed. Remove it with clickfunnels webhooks endpoints delete {Id} --yes."
            );
            return false;
        }
    }

    // The service may have types that this program does not know, and the other way round.
    private static async Task<List<string>> TypesAsync(ClickFunnelsClient client, CancellationToken cancellationToken)
    {
        var types = new List<string>();
        await foreach (var type in client.Webhooks.EventTypes.ListAsync(cancellationToken: cancellationToken))
        {
            types.Add(type.Id);
        }

        return types;
    }

    public void Dispose() => _client.Dispose();
}
