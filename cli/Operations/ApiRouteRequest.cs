using System.Text.Json;
using ClickFunnels.Cli.Accounts;
using ClickFunnels.Cli.Output;
using ClickFunnels.Cli.Running;
using ClickFunnels.Core;
using ClickFunnels.Drift.Output;
using Newtonsoft.Json.Linq;

namespace ClickFunnels.Cli.Operations;

/// <summary>One request of <c>api</c>. A list of the contract is read page by page; everything else is sent and written as it is.</summary>
internal sealed class ApiRouteRequest(ServicePlatform platform, string method, ApiRoute route)
{
    private static readonly string[] SecretHeaders = ["Set-Cookie", "Authorization", "Proxy-Authorization", "X-Api-Key"];

    public IReadOnlyList<KeyValuePair<string, string>> Query { get; init; } = [];

    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    public JToken? Body { get; init; }

    /// <summary>True to read all pages of a list.</summary>
    public bool All { get; init; }

    /// <summary>True to write status and headers.</summary>
    public bool Include { get; init; }

    private bool IsList => route.Operation is { IsList: true };

    public async Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        if (All && !IsList)
        {
            throw CliException.Usage("--all is for lists of the contract only, and this route is not one.");
        }

        if (method == "DELETE" || route.Operation is { Asks: true })
        {
            var ids = route.Ids.Count > 0 ? $" ({string.Join(", ", route.Ids)})" : "";
            await run.ConfirmAsync($"{method} {route.Route}{ids}", cancellationToken);
        }

        var account = await run.AccountAsync(platform, cancellationToken);
        if (route.Scope is { } scope && scope != account.Scope)
        {
            account = account with { Scope = scope, Subdomain = null };
        }

        if (run.IsDryRun)
        {
            var looksUp = platform == ServicePlatform.ClickFunnels && route.Operation?.Id != "getWorkspaces";
            return await DryRun.RunAsync(
                run,
                account,
                looksUp,
                Secrets,
                (client, operations, token) => SendAsync(run, client, operations, token),
                cancellationToken
            );
        }

        using var client = Clients.Open(run, account, null, out var operations);
        await SendAsync(run, client, operations, cancellationToken);
        return ExitCodes.Success;
    }

    private IReadOnlyCollection<string> Secrets => [.. route.Operation?.Secrets ?? []];

    private Task SendAsync(CommandRun run, ApiClient client, OperationClient operations, CancellationToken cancellationToken) =>
        IsList ? ListAsync(run, operations, cancellationToken) : SendRawAsync(run, client, cancellationToken);

    private async Task SendRawAsync(CommandRun run, ApiClient client, CancellationToken cancellationToken)
    {
        var operation = route.Operation;
        var request = Complete(
            run,
            new RawRequest(new HttpMethod(method), route.Route, [.. route.Ids])
            {
                Body = Body,
                Host = operation?.Host,
                OperationId = operation?.Id,
                IsSafeToRepeat = operation?.Idempotent ?? false,
                IsExpensive =
                    operation is not null
                    && (operation.Limited || Query.Any(pair => operation.LimitedParameters.Contains(pair.Key.Split('[')[0]))),
            }
        );
        foreach (var (name, value) in Query)
        {
            request.Query[name] = request.Query.ContainsKey(name)
                ? throw CliException.Usage($"--query {name} appears twice. Only lists of the contract take a parameter several times.")
                : value;
        }

        var response = await client.SendAsync(request, cancellationToken);
        if (response.Body.Length == 0)
        {
            run.Note($"Done: status {response.StatusCode}, without a body.");
            return;
        }

        var writer = run.Write(new OutputShape { IsList = false, Secrets = Secrets });
        using var json = Parse(response.Body);
        await writer.WriteAsync(json.RootElement, cancellationToken);
        await writer.EndAsync(cancellationToken);
    }

    private async Task ListAsync(CommandRun run, OperationClient operations, CancellationToken cancellationToken)
    {
        var operation = route.Operation!;
        var body = Body is JObject ? new JsonRecord() : null;
        foreach (var property in (Body as JObject)?.Properties() ?? [])
        {
            body!.AdditionalProperties[property.Name] = property.Value;
        }

        var description = OperationDescription.Of(operation with { Envelope = null });
        var list = operations.List(description, route.Ids, body, Complete(run, new ListCallOptions(Query)), cancellationToken);
        var writer = run.Write(
            new OutputShape
            {
                IsList = true,
                Fields = operation.ResultFields,
                Columns = operation.Columns,
                Secrets = Secrets,
            }
        );
        await foreach (var page in list.AsPages(null, cancellationToken))
        {
            foreach (var record in page.Items)
            {
                using var json = JsonDocument.Parse(record.ToJson());
                await writer.WriteAsync(json.RootElement, cancellationToken);
            }

            if (!All)
            {
                if (page.NextCursor is not null)
                {
                    run.Note("There are more records: use --all.");
                }

                break;
            }
        }

        await writer.EndAsync(cancellationToken);
    }

    private T Complete<T>(CommandRun run, T options)
        where T : RequestOptions
    {
        foreach (var (name, value) in Headers)
        {
            options.Headers[name] = value;
        }

        if (Include)
        {
            options.OnResponse = response => WriteHead(run, response);
        }

        return options;
    }

    private static void WriteHead(CommandRun run, ApiResponse response)
    {
        run.Host.Error.WriteLine($"HTTP {response.StatusCode}");
        foreach (var (name, value) in response.Headers)
        {
            var shown = SecretHeaders.Contains(name, StringComparer.OrdinalIgnoreCase) ? "***" : value;
            run.Host.Error.WriteLine(Printable.Line($"{name}: {shown}"));
        }

        run.Host.Error.WriteLine();
    }

    private static JsonDocument Parse(string body)
    {
        try
        {
            return JsonDocument.Parse(body);
        }
        catch (JsonException)
        {
            throw new CliException(ExitCodes.Response, "response", "The body of the response is not JSON.");
        }
    }
}
