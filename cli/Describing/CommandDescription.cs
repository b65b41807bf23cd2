using System.CommandLine;
using System.CommandLine.Completions;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ClickFunnels.Cli.Programs;
using ClickFunnels.Cli.Running;

namespace ClickFunnels.Cli.Describing;

/// <summary>Describes commands as JSON. docs/cli.md documents the keys; a change of one is a breaking change.</summary>
internal static class CommandDescription
{
    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>
    /// Describes a command with all below it; the program also with its version, the options of every command and its exit codes.
    /// </summary>
    public static string Of(Command command)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Options))
        {
            Write(json, command);
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    /// <summary>Returns the values that an option or argument accepts; empty for any.</summary>
    public static IReadOnlyList<string> ChoicesOf(Symbol symbol) =>
        symbol is Option { HelpName: null or "FIELD=VALUE" } ? []
        : symbol is Option { Name: "--version" } ? []
        : [.. symbol.GetCompletions(CompletionContext.Empty).Select(static item => item.Label)];

    /// <summary>Returns true if an option can be repeated.</summary>
    public static bool IsRepeated(Option option) => option.Arity.MaximumNumberOfValues > 1;

    /// <summary>Returns all names of an option.</summary>
    public static IEnumerable<string> NamesOf(Option option) =>
        option.Aliases.Prepend(option.Name).Distinct().Where(static name => name[0] == '-' && name != "-?");

    private static void Write(Utf8JsonWriter json, Command command)
    {
        var done = command as CliCommand;
        var isRoot = command is RootCommand;
        json.WriteStartObject();
        json.WriteString("name", isRoot ? CommandTree.Name : command.Name);
        json.WriteString("path", CommandTree.PathOf(command));
        json.WriteString("description", command.Description);
        if (isRoot)
        {
            json.WriteString("version", ProgramVersion.Text);
        }

        WriteArguments(json, command);
        WriteOptions(json, isRoot ? "globalOptions" : "options", command.Options);
        json.WriteString("example", ProgramExamples.Of(command));
        json.WriteBoolean("hidden", command.Hidden);
        json.WriteString("operationId", done?.OperationId);
        json.WriteBoolean("asks", done?.Asks == true);
        if (isRoot)
        {
            WriteExitCodes(json);
        }

        json.WriteStartArray("commands");
        foreach (var below in command.Subcommands)
        {
            Write(json, below);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteArguments(Utf8JsonWriter json, Command command)
    {
        json.WriteStartArray("arguments");
        foreach (var argument in command.Arguments)
        {
            json.WriteStartObject();
            json.WriteString("name", argument.Name);
            json.WriteString("description", argument.Description);
            json.WriteNumber("minimum", argument.Arity.MinimumNumberOfValues);
            json.WriteNumber("maximum", argument.Arity.MaximumNumberOfValues);
            WriteList(json, "choices", ChoicesOf(argument));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteOptions(Utf8JsonWriter json, string name, IEnumerable<Option> options)
    {
        json.WriteStartArray(name);
        foreach (var option in options)
        {
            json.WriteStartObject();
            WriteList(json, "names", NamesOf(option));
            json.WriteString("description", option.Description);
            json.WriteString("value", option.HelpName);
            json.WriteBoolean("required", option.Required);
            json.WriteBoolean("repeated", IsRepeated(option));
            WriteList(json, "choices", ChoicesOf(option));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteExitCodes(Utf8JsonWriter json)
    {
        json.WriteStartArray("exitCodes");
        foreach (var row in ExitCodeTable.Rows)
        {
            json.WriteStartObject();
            json.WriteNumber("code", row.Code);
            json.WriteString("name", row.Name);
            json.WriteString("meaning", row.Meaning);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteList(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }
}
