using ClickFunnels.Cli.Operations;
using ClickFunnels.Cli.Running;
using ClickFunnels.Core;
using ElasticFunnels;
using Simvoly;

namespace ClickFunnels.Cli.Accounts;

/// <summary>Creates the clients of an account.</summary>
internal static class Clients
{
    /// <summary>Creates a client of ClickFunnels; the caller disposes it.</summary>
    public static ClickFunnelsClient ClickFunnels(CommandRun run, Account account, HttpMessageHandler? handler = null) =>
        new ClickFunnelsOperations(ClickFunnelsOptions(run, account, handler));

    /// <summary>Creates a client of Simvoly; the caller disposes it.</summary>
    public static SimvolyClient Simvoly(CommandRun run, Account account, HttpMessageHandler? handler = null) =>
        new SimvolyOperations(SimvolyOptions(run, account, handler));

    /// <summary>Creates a client of ElasticFunnels; the caller disposes it.</summary>
    public static ElasticFunnelsClient ElasticFunnels(CommandRun run, Account account, HttpMessageHandler? handler = null) =>
        new ElasticFunnelsOperations(ElasticFunnelsOptions(run, account, handler));

    /// <summary>Creates a client that sends operations which are described by data.</summary>
    /// <param name="run">The run.</param>
    /// <param name="account">The account.</param>
    /// <param name="handler">Sends the requests; null for the network.</param>
    /// <param name="operations">The operations.</param>
    /// <param name="configure">Changes the settings; null to keep them.</param>
    /// <returns>What to dispose.</returns>
    public static ApiClient Open(
        CommandRun run,
        Account account,
        HttpMessageHandler? handler,
        out OperationClient operations,
        Action<ApiClientOptions>? configure = null
    )
    {
        switch (account.Platform)
        {
            case ServicePlatform.Simvoly:
                var simvoly = new SimvolyOperations(Configured(SimvolyOptions(run, account, handler), configure));
                operations = simvoly.Operations;
                return simvoly;
            case ServicePlatform.ElasticFunnels:
                var elastic = new ElasticFunnelsOperations(Configured(ElasticFunnelsOptions(run, account, handler), configure));
                operations = elastic.Operations;
                return elastic;
            default:
                var client = new ClickFunnelsOperations(Configured(ClickFunnelsOptions(run, account, handler), configure));
                operations = client.Operations;
                return client;
        }
    }

    private static ClickFunnelsClientOptions ClickFunnelsOptions(CommandRun run, Account account, HttpMessageHandler? handler) =>
        Apply(
            new ClickFunnelsClientOptions
            {
                WorkspaceId = account.Scope,
                RequireWorkspace = false,
                Subdomain = account.Subdomain,
            },
            run,
            account,
            handler
        );

    private static SimvolyClientOptions SimvolyOptions(CommandRun run, Account account, HttpMessageHandler? handler) =>
        Apply(new SimvolyClientOptions { Site = account.Site }, run, account, handler);

    private static ElasticFunnelsClientOptions ElasticFunnelsOptions(CommandRun run, Account account, HttpMessageHandler? handler) =>
        Apply(new ElasticFunnelsClientOptions { BrandId = account.Scope, RequireBrand = false }, run, account, handler);

    private static T Configured<T>(T options, Action<ApiClientOptions>? configure)
        where T : ApiClientOptions
    {
        configure?.Invoke(options);
        return options;
    }

    private static T Apply<T>(T options, CommandRun run, Account account, HttpMessageHandler? handler)
        where T : ApiClientOptions
    {
        options.AccessToken = account.Token;
        options.AccessTokenProvider = account.TokenProvider;
        options.BaseAddress = account.BaseAddress;
        options.UserAgent = ProgramVersion.UserAgent;
        options.HttpHandler = handler;
        if (run.IsVerbose)
        {
            options.LoggerFactory = new VerboseLog(run.Host);
        }

        if (run.Timeout is { } timeout)
        {
            options.Timeout = timeout;
        }

        return options;
    }

    private sealed class ClickFunnelsOperations(ClickFunnelsClientOptions options) : ClickFunnelsClient(options)
    {
        public OperationClient Operations => field ??= Attach(new OperationClient());
    }

    private sealed class SimvolyOperations(SimvolyClientOptions options) : SimvolyClient(options)
    {
        public OperationClient Operations => field ??= Attach(new OperationClient());
    }

    private sealed class ElasticFunnelsOperations(ElasticFunnelsClientOptions options) : ElasticFunnelsClient(options)
    {
        public OperationClient Operations => field ??= Attach(new OperationClient());
    }
}
