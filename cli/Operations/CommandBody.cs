using ClickFunnels.Cli.Catalog;
using ClickFunnels.Cli.Running;
using ClickFunnels.Core;
using Microsoft.AspNetCore.StaticFiles;
using Newtonsoft.Json.Linq;

namespace ClickFunnels.Cli.Operations;

/// <summary>Builds the record to send from <c>--input</c>, <c>--set</c> and <c>--set-file</c>.</summary>
internal sealed class CommandBody(CatalogOperation operation, OperationContext context, bool isChecked)
{
    private const int MaximumInput = 64 * 1024 * 1024;
    private const string UnknownMediaType = "application/octet-stream";
    private readonly FieldLookup _lookup = new(context, isChecked);
    private bool _hasSecret;

    /// <summary>Builds the record.</summary>
    /// <returns>The record; null if nothing was passed and the operation does not need one.</returns>
    public async Task<JsonRecord?> ReadAsync(
        CommandRun run,
        string? input,
        IReadOnlyList<string> sets,
        IReadOnlyList<string> files,
        CancellationToken cancellationToken
    )
    {
        if (input is null && sets.Count == 0 && files.Count == 0)
        {
            if (!operation.BodyRequired)
            {
                return null;
            }

            CheckRequired(new JObject(), new JsonRecord());
            throw CliException.Usage(
                "There is nothing to send: set at least one field with --set NAME=VALUE, or pass a record with --input FILE."
            );
        }

        var root = input is null ? new JObject() : Unwrap(await InputAsync(run, input, cancellationToken));
        foreach (var text in sets)
        {
            Apply(root, Assignment.Parse(text, "--set"), (assignment, field) => Value(assignment, field));
        }

        var record = new JsonRecord();
        foreach (var text in files)
        {
            var assignment = Assignment.Parse(text, "--set-file");
            await ApplyFileAsync(run, root, record, assignment, cancellationToken);
        }

        if (isChecked)
        {
            new RecordCheck(_lookup).Check(root, operation.Body, "");
        }

        CheckRequired(root, record);

        if (_hasSecret)
        {
            run.Note("A secret is in the arguments, which the history of the shell and the list of processes show. Use --set-file NAME=-.");
        }

        foreach (var property in root.Properties().ToList())
        {
            record.AdditionalProperties[property.Name] = property.Value;
        }

        return record;
    }

    private JToken Value(Assignment assignment, CatalogField? field)
    {
        _hasSecret |= field is { Secret: true };
        if (!assignment.IsJson)
        {
            return ValueReader.Read(assignment.Value, field, assignment.Text, isChecked);
        }

        return ValueReader.ReadJson(assignment.Value, assignment.Text);
    }

    private async Task ApplyFileAsync(
        CommandRun run,
        JObject root,
        JsonRecord record,
        Assignment assignment,
        CancellationToken cancellationToken
    )
    {
        var bytes = await ReadBytesAsync(run, assignment.Value, cancellationToken);
        var (name, isFile) = FileField(assignment);
        if (isFile)
        {
            var fileName = assignment.Value == "-" ? "file" : Path.GetFileName(assignment.Value);
            var mediaType = new FileExtensionContentTypeProvider().TryGetContentType(fileName, out var known) ? known : UnknownMediaType;
            record.Files.Add(new(name, new FileOrAddress(bytes, fileName, mediaType)));
            return;
        }

        Apply(root, assignment, (_, _) => new JValue(InputText.Decode(bytes, assignment.Value)));
    }

    private (string Name, bool IsFile) FileField(Assignment assignment)
    {
        var first = assignment.Path[0];
        var field = _lookup.Next(operation.Body, first, first.Name!);
        return (field is { Name.Length: > 0 } ? field.Name : first.Name!, operation.Form is not null && field is { File: true });
    }

    private void Apply(JObject root, Assignment assignment, Func<Assignment, CatalogField?, JToken> value)
    {
        var field = operation.Body;
        var path = "";
        var steps = new List<PathStep>();
        foreach (var step in assignment.Path)
        {
            path += step.IsInList ? $"[{step.Index}]" : (path.Length > 0 ? "." : "") + step.Name;
            field = _lookup.Next(field, step, path);
            steps.Add(step.IsInList || field is not { Name.Length: > 0 } ? step : new PathStep(field.Name, null));
        }

        JContainer current = root;
        for (var index = 0; index < steps.Count; index++)
        {
            var isLast = index == steps.Count - 1;
            var next = isLast ? value(assignment, field) : null;
            current = Place(current, steps[index], next, isLast ? default : steps[index + 1], assignment.Text);
        }
    }

    // Puts a value, or the container that the next step needs, at one step, and returns that container.
    private static JContainer Place(JContainer parent, PathStep step, JToken? value, PathStep next, string text)
    {
        if (step.IsInList != parent is JArray)
        {
            throw CliException.Usage($"{text} does not fit what --input or an earlier --set has in the same place.");
        }

        if (parent is JObject map)
        {
            return Put(map[step.Name!], value, next, made => map[step.Name!] = made) ?? parent;
        }

        var list = (JArray)parent;
        var position = step.Index ?? list.Count;
        if (position > list.Count)
        {
            throw CliException.Usage($"{text} would leave a gap: the list has {list.Count} items so far. Number them from 0.");
        }

        return position == list.Count
            ? Put(null, value, next, list.Add) ?? parent
            : Put(list[position], value, next, made => list[position] = made) ?? parent;
    }

    // A token that is in its place already must not be put there again: it would be copied.
    private static JContainer? Put(JToken? present, JToken? value, PathStep next, Action<JToken> put)
    {
        var made = value ?? Container(present, next);
        if (!ReferenceEquals(made, present))
        {
            put(made);
        }

        return made as JContainer;
    }

    private static JToken Container(JToken? present, PathStep next) =>
        present is JObject or JArray ? present
        : next.IsInList ? new JArray()
        : new JObject();

    private void CheckRequired(JObject root, JsonRecord record)
    {
        if (!isChecked || operation.Body is not { } body || context.ObjectOf(body) is not { } owner)
        {
            return;
        }

        var missing = owner.Fields.Where(field => field.Required && !IsSet(field.Name)).Select(field => field.Name).ToList();
        if (missing.Count == 0 && owner.Alternatives.Count > 0 && !owner.Alternatives.Any(names => names.All(IsSet)))
        {
            throw CliException.Usage(
                $"Set {string.Join(", or ", owner.Alternatives.Select(names => string.Join(" and ", names)))} with --set: the record needs "
                    + "one of them."
            );
        }

        if (missing.Count > 0)
        {
            throw CliException.Usage(
                $"{(missing.Count == 1 ? "A required field is" : "Required fields are")} missing: {string.Join(", ", missing)}. Set "
                    + $"{(missing.Count == 1 ? "it" : "them")} with --set {missing[0]}=VALUE, or pass the record with --input FILE."
            );
        }

        bool IsSet(string name) => root.ContainsKey(name) || record.Files.Exists(file => file.Key == name);
    }

    // An example of the documentation has the envelope, which this program adds itself.
    private JObject Unwrap(JObject root) =>
        operation.Envelope is { } envelope
        && root.Count == 1
        && root[envelope] is JObject inside
        && operation.Body is { } body
        && context.ObjectOf(body)?.Fields.Any(field => field.Name == envelope) != true
            ? inside
            : root;

    private static async Task<JObject> InputAsync(CommandRun run, string input, CancellationToken cancellationToken)
    {
        var bytes = await ReadBytesAsync(run, input, cancellationToken);
        var name = input == "-" ? "The standard input" : input;
        try
        {
            return JsonInput.Read(bytes.AsMemory(Preamble(bytes))) as JObject
                ?? throw CliException.Input($"{name} holds no JSON object. Pass one record, such as {{\"name\": \"Shirt\"}}.");
        }
        catch (JsonInputException exception)
        {
            throw CliException.Input($"{name} {exception.Message}.");
        }
    }

    private static int Preamble(byte[] bytes) => bytes.AsSpan().StartsWith("\uFEFF"u8) ? 3 : 0;

    private static async Task<byte[]> ReadBytesAsync(CommandRun run, string input, CancellationToken cancellationToken)
    {
        await using var stream = input == "-" ? run.Host.OpenInput() : File.OpenRead(input);
        return await InputText.ReadAsync(stream, MaximumInput, input == "-" ? "The standard input" : input, cancellationToken);
    }
}
