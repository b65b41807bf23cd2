using System.CommandLine;
using ClickFunnels.Cli.Operations;
using ClickFunnels.Cli.Running;
using ClickFunnels.Sync;

namespace ClickFunnels.Cli.Jobs;

/// <summary>The options of an import.</summary>
internal sealed class ImportChoices
{
    private const int MaximumInput = 64 * 1024 * 1024;
    private static readonly string[] Unknown = ["refuse", "ignore", "custom-attributes"];

    private readonly Argument<string> _file = new("file")
    {
        Description = "The rows as CSV or JSON Lines; - is the standard input.",
        HelpName = "FILE",
    };

    private readonly Option<string> _target = new("--target")
    {
        Description = "The kind of records, such as contacts, contacts_tags or discounts (docs/import.md).",
        DefaultValueFactory = _ => "contacts",
        HelpName = "NAME",
    };

    private readonly Option<string?> _format = new("--format")
    {
        Description = "The format of the rows. It is found by the name of the file when left out.",
        HelpName = "csv|jsonl",
    };

    private readonly Option<string?> _delimiter = new("--delimiter")
    {
        Description = "CSV: the delimiter. It is detected when left out.",
        HelpName = "CHARACTER",
    };

    private readonly Option<string?> _mapping = new("--mapping")
    {
        Description = "A YAML or JSON file that assigns columns to fields. The options below add to it.",
        HelpName = "FILE",
    };

    private readonly Option<string[]> _columns = new("--column") { Description = "Assign a column to a field.", HelpName = "COLUMN=FIELD" };

    private readonly Option<string[]> _ignore = new("--ignore") { Description = "Leave a column out.", HelpName = "COLUMN" };

    private readonly Option<string[]> _constants = new("--constant")
    {
        Description = "Give a field the same value in all rows.",
        HelpName = "FIELD=VALUE",
    };

    private readonly Option<string?> _unknown = new("--unknown-columns")
    {
        Description = "The treatment of columns that no field has the name of. The default is refuse.",
        HelpName = string.Join('|', Unknown),
    };

    private readonly Option<string?> _separator = new("--list-separator")
    {
        Description = "The character between the items of a list, such as tags. The default is a semicolon.",
        HelpName = "CHARACTER",
    };

    private readonly Option<bool> _createTags = new("--create-tags") { Description = "Create tags that the workspace does not have." };

    private readonly Option<bool> _replaceTags = new("--replace-tags")
    {
        Description = "Let a contact have only the tags of its row. Otherwise they are added.",
    };

    private readonly Option<bool> _keepExisting = new("--keep-existing")
    {
        Description = "Leave existing records as they are. Not for contacts.",
    };

    private readonly Option<bool> _allValid = new("--require-all-valid")
    {
        Description = "Check all rows first, and send nothing if one is not valid.",
    };

    private readonly Option<int> _parallel = new("--parallel")
    {
        Description = "Number of rows that are sent at the same time, 1 to 256.",
        DefaultValueFactory = _ => new ImportOptions().MaxParallelRows,
        HelpName = "N",
    };

    private readonly Option<string?> _result = new("--result")
    {
        Description = "The result file, .csv or .jsonl, with a line for each row. The default is FILE.result.csv beside the file.",
        HelpName = "FILE",
    };

    public void AddTo(Command command)
    {
        _target.CompletionSources.Add(_ =>
            ImportTarget.All.Select(target => new System.CommandLine.Completions.CompletionItem(target.Name))
        );
        _format.CompletionSources.Add("csv", "jsonl");
        _unknown.CompletionSources.Add(Unknown);
        command.Add(_file);
        foreach (
            Option option in (Option[])
                [
                    _target,
                    _format,
                    _delimiter,
                    _mapping,
                    _columns,
                    _ignore,
                    _constants,
                    _unknown,
                    _separator,
                    _createTags,
                    _replaceTags,
                    _keepExisting,
                    _allValid,
                    _parallel,
                    _result,
                ]
        )
        {
            command.Add(option);
        }
    }

    public async Task<(ImportTarget Target, ImportSource Source, ImportOptions Options)> ReadAsync(
        CommandRun run,
        CancellationToken cancellationToken
    )
    {
        var name = run.Parsed.GetValue(_target)!;
        var target =
            ImportTarget.All.FirstOrDefault(one => one.Name == name)
            ?? throw CliException.Usage(
                $"--target {name} is not known. The targets are {string.Join(", ", ImportTarget.All.Select(one => one.Name))}."
            );
        var parallel = run.Parsed.GetValue(_parallel);
        if (parallel is < 1 or > 256)
        {
            throw CliException.Usage("--parallel must be from 1 to 256.");
        }

        var options = new ImportOptions
        {
            Mapping = Mapping(run),
            CreateMissingTags = run.Parsed.GetValue(_createTags),
            Tags = run.Parsed.GetValue(_replaceTags) ? ImportedTags.Replace : ImportedTags.Add,
            UpdateExisting = !run.Parsed.GetValue(_keepExisting),
            RequireAllValid = run.Parsed.GetValue(_allValid),
            MaxParallelRows = parallel,
            ResultPath = ResultPath(run),
        };
        return (target, await SourceAsync(run, cancellationToken), options);
    }

    private ImportMapping Mapping(CommandRun run)
    {
        var mapping = run.Parsed.GetValue(_mapping) is { } file ? ImportMapping.Load(file) : new ImportMapping();
        foreach (var assignment in run.Parsed.GetValue(_columns) ?? [])
        {
            var (column, field) = Pair(assignment, _columns.Name, "COLUMN=FIELD, such as E-Mail=email_address", last: true);
            mapping.Column(column, field);
        }

        foreach (var column in run.Parsed.GetValue(_ignore) ?? [])
        {
            mapping.Ignore(column);
        }

        foreach (var assignment in run.Parsed.GetValue(_constants) ?? [])
        {
            var (field, value) = Pair(assignment, _constants.Name, "FIELD=VALUE, such as time_zone=Berlin", last: false);
            mapping.Constant(field, value);
        }

        mapping.ListSeparator = Character(run, _separator) ?? mapping.ListSeparator;
        if (run.Parsed.GetValue(_unknown) is { } unknown)
        {
            mapping.UnknownColumns = Array.IndexOf(Unknown, unknown) switch
            {
                0 => UnknownColumns.Refuse,
                1 => UnknownColumns.Ignore,
                2 => UnknownColumns.CustomAttributes,
                _ => throw CliException.Usage($"--unknown-columns must be {string.Join(", ", Unknown[..^1])} or {Unknown[^1]}."),
            };
        }

        return mapping;
    }

    // The name of a column may have an equals sign, and so may a value; the name of a field never has one.
    private static (string Name, string Value) Pair(string text, string option, string form, bool last)
    {
        var at = last ? text.LastIndexOf('=') : text.IndexOf('=', StringComparison.Ordinal);
        return at > 0 && !string.IsNullOrWhiteSpace(text[..at]) && !string.IsNullOrWhiteSpace(text[(at + 1)..])
            ? (text[..at], text[(at + 1)..])
            : throw CliException.Usage($"{option} must be {form}.");
    }

    private static char? Character(CommandRun run, Option<string?> option) =>
        run.Parsed.GetValue(option) switch
        {
            null => null,
            "tab" or "\\t" => '\t',
            [var character] => character,
            _ => throw CliException.Usage($"{option.Name} must be one character, or tab."),
        };

    private string? ResultPath(CommandRun run)
    {
        var file = run.Parsed.GetValue(_file)!;
        if (run.Parsed.GetValue(_result) is { } given)
        {
            return Path.GetExtension(given).ToLowerInvariant() is ".csv" or ".jsonl"
                ? given
                : throw CliException.Usage("--result must end with .csv or .jsonl.");
        }

        if (run.IsDryRun || run.UsesEmulator)
        {
            return null;
        }

        return file == "-"
            ? throw CliException.Usage("Rows from the standard input need --result, so that an import that was stopped can be continued.")
            : Path.ChangeExtension(file, ".result.csv");
    }

    private async Task<ImportSource> SourceAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var file = run.Parsed.GetValue(_file)!;
        var delimiter = Character(run, _delimiter);
        var isCsv = IsCsv(file, run.Parsed.GetValue(_format));
        if (!isCsv && delimiter is not null)
        {
            throw CliException.Usage("--delimiter has no meaning for JSON Lines. Leave it out.");
        }

        if (file != "-")
        {
            return isCsv ? ImportSource.Csv(file, delimiter) : ImportSource.JsonLines(file);
        }

        // Rows are read twice if a check comes first, and a pipe can be read only once.
        await using var stream = run.Host.OpenInput();
        var bytes = await InputText.ReadAsync(stream, MaximumInput, "The standard input", cancellationToken);
        return isCsv
            ? ImportSource.Csv("standard input", () => new MemoryStream(bytes, writable: false), delimiter)
            : ImportSource.JsonLines("standard input", () => new MemoryStream(bytes, writable: false));
    }

    private static bool IsCsv(string file, string? format) =>
        (format ?? Path.GetExtension(file).TrimStart('.').ToLowerInvariant()) switch
        {
            "csv" or "tsv" or "txt" => true,
            "jsonl" or "ndjson" => false,
            _ when format is not null => throw CliException.Usage("--format must be csv or jsonl."),
            _ => throw CliException.Usage("The format of the rows is not known: add --format csv or --format jsonl."),
        };
}
