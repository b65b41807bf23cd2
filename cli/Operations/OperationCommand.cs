using System.CommandLine;
using ClickFunnels.Cli.Catalog;
using ClickFunnels.Cli.Running;

namespace ClickFunnels.Cli.Operations;

/// <summary>The command of one operation: its arguments, options, help and example.</summary>
internal sealed class OperationCommand(CatalogOperation operation, CatalogOperation? status, OperationContext context, string group)
{
    private readonly List<Argument<string>> _ids = [];
    private readonly List<(CatalogField Field, Option<string[]> Option)> _query = [];

    private readonly Option<string[]> _set = new("--set")
    {
        Description =
            "Set a field: name=value. Parts of objects are address.city=…, items of lists are tags[]=…; name:=… takes JSON; null is "
            + "null.",
        HelpName = "FIELD=VALUE",
    };

    private readonly Option<string[]> _setFile = new("--set-file")
    {
        Description = "Set a field to the text of a file, or upload the file where the field takes files; - is the standard input.",
        HelpName = "FIELD=FILE",
    };

    private readonly Option<string?> _input = new("--input", "-i")
    {
        Description = "A file with the record as JSON, without an envelope; - is the standard input. --set changes it.",
        HelpName = "FILE",
    };

    private readonly Option<bool> _unchecked = new("--unchecked")
    {
        Description = "Send fields and values that the contract does not know, and records without required fields.",
    };

    private readonly Option<bool> _all = new("--all") { Description = "Read all pages. The default is one page." };

    private readonly Option<int?> _max = new("--max") { Description = "Read at most this many records.", HelpName = "N" };

    private readonly Option<string?> _after = new("--after")
    {
        Description = "Start after this cursor, which a command that stopped before the end of the list names.",
        HelpName = "CURSOR",
    };

    private readonly Option<bool> _wait = new("--wait") { Description = "Wait until the bulk action is done." };

    private readonly Option<int> _waitTimeout = new("--wait-timeout")
    {
        Description = "How long --wait waits at most, in seconds. The action itself continues.",
        DefaultValueFactory = _ => 600,
        HelpName = "SECONDS",
    };

    public CliCommand Create()
    {
        var command = new CliCommand(
            operation.Name,
            Description(),
            OperationExample.Of(operation, context, $"{CommandTree.Name} {group}"),
            RunAsync
        )
        {
            OperationId = operation.Id,
            Asks = operation.Asks,
            Hidden = operation.Deprecated,
            Details = OperationHelp.Of(operation, context),
        };
        foreach (var id in operation.Ids)
        {
            var argument = new Argument<string>(CommandNames.Of(id.Name))
            {
                Description = id.Description,
                HelpName = CommandNames.Of(id.Name).ToUpperInvariant(),
            };
            _ids.Add(argument);
            command.Add(argument);
        }

        foreach (var field in operation.Query)
        {
            var option = QueryOption(field);
            _query.Add((field, option));
            command.Add(option);
        }

        if (operation.Body is { } body)
        {
            _set.CompletionSources.Add(completion => FieldCompletion.Of(body, context, completion.WordToComplete));
            command.Add(_set);
            command.Add(_setFile);
            command.Add(_input);
        }

        if (operation.Body is not null || operation.Query.Count > 0)
        {
            command.Add(_unchecked);
        }

        if (operation.Paging is not null)
        {
            command.Add(_all);
            command.Add(_max);
            command.Add(_after);
        }

        if (status is not null)
        {
            command.Add(_wait);
            command.Add(_waitTimeout);
        }

        return command;
    }

    private string Description() => operation.Description.Length > 0 ? operation.Description : operation.Summary;

    private Option<string[]> QueryOption(CatalogField field)
    {
        var isObject = field.Kinds.Contains(FieldKind.Object);
        var values = field.Items?.Values ?? field.Values;
        var option = new Option<string[]>("--" + CommandNames.Of(field.Name))
        {
            Description = field.Description,
            Required = field.Required,
            HelpName =
                isObject ? "FIELD=VALUE"
                : values.Count is > 0 and <= 6 ? string.Join('|', values)
                : field.Type.ToUpperInvariant().Replace(' ', '-'),
        };
        if (isObject)
        {
            option.CompletionSources.Add(completion => FieldCompletion.Of(field, context, completion.WordToComplete));
        }
        else if (values.Count > 0)
        {
            option.CompletionSources.Add([.. values]);
        }
        else if (field.Kinds is [FieldKind.Boolean])
        {
            option.CompletionSources.Add("true", "false");
        }

        return option;
    }

    private async Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var parsed = run.Parsed;
        var isChecked = !parsed.GetValue(_unchecked);
        var query = new QueryReader(context, isChecked);
        foreach (var (field, option) in _query)
        {
            query.Add(field, option.Name, parsed.GetValue(option) ?? []);
        }

        var body = operation.Body is null
            ? null
            : await new CommandBody(operation, context, isChecked).ReadAsync(
                run,
                parsed.GetValue(_input),
                parsed.GetValue(_set) ?? [],
                parsed.GetValue(_setFile) ?? [],
                cancellationToken
            );
        var call = new OperationCall(operation, context)
        {
            Ids = [.. _ids.Select(argument => OperationCall.Id(parsed.GetValue(argument)!, argument.Name))],
            Query = query.Query,
            Body = body,
            All = parsed.GetValue(_all),
            Max = parsed.GetValue(_max),
            After = parsed.GetValue(_after),
            Status = parsed.GetValue(_wait) ? status : null,
            WaitTimeout = TimeSpan.FromSeconds(parsed.GetValue(_waitTimeout)),
        };
        return await call.RunAsync(run, cancellationToken);
    }
}
