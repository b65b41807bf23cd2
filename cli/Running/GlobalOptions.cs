using System.CommandLine;

namespace ClickFunnels.Cli.Running;

/// <summary>The format in which a command writes data.</summary>
internal enum OutputFormat
{
    Table,
    Json,
    Jsonl,
    Yaml,
    Csv,
}

/// <summary>The format in which a command writes an error.</summary>
internal enum ErrorFormat
{
    Text,
    Json,
}

/// <summary>The options that every command has.</summary>
internal sealed class GlobalOptions
{
    public Option<OutputFormat?> Output { get; } =
        Choice<OutputFormat?>("--output", "The format of the data. The default is a table on a terminal, and JSON elsewhere.", "-o");

    public Option<string[]> Fields { get; } =
        new("--fields")
        {
            Description = "The fields to write, separated by commas, such as id,email_address,tags.name.",
            HelpName = "FIELDS",
            Recursive = true,
            AllowMultipleArgumentsPerToken = false,
        };

    public Option<string?> Profile { get; } =
        new("--profile", "-p")
        {
            Description = "The profile whose account is used (clickfunnels profiles list).",
            HelpName = "NAME",
            Recursive = true,
        };

    public Option<string?> Workspace { get; } =
        new("--workspace", "-w")
        {
            Description = "The workspace: its id, public id or subdomain. CLICKFUNNELS_WORKSPACE when left out.",
            HelpName = "WORKSPACE",
            Recursive = true,
        };

    public Option<bool> Emulator { get; } =
        Flag("--emulator", "Run the command against an emulator with made-up data that ends with the command.");

    public Option<string[]> Seed { get; } =
        new("--seed")
        {
            Description = "With --emulator: a seed file to start with, instead of the made-up shop.",
            HelpName = "FILE",
            Recursive = true,
        };

    public Option<bool> DryRun { get; } = Flag("--dry-run", "Change nothing: write what would be sent.");

    public Option<bool> Yes { get; } = Flag("--yes", "Do not ask before deletions and bulk changes.", "-y");

    public Option<bool> ShowSecrets { get; } = Flag("--show-secrets", "Write secrets, such as keys of webhook endpoints, instead of ***.");

    public Option<ErrorFormat?> Errors { get; } =
        Choice<ErrorFormat?>("--error-format", "The format of errors. CLICKFUNNELS_ERROR_FORMAT when left out; the default is text.");

    public Option<bool> Quiet { get; } = Flag("--quiet", "Write no notes and no progress.", "-q");

    public Option<bool> Verbose { get; } =
        Flag("--verbose", "Write each request with its status and time. Nothing of it is a secret or data.", "-v");

    public Option<int?> TimeoutSeconds { get; } =
        new("--timeout")
        {
            Description = "Limit for one call with its retries, in seconds. The default is 100.",
            HelpName = "SECONDS",
            Recursive = true,
        };

    /// <summary>Adds the options to the program.</summary>
    public void AddTo(Command root)
    {
        foreach (
            Option option in (Option[])
                [Output, Fields, Profile, Workspace, Emulator, Seed, DryRun, Yes, ShowSecrets, Errors, Quiet, Verbose, TimeoutSeconds]
        )
        {
            root.Add(option);
        }
    }

    private static Option<bool> Flag(string name, string description, params string[] aliases) =>
        new(name, aliases) { Description = description, Recursive = true };

    private static Option<T> Choice<T>(string name, string description, params string[] aliases)
    {
        var type = Nullable.GetUnderlyingType(typeof(T))!;
        var values = Enum.GetNames(type).Select(value => value.ToLowerInvariant()).ToArray();
        var option = new Option<T>(name, aliases)
        {
            Description = description,
            HelpName = string.Join('|', values),
            Recursive = true,
            CustomParser = result =>
            {
                var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
                if (Array.IndexOf(values, text) >= 0)
                {
                    return (T)Enum.Parse(type, text, ignoreCase: true);
                }

                result.AddError($"{name} must be {string.Join(", ", values[..^1])} or {values[^1]}.");
                return default!;
            },
        };
        // The names of the enumeration are in capitals.
        option.CompletionSources.Clear();
        option.CompletionSources.Add(values);
        return option;
    }
}
