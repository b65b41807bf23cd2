using System.Text.Json;
using ClickFunnels.Cli.Accounts;
using ClickFunnels.Cli.Catalog;
using ClickFunnels.Cli.Output;
using ClickFunnels.Cli.Running;
using ClickFunnels.Core;

namespace ClickFunnels.Cli.Operations;

/// <summary>One call of an operation, from its parsed arguments to its output.</summary>
internal sealed class OperationCall(CatalogOperation operation, OperationContext context)
{
    public IReadOnlyList<ResourceId> Ids { get; init; } = [];

    public IReadOnlyList<KeyValuePair<string, string>> Query { get; init; } = [];

    public JsonRecord? Body { get; init; }

    /// <summary>True to read all pages of a list.</summary>
    public bool All { get; init; }

    /// <summary>The largest number of records to read; null for no limit.</summary>
    public int? Max { get; init; }

    /// <summary>The cursor to start after; null for the first page.</summary>
    public string? After { get; init; }

    /// <summary>The operation that reads the bulk action, if the call waits for its end.</summary>
    public CatalogOperation? Status { get; init; }

    public TimeSpan WaitTimeout { get; init; }

    /// <summary>Fields whose values must not be shown.</summary>
    public IReadOnlyCollection<string> Secrets => [.. operation.Secrets];

    /// <summary>True if the client may have to ask for the subdomain of the workspace before it knows the address of the request.</summary>
    public bool LooksUpWorkspace => context.Platform == ServicePlatform.ClickFunnels && operation.Id != "getWorkspaces";

    /// <summary>Reads the id of a record.</summary>
    public static ResourceId Id(string text, string name) =>
        ResourceId.TryParse(text, out var id)
            ? id
            : throw CliException.Usage($"{name} must be a numeric id or a public id, such as 42 or dCHKcl.");

    public async Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        if (Max is < 1)
        {
            throw CliException.Usage("--max must be 1 or more.");
        }

        OutputWriter.CheckFields(run, Shape(operation.IsList));
        if (operation.Asks)
        {
            await run.ConfirmAsync(Action(), cancellationToken);
        }

        var account = await run.AccountAsync(context.Platform, cancellationToken);
        CheckScope(account);
        if (run.IsDryRun)
        {
            return await DryRun.RunAsync(run, account, this, cancellationToken);
        }

        using var client = Clients.Open(run, account, null, out var operations);
        await SendAsync(run, operations, cancellationToken);
        return ExitCodes.Success;
    }

    /// <summary>Sends the request and writes what comes back.</summary>
    public async Task SendAsync(CommandRun run, OperationClient operations, CancellationToken cancellationToken)
    {
        var description = OperationDescription.Of(operation);
        if (operation.IsList)
        {
            var options = new ListCallOptions(Query) { After = After };
            var list = operations.List(description, Ids, Body, options, cancellationToken);
            await WriteListAsync(run, list, cancellationToken);
            return;
        }

        var single = new CallOptions(Query);
        if (!operation.HasResult)
        {
            await operations.SendWithoutResultAsync(description, Ids, Body, single, cancellationToken);
            run.Note("Done.");
            return;
        }

        var record = await operations.SendAsync(description, Ids, Body, single, cancellationToken);
        if (Status is { } status)
        {
            record = await WaitAsync(run, operations, record, status, cancellationToken);
        }

        var writer = run.Write(Shape(isList: false));
        using var json = JsonDocument.Parse(record.ToJson());
        await writer.WriteAsync(json.RootElement, cancellationToken);
        await writer.EndAsync(cancellationToken);
    }

    private async Task WriteListAsync(CommandRun run, AsyncPageable<JsonRecord> list, CancellationToken cancellationToken)
    {
        var writer = run.Write(Shape(isList: true));
        var written = 0;
        string? next = null;
        var isCut = false;
        await foreach (var page in list.AsPages(null, cancellationToken))
        {
            next = page.NextCursor;
            foreach (var record in page.Items)
            {
                if (written == Max)
                {
                    isCut = true;
                    break;
                }

                using var json = JsonDocument.Parse(record.ToJson());
                await writer.WriteAsync(json.RootElement, cancellationToken);
                written++;
            }

            if (isCut || written == Max || (!All && Max is null))
            {
                break;
            }
        }

        await writer.EndAsync(cancellationToken);
        if (isCut || next is not null && (!All || Max is not null))
        {
            run.Note(
                isCut ? "There are further records: raise --max, or use --all." : $"There are more records: use --all, or --after {next}."
            );
        }
    }

    private async Task<JsonRecord> WaitAsync(
        CommandRun run,
        OperationClient operations,
        JsonRecord started,
        CatalogOperation status,
        CancellationToken cancellationToken
    )
    {
        var text = started.AdditionalProperties.TryGetValue("id", out var value) ? value.ToString() : null;
        if (!ResourceId.TryParse(text, out var id))
        {
            throw new CliException(
                ExitCodes.Response,
                "response",
                "The service started the action without an id, so that its end cannot be seen."
            );
        }

        run.Note($"Action {id} has started. Waiting for its end.");
        return await operations.WaitAsync(
            OperationDescription.Of(status),
            id,
            status.Completion!,
            new PollingOptions { Timeout = WaitTimeout },
            null,
            cancellationToken
        );
    }

    private OutputShape Shape(bool isList) =>
        new()
        {
            IsList = isList,
            Fields = operation.ResultFields,
            Columns = operation.Columns,
            Secrets = Secrets,
        };

    private string Action() => operation.Summary + (Ids.Count > 0 ? " (" + string.Join(", ", Ids.Select(id => id.ToString())) + ")" : "");

    private void CheckScope(Account account)
    {
        if (context.ScopeParameter is not { } scope || account.Scope is not null)
        {
            return;
        }

        if (operation.Route.Contains($"{{{scope}}}", StringComparison.Ordinal))
        {
            throw CliException.Account(
                context.Platform == ServicePlatform.ElasticFunnels
                    ? "The command needs a brand: add --workspace with its id, or set ELASTICFUNNELS_BRAND."
                    : "The command needs a workspace: add --workspace with its id, public id or subdomain, or set CLICKFUNNELS_WORKSPACE."
            );
        }
    }
}
