using System.CommandLine;
using ClickFunnels.Cli.Accounts;
using ClickFunnels.Cli.Catalog;
using ClickFunnels.Cli.Running;
using Newtonsoft.Json.Linq;

namespace ClickFunnels.Cli.Operations;

/// <summary>The command <c>api METHOD PATH</c>: sends a request of any route.</summary>
internal sealed class ApiCommand(ServicePlatform platform)
{
    private static readonly string[] Methods = ["GET", "POST", "PUT", "PATCH", "DELETE"];

    private readonly Argument<string> _method = new("method") { Description = "GET, POST, PUT, PATCH or DELETE.", HelpName = "METHOD" };

    private readonly Argument<string> _path = new("path")
    {
        Description = "The path below the address of the API, such as contacts/42. {workspace_id} is filled in with that of the account.",
        HelpName = "PATH",
    };

    private readonly Option<string[]> _query = new("--query")
    {
        Description = "A parameter of the query, such as filter[email_address]=a@b.c.",
        HelpName = "NAME=VALUE",
    };

    private readonly Option<string[]> _set = new("--set")
    {
        Description =
            "Set a field of the body: contact.first_name=Ada. Numbers, true, false and null are sent as such; name:='\"42\"' is a text.",
        HelpName = "FIELD=VALUE",
    };

    private readonly Option<string?> _input = new("--input", "-i")
    {
        Description = "A file with the body as JSON, which is sent as it is; - is the standard input. --set changes it.",
        HelpName = "FILE",
    };

    private readonly Option<string[]> _header = new("--header") { Description = "A further header.", HelpName = "NAME:VALUE" };

    private readonly Option<bool> _all = new("--all") { Description = "Read all pages of a list. The default is one page." };

    private readonly Option<bool> _include = new("--include") { Description = "Write status and headers to the standard error." };

    /// <summary>Adds the command to the program, and one to each further API.</summary>
    public static void AddTo(CliRootCommand root)
    {
        root.Add(new ApiCommand(ServicePlatform.ClickFunnels).Create());
        foreach (var platform in (ServicePlatform[])[ServicePlatform.Simvoly, ServicePlatform.ElasticFunnels])
        {
            CommandList.Find(root, platform.ToString().ToLowerInvariant()).Add(new ApiCommand(platform).Create());
        }
    }

    private CliCommand Create()
    {
        _method.CompletionSources.Add(Methods);
        return new CliCommand(
            "api",
            "Sends a request of any route. The body is sent as it is: write its envelope, where the API has one.",
            platform switch
            {
                ServicePlatform.Simvoly => "clickfunnels simvoly api GET members",
                ServicePlatform.ElasticFunnels => "clickfunnels elasticfunnels api GET brands/all",
                _ => "clickfunnels api GET workspaces/{workspace_id}/contacts --query 'filter[email_address]=ada@example.com'",
            },
            RunAsync
        )
        {
            _method,
            _path,
            _query,
            _set,
            _input,
            _header,
            _all,
            _include,
        };
    }

    private async Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var parsed = run.Parsed;
        var method = parsed.GetRequiredValue(_method).ToUpperInvariant();
        if (!Methods.Contains(method))
        {
            throw CliException.Usage($"METHOD must be {string.Join(", ", Methods[..^1])} or {Methods[^1]}.");
        }

        var route = ApiRoute.Parse(platform, method, parsed.GetRequiredValue(_path));
        var request = new ApiRouteRequest(platform, method, route)
        {
            Query = [.. (parsed.GetValue(_query) ?? []).Select(text => Pair(text, '=', "--query", "name=value"))],
            Headers = [.. (parsed.GetValue(_header) ?? []).Select(text => Pair(text, ':', "--header", "name:value"))],
            Body = await BodyAsync(run, method, route, cancellationToken),
            All = parsed.GetValue(_all),
            Include = parsed.GetValue(_include),
        };
        return await request.RunAsync(run, cancellationToken);
    }

    private async Task<JToken?> BodyAsync(CommandRun run, string method, ApiRoute route, CancellationToken cancellationToken)
    {
        // Without a description, nothing is checked and nothing is added.
        var operation = new CatalogOperation
        {
            Name = "api",
            Id = "api",
            Summary = "",
            Method = method,
            Route = route.Route,
        };
        var context = new OperationContext(platform, null, new Dictionary<string, CatalogObject>());
        var record = await new CommandBody(operation, context, isChecked: false).ReadAsync(
            run,
            run.Parsed.GetValue(_input),
            run.Parsed.GetValue(_set) ?? [],
            [],
            cancellationToken
        );
        return record is null ? null : new JObject(record.AdditionalProperties.Select(field => new JProperty(field.Key, field.Value)));
    }

    // The value may be a secret, so the message does not name it.
    private static KeyValuePair<string, string> Pair(string text, char separator, string option, string form)
    {
        var end = text.IndexOf(separator, StringComparison.Ordinal);
        return end > 0
            ? new(text[..end].Trim(), separator == ':' ? text[(end + 1)..].Trim() : text[(end + 1)..])
            : throw CliException.Usage($"{option} must be {form}.");
    }
}
